"""The scan of a paper that was signed: whether it can be opened, so that nobody finds a broken file in the archive."""

import io


def can_be_read(content: bytes, kind: str) -> bool:
    """`kind` as in rules.kind_of_scan. A PDF has at least one page; a picture is whole to its end."""
    if kind == "pdf":
        from pikepdf import Pdf, PdfError  # half a second to load, and only whoever sends in a paper needs it

        try:
            with Pdf.open(io.BytesIO(content)) as pdf:
                return len(pdf.pages) > 0
        except (PdfError, ValueError):
            return False
    if kind == "png":
        return b"IEND" in content[-64:]
    return content.rstrip(b"\x00\r\n")[-2:] == b"\xff\xd9"
