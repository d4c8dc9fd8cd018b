"""Every look a mark can have, once: presentation attributes for light paper, colours for the dark theme.

The attributes make a chart stand alone in PDF and DOCX. On a page the same names are CSS classes under
`.chart`, and CSS wins over presentation attributes, so `dark_css()` is all the dark theme needs.
Contrast on paper: lines, bars and marks at least 3:1, text at least 4.5:1 (also on every heat step).
"""

from dataclasses import dataclass
from functools import lru_cache

PAPER, PAPER_DARK = "#FFFFFF", "#1B2528"
GROUND, GROUND_DARK = "#F6F4EF", "#12191B"
INK, INK_DARK = "#1B2428", "#E9EEEC"
MUTED, MUTED_DARK = "#55615F", "#A9B5B2"
LINE, LINE_DARK = "#D9D6CE", "#344044"
GREY, GREY_DARK = "#7E8682", "#8C9794"
PRIMARY, PRIMARY_DARK = "#0F5562", "#7CC6D3"
SOFT, SOFT_DARK = "#6E9AA3", "#3E7D89"

HEAT = ("#EFF3F3", "#D3E5E8", "#B0D0D6", "#86B6BF", "#5B9AA6", "#1F6876", "#0A3B45")
HEAT_DARK = ("#212E33", "#1F3F48", "#28505A", "#356E7B", "#4A8F9D", "#69B2C0", "#A4DCE5")
STEPS = len(HEAT)

TEXT_SIZE = 13
SMALL_SIZE = 12.5


@dataclass(frozen=True, slots=True)
class Style:
    """Presentation attributes on light paper, and the colours the dark theme puts instead."""

    light: dict[str, str]
    dark: dict[str, str]


def _text(fill: str, dark: str, size: float = TEXT_SIZE, weight: int = 400) -> Style:
    return Style({"fill": fill, "font-size": f"{size:g}", "font-weight": str(weight)}, {"fill": dark})


def _halo(style: Style, paper: str, paper_dark: str) -> Style:
    """Text that stays readable across lines: an edge in the colour of the paper, drawn under the letters."""
    edge = {"stroke": paper, "stroke-width": "3.5", "stroke-linejoin": "round", "paint-order": "stroke"}
    return Style(style.light | edge, style.dark | {"stroke": paper_dark})


def _fill(fill: str, dark: str, opacity: str = "") -> Style:
    return Style({"fill": fill} | ({"fill-opacity": opacity} if opacity else {}), {"fill": dark})


def _stroke(stroke: str, dark: str, width: str, dash: str = "") -> Style:
    look = {"fill": "none", "stroke": stroke, "stroke-width": width, "stroke-linejoin": "round"}
    return Style(look | ({"stroke-dasharray": dash} if dash else {}), {"stroke": dark})


def _outlined(fill: str, stroke: str, width: str, dark: tuple[str, str]) -> Style:
    light = {"fill": fill, "stroke": stroke, "stroke-width": width}
    return Style(light, {"fill": dark[0], "stroke": dark[1]})


def _dashed(fill: str, stroke: str, width: str, dark: tuple[str, str]) -> Style:
    style = _outlined(fill, stroke, width, dark)
    return Style(style.light | {"stroke-dasharray": "5 3"}, style.dark)


