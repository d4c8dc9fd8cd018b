"""Drawings for a writer that takes no SVG."""

import re

import typst

from samverkan.typeset.fonts import FAMILY, fonts, with_regular_weight

FULL_WIDTH = 640.0
_PIXELS_PER_INCH = 220
_SOURCE = f"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "{FAMILY}")
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 162mm)
""".encode()
_WIDTH = re.compile(r'<svg\b[^>]*?\bwidth="([0-9.]+)"')


def width_share(svg: str) -> float:
    """How much of the text width a drawing takes, 0–1: all of it for a chart 640 units wide or more."""
    found = _WIDTH.search(svg)
    return min(1.0, float(found.group(1)) / FULL_WIDTH) if found else 1.0


def to_png(svg: str) -> bytes:
    """The drawing at print size and 220 pixels per inch, with white behind it."""
    inputs = {"svg": with_regular_weight(svg), "width": str(width_share(svg))}
    image = typst.compile(
        _SOURCE,
        format="png",
        ppi=_PIXELS_PER_INCH,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    assert isinstance(image, bytes)
    return image
