"""Writing SVG: escaped, no style attributes, no scripts; the same text in the browser, in PDF and in DOCX."""

import re
from collections.abc import Iterable
from hashlib import blake2s

from samverkan.charts import palette
from samverkan.charts.chart import Chart, Table, Words

WIDE = 640
COMPACT = 360
FONT = "'Source Sans 3','Source Sans Pro',system-ui,sans-serif"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " ", "\r": " "}
)


def escape(text: str) -> str:
    """Safe as content and as a double-quoted attribute; characters XML forbids are dropped."""
    return _NOT_XML.sub("", text).translate(_ENTITIES)


def coordinate(value: float) -> str:
    """At most two decimals, without needless zeros."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def tag(name: str, kind: str = "", content: str = "", **attributes: float | str) -> str:
    """One element with the look `kind`; `content` must be escaped already; `_` in names stands for `-`."""
    look = palette.attributes(kind) if kind else ""
    written = "".join(
        f' {key.replace("_", "-")}="{escape(value) if isinstance(value, str) else coordinate(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{look}{written}>{content}</{name}>" if content else f"<{name}{look}{written}/>"


def text(x: float, y: float, words: str, kind: str = "label", anchor: str = "start") -> str:
    """Words on the baseline y; `anchor` is start, middle or end."""
    if anchor == "start":
        return tag("text", kind, escape(words), x=x, y=y)
    return tag("text", kind, escape(words), x=x, y=y, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return tag("line", kind, x1=x1, y1=y1, x2=x2, y2=y2)


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    return tag("rect", kind, x=x, y=y, width=max(width, 0), height=max(height, 0))


def boxes(corners: Iterable[tuple[float, float]], width: float, height: float, kind: str) -> str:
    """Equal boxes by their upper left corners as one path: thousands of cells stay a small, quick drawing."""
    shape = f"h{coordinate(width)}v{coordinate(height)}h{coordinate(-width)}z"
    drawn = "".join(f"M{coordinate(x)} {coordinate(y)}{shape}" for x, y in corners)
    return tag("path", kind, d=drawn) if drawn else ""


def dot(x: float, y: float, radius: float, kind: str) -> str:
    return tag("circle", kind, cx=x, cy=y, r=radius)


def points(places: Iterable[tuple[float, float]]) -> str:
    """Places joined for `points` of a polyline or polygon."""
    return " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in places)


def finish(
    words: Words,
    description: str,
    table: Table,
    parts: list[str],
    size: tuple[float, float],
    notes: list[str],
) -> Chart:
    """Wrap the parts into a chart of `size` (width, height) with title, description and unique ids."""
    body = "".join(parts)
    told = words.description or description
    width, height = size
    digest = blake2s(
        f"{words.title}{told}{body}{words.key}".encode(errors="replace"), digest_size=5
    ).hexdigest()
    name = f"chart-{digest}"
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" '
        f'viewBox="0 0 {coordinate(width)} {coordinate(height)}" '
        f'width="{coordinate(width)}" height="{coordinate(height)}" font-family="{FONT}">'
        f'<title id="{name}-title">{escape(words.title)}</title>'
        f'<desc id="{name}-desc">{escape(told)}</desc>{body}</svg>'
    )
    return Chart(root, words.title, told, table, tuple(notes) + words.notes)
