"""The one typeface, from a package, never from the system: the same document everywhere."""

from functools import lru_cache
from pathlib import Path

import fontpkg_source_sans_3
import typst

FAMILY = "Source Sans 3"


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Source Sans 3, upright and italic, every weight; read once per process."""
    folder = Path(fontpkg_source_sans_3.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def with_regular_weight(svg: str) -> str:
    """The drawing with its ordinary text in weight 400.

    Typst's SVG reader leaves a variable font at its default, here the extra light, when the weight is the
    usual 400; other weights it sets (linebender/resvg#1099). Naming the axis outright works for both.
    """
    return svg.replace('font-weight="400"', "font-variation-settings=\"'wght' 400\"")
