"""Make the web fonts out of the installed font package: ``python -m samverkan.web.build_fonts`` (development only).

Cuts Source Sans 3 (upright and italic, variable weight) down to the characters Swedish offices write and packs it as
WOFF2. The Open Font License reserves the name "Source" for unchanged files, so ours is called Samverkan Sans.
"""

from pathlib import Path

import fontpkg_source_sans_3
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

FONTS = Path(__file__).parent / "static" / "web" / "fonts"
FAMILY = "Samverkan Sans"
FACES = {
    "samverkan-sans.woff2": "SourceSans3[wght].ttf",
    "samverkan-sans-italic.woff2": "SourceSans3-Italic[wght].ttf",
}
# Latin with the letters of European names, then the signs our texts use.
CHARACTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *map(ord, "‐‑–—‘’‚“”„•…‰′″‹›€™←↑→↓↔−×÷≈≠≤≥√∞½¼¾■□▲△▶▼◀◆○●✓"),
    0x2009,  # thin space
    0x200B,  # zero width space
    0x202F,  # narrow no-break space: thousands
]
THIN_SPACE = 170  # thousandths of an em
# Kerning and local forms, and the figures: even width in tables (tnum), full height, slashed zero, fractions.
FEATURES = [
    "kern",
    "liga",
    "locl",
    "ccmp",
    "mark",
    "mkmk",
    "tnum",
    "pnum",
    "lnum",
    "zero",
    "frac",
    "case",
    "sups",
]


def build(source: Path, target: Path) -> int:
    """Write one face; returns its size in bytes."""
    font = TTFont(source)
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    options.flavor = "woff2"
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    widen_thin_spaces(font)
    instantiateVariableFont(font, {"wght": (400, 400, 700)}, inplace=True)
    rename(font)
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


def widen_thin_spaces(font: TTFont) -> None:
    """The face draws the thin spaces a tenth of an em wide: too little to tell 1 016 from 1016 at a glance."""
    names = font.getBestCmap()
    for character in (0x2009, 0x202F):
        font["hmtx"][names[character]] = (THIN_SPACE, 0)


def rename(font: TTFont) -> None:
    """Put our own name wherever the reserved one stands, apart from the copyright line."""
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6}:
            text = (
                str(record).replace("Source Sans 3", FAMILY).replace("SourceSans3", FAMILY.replace(" ", ""))
            )
            font["name"].setName(text, record.nameID, record.platformID, record.platEncID, record.langID)


def main() -> None:
    package = Path(fontpkg_source_sans_3.__file__).parent
    FONTS.mkdir(parents=True, exist_ok=True)
    (FONTS / "LICENSE.txt").write_bytes((package / "LICENSE").read_bytes())
    for target, source in FACES.items():
        size = build(package / "files" / source, FONTS / target)
        print(f"{target}: {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
