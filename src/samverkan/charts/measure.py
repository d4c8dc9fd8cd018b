"""How wide a text becomes, without a font engine.

Advance widths of Source Sans 3 in thousandths of the font size, rounded up to a few classes so that the
estimate errs on the wide side: a label may get a little too much room, never too little.
"""

from functools import lru_cache

_CLASSES: dict[int, str] = {
    130: "\u202f",
    205: " \u00a0",
    290: "ijl|I',.:;·’",
    330: "f!()[]{}-°",
    375: "tr/\\²³",
    445: 'sz?*"”',
    480: "xc»",
    520: "ekvyFJLY0123456789#$+<=>^~−–§×≥≤±€_éè",
    550: "agåäàXVEÉSTZ`oöø",
    570: "AÅÄhuünbdpq",
    600: "PRCKB",
    665: "&DGUÜNH→↑↓",
    730: "OQÖØwM",
    850: "mW—æÆ%½@",
    970: "…",
}
_WIDTHS = {character: width for width, characters in _CLASSES.items() for character in characters}
_OTHER = 620
_SEMIBOLD = 1.03


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Estimated width in the unit of `size`; at most a few per cent above the real one for Swedish text."""
    width = sum(_WIDTHS.get(character, _OTHER) for character in text) * size / 1000
    return width * _SEMIBOLD if bold else width


def wrap(text: str, width: float, size: float, bold: bool = False, lines: int = 3) -> list[str]:
    """Break at spaces into at most `lines` lines no wider than `width`; what is left is cut with `…`."""
    rows: list[str] = []
    current = ""
    for word in text.split(" "):
        longer = f"{current} {word}" if current else word
        if current and text_width(longer, size, bold) > width:
            rows.append(current)
            current = word
        else:
            current = longer
    rows.append(current)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return [cut(row, width, size, bold) for row in rows]


def cut(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits in `width` followed by `…`."""
    if text_width(text, size, bold) <= width:
        return text
    kept = text
    while kept and text_width(kept + "…", size, bold) > width:
        kept = kept[:-1]
    return kept.rstrip(" ,.-–") + "…"


def spread(wanted: list[float], gap: float, top: float, bottom: float) -> list[float]:
    """Move positions apart to at least `gap`, as little as needed, in [top, bottom]; keeps the order."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed: list[float] = []
    for place in order:
        lowest = placed[-1] + gap if placed else top
        placed.append(max(wanted[place], lowest))
    limit = bottom
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - gap
    result = [0.0] * len(wanted)
    for place, position in zip(order, placed, strict=True):
        result[place] = position
    return result
