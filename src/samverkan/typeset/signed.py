"""What is seen in a signature's place once it is signed."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

from samverkan.typeset.clean import plain, with_glyphs
from samverkan.typeset.fonts import fonts

_ROOT = Path(__file__).parent


def signed(name: str, lines: Sequence[str], width: float, height: float) -> bytes:
    """One page of `width` x `height` points, without tags: it becomes the appearance of a field that has its own."""
    given = {
        "name": _shown(name),
        "lines": [_shown(line) for line in lines],
        "width": width,
        "height": height,
    }
    made = typst.compile(
        _ROOT / "signed.typ",
        root=_ROOT,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        pdf_standards=["a-2u"],
        pdf_tags=False,
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


def _shown(text: str) -> str:
    return with_glyphs(plain(text)).replace("\n", " ")
