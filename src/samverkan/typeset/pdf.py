"""PDF that everyone can read and an archive can keep: PDF/UA-1 and PDF/A-2a at once, by Typst.

Content goes in as JSON, never as markup, so no text in a document can act on the typesetting. The same
document gives the same bytes.
"""

import json
from pathlib import Path
from typing import Any

import typst

from samverkan.typeset.blocks import Figure, SignaturePlace, Table
from samverkan.typeset.document import Document
from samverkan.typeset.drawing import width_share
from samverkan.typeset.fonts import fonts, with_regular_weight
from samverkan.typeset.prepare import labels, prepared, with_only_known_glyphs
from samverkan.typeset.storage import to_data
from samverkan.typeset.widths import widths

# The template reads no files; the root only keeps it from ever doing so outside its own folder.
_ROOT = Path(__file__).parent
_TEMPLATE = _ROOT / "document.typ"


def to_pdf(document: Document) -> bytes:
    """The document as tagged PDF, A4. typst.TypstError when it cannot be made to both standards."""
    ready = with_only_known_glyphs(prepared(document))
    made = typst.compile(
        _TEMPLATE,
        root=_ROOT,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_content(ready), ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=ready.meta.created_utc,
    )
    assert isinstance(made, bytes)
    return made


def _cut(text: str, longest: int) -> str:
    """Header and footer have one line; the whole text stands on the first page."""
    line = text.replace("\n", " ")
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _content(document: Document) -> dict[str, Any]:
    """The document's data with what the template needs to know about figures and notes."""
    data = to_data(document)
    data["meta"]["facts"] = list(document.meta.facts)
    data["running"] = {
        "title": _cut(document.title, 80),
        "status": _cut(document.meta.status, 30),
        "registry_number": _cut(document.meta.registry_number, 60),
    }
    for block, label, told in zip(document.blocks, labels(document.blocks), data["blocks"], strict=True):
        if label:
            told["label"] = label
        if isinstance(block, SignaturePlace):
            told["signatory"] = block.signatory
        if isinstance(block, Figure):
            told["svg"] = with_regular_weight(block.svg)
            told["share"] = width_share(block.svg)
        table = block.data if isinstance(block, Figure) else block
        if isinstance(table, Table):
            (told["data"] if isinstance(block, Figure) else told)["widths"] = list(widths(table))
    return data
