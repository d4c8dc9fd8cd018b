"""Open any file by what is in it, not by what it is called: many `.xls` files are web pages or text."""

import re
from pathlib import Path

from samverkan.datasets.readers.csv_source import open_csv
from samverkan.datasets.readers.errors import ReadError
from samverkan.datasets.readers.excel_source import OLE, ZIP, open_excel
from samverkan.datasets.readers.html_source import open_html
from samverkan.datasets.readers.source import Source

MAX_BYTES = 4 << 30
MAX_WORKBOOK_BYTES = 400 << 20
_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|table|meta)", re.I | re.S
)
_OTHER_FORMATS = {
    b"%PDF": "en PDF",
    b"{\\rtf": "ett textdokument (RTF)",
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"SQLite format 3": "en databas",
    b"\x1f\x8b": "ett packat arkiv (gzip)",
    b"7z\xbc\xaf": "ett packat arkiv (7-Zip)",
    b"Rar!": "ett packat arkiv (RAR)",
}


def open_source(path: Path, *, sheet: str | None = None, max_bytes: int = MAX_BYTES) -> Source:
    """The file at `path` opened for reading. Raises ReadError for what is missing, empty, too large or not a table."""
    if not path.is_file():
        raise ReadError("Filen finns inte.", "Välj filen på nytt.")
    size = path.stat().st_size
    if not size:
        raise ReadError("Filen är tom (0 byte).", "Kontrollera att du valde rätt fil.")
    with path.open("rb") as file:
        start = file.read(4096)
    is_workbook = start.startswith((OLE, ZIP))
    limit = min(max_bytes, MAX_WORKBOOK_BYTES) if is_workbook else max_bytes
    if size > limit:
        raise ReadError(
            f"Filen är {_megabytes(size)} och gränsen är {_megabytes(limit)}.",
            "Dela upp den, till exempel ett år per fil"
            + (", eller spara den som CSV." if is_workbook else "."),
        )
    for mark, what in _OTHER_FORMATS.items():
        if start.startswith(mark):
            raise ReadError(
                f"Filen är {what}, inte en tabell.", "Hämta underlaget som CSV eller Excel (xlsx) i stället."
            )
    if is_workbook:
        return open_excel(path, sheet)
    if sheet is not None:
        raise ReadError("Filen är ingen arbetsbok och har inga blad.", "Låt valet av blad vara tomt.")
    if _PAGE.match(start):
        return open_html(path)
    return open_csv(path)


def _megabytes(size: int) -> str:
    megabytes = size / (1 << 20)
    if megabytes < 0.1:
        return f"{size} byte"
    text = f"{megabytes:,.0f}" if megabytes >= 10 else f"{megabytes:.1f}"
    return text.replace(",", "\u202f").replace(".", ",") + " MB"
