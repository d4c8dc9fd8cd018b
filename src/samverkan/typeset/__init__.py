"""Documents from plain data: one `Document` of blocks becomes PDF, DOCX and, by templates, a web page."""

from samverkan.typeset.blocks import (
    Align,
    Block,
    BulletList,
    Column,
    Facts,
    Figure,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    PartyTag,
    Run,
    SignaturePlace,
    Table,
    Text,
)
from samverkan.typeset.document import Document, Meta
from samverkan.typeset.docx import to_docx
from samverkan.typeset.pdf import to_pdf
from samverkan.typeset.storage import from_data, to_data

__all__ = [
    "Align", "Block", "BulletList", "Column", "Document", "Facts", "Figure", "Heading", "Meta", "Note", "PageBreak",
    "Paragraph", "PartyTag", "Run", "SignaturePlace", "Table", "Text", "from_data", "to_data", "to_docx", "to_pdf",
]  # fmt: skip