STYLES: dict[str, Style] = {
    # text
    "label": _text(INK, INK_DARK),
    "strong": _text(INK, INK_DARK, weight=600),
    "muted": _text(MUTED, MUTED_DARK, SMALL_SIZE),
    "own-text": _text(PRIMARY, PRIMARY_DARK, weight=600),
    "value": _halo(_text(INK, INK_DARK), PAPER, PAPER_DARK),
    "value-strong": _halo(_text(INK, INK_DARK, weight=600), PAPER, PAPER_DARK),
    "muted-halo": _halo(_text(MUTED, MUTED_DARK, SMALL_SIZE), PAPER, PAPER_DARK),
    "place": _halo(_text(MUTED, MUTED_DARK, SMALL_SIZE), GROUND, GROUND_DARK),
    "rank": _text(PAPER, PAPER_DARK, SMALL_SIZE, 600),
    # lines
    "grid": _stroke(LINE, LINE_DARK, "1"),
    "axis": _stroke(GREY, GREY_DARK, "1"),
    "own-line": _stroke(PRIMARY, PRIMARY_DARK, "2.5"),
    "own-line-open": _stroke(PRIMARY, PRIMARY_DARK, "2.5", "2 4"),
    "ref-line": _stroke(GREY, GREY_DARK, "1.75"),
    "ref-line-open": _stroke(GREY, GREY_DARK, "1.75", "2 4"),
    "ref-rule": _stroke(MUTED, MUTED_DARK, "1.5", "5 4"),
    "whisker": _stroke(INK, INK_DARK, "1.25"),
    "whisker-inside": _stroke(PAPER, PAPER_DARK, "1.25"),
    "rule-edge": _stroke(PAPER, PAPER_DARK, "3.5"),
    "change": _stroke(MUTED, MUTED_DARK, "1.25", "2 3"),
    "limit": _stroke(GREY, GREY_DARK, "1.25"),
    "limit-inner": _stroke(GREY, GREY_DARK, "1.25", "5 4"),
    "leader": _stroke(INK, INK_DARK, "1"),
    "outline": _stroke(GREY, GREY_DARK, "1"),
    "marked": _stroke(INK, INK_DARK, "2"),
    # areas and dots
    "own-band": _fill(PRIMARY, PRIMARY_DARK, "0.14"),
    "own-bar": _fill(PRIMARY, PRIMARY_DARK),
    "soft-bar": _fill(SOFT, SOFT_DARK),
    "ref-bar": _fill(GREY, GREY_DARK),
    "own-dot": _outlined(PRIMARY, PAPER, "1.5", (PRIMARY_DARK, PAPER_DARK)),
    "own-hollow": _outlined(PAPER, PRIMARY, "2", (PAPER_DARK, PRIMARY_DARK)),
    "ref-dot": _outlined(GREY, PAPER, "1", (GREY_DARK, PAPER_DARK)),
    "ref-hollow": _outlined(PAPER, GREY, "1.5", (PAPER_DARK, GREY_DARK)),
    "north": _fill(INK, INK_DARK),
    "ground": _fill(GROUND, GROUND_DARK),
    "badge": _outlined(INK, PAPER, "1.5", (INK_DARK, PAPER_DARK)),
    "empty": _outlined(PAPER, LINE, "1", (PAPER_DARK, LINE_DARK)),
    "pattern": _outlined(HEAT[2], PAPER, "2", (HEAT_DARK[2], PAPER_DARK)),
    "activity": _outlined(PAPER, PRIMARY, "1.75", (PAPER_DARK, PRIMARY_DARK)),
    # the cause tree
    "trunk": _fill(SOFT, SOFT_DARK),
    "bough": _stroke(SOFT, SOFT_DARK, "4"),
    "twig": _stroke(GREY, GREY_DARK, "1.25"),
    "note": _outlined(GROUND, GREY, "1", (GROUND_DARK, GREY_DARK)),
    "note-branch": _outlined(PAPER, PRIMARY, "2", (PAPER_DARK, PRIMARY_DARK)),
    "note-aside": _dashed(PAPER, GREY, "1.5", (PAPER_DARK, GREY_DARK)),
    "root": _fill(PRIMARY, PRIMARY_DARK),
    "root-text": _text(PAPER, PAPER_DARK, 15, 600),
}
for _step in range(STEPS):
    STYLES[f"heat-{_step}"] = _fill(HEAT[_step], HEAT_DARK[_step])
    STYLES[f"on-heat-{_step}"] = _text(
        INK if _step < 5 else PAPER, INK_DARK if _step < 4 else GROUND_DARK, TEXT_SIZE
    )


@lru_cache(maxsize=256)
def attributes(kind: str) -> str:
    """The class and the presentation attributes of a look, ready to stand in a tag."""
    written = "".join(f' {name}="{value}"' for name, value in STYLES[kind].light.items())
    return f' class="{kind}"{written}'


def heat_step(value: float, top: float) -> int:
    """0 for nothing, otherwise 1–6 in equal parts of (0, top]."""
    if value <= 0 or top <= 0:
        return 0
    return min(STEPS - 1, 1 + int((STEPS - 1) * value / top * (1 - 1e-9)))


def dark_css() -> str:
    """Rules that turn every chart on a page into its dark twin; put them under the dark colour scheme."""
    rules = (
        f".chart .{kind}{{{';'.join(f'{name}:{value}' for name, value in style.dark.items())}}}"
        for kind, style in STYLES.items()
    )
    return "\n".join(rules) + "\n"
