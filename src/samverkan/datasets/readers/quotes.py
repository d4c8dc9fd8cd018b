"""Where quoted cells begin and end, when a file is cut into chunks."""

import csv
import io
import re
from collections.abc import Iterator

from samverkan.datasets.readers.encoding import TextFile
from samverkan.datasets.readers.errors import ReadError


def last_record_end(data: bytes, delimiter: str) -> int:
    """The place after the last line break in `data` that is not inside quotes; 0 when there is none.

    `data` begins where a record begins. Counting quotes is enough for nearly every chunk; when the count is odd, a cell
    is cut in two or an ordinary character is a quote (`5" rör`), and only quotes that open a cell are followed.
    """
    end = data.rfind(b"\n") + 1
    if data.count(b'"', 0, end) % 2 == 0:
        return end
    quoted = re.compile(rb'(?:\A|(?<=[\n\r%b]))"(?:[^"]++|"")*+("|\Z)' % re.escape(delimiter.encode()))
    for cell in quoted.finditer(data):
        if cell.end() >= end:
            return end if cell.start() >= end else data.rfind(b"\n", 0, cell.start()) + 1
    return end


def refuse_unclosed_quote(file: TextFile, delimiter: str) -> None:
    """Raise ReadError that names the row where a quote opens and never closes; return when every quote closes.

    An odd number of quotes is no fault in itself: in `5" rör` the quote is an ordinary character.
    """
    rows = 0
    reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            rows += 1
    except csv.Error as error:
        raise ReadError(
            f'Ett citattecken (") på rad {rows + 1} stängs aldrig eller står på fel plats.',
            "Rätta raden i källan, eller spara filen som Excel (xlsx) i stället.",
        ) from error


def _lines(file: TextFile) -> Iterator[str]:
    rest = ""
    for chunk, _ in file.chunks():
        lines = io.StringIO(rest + chunk.decode("utf-8"), newline="").readlines()
        rest = lines.pop() if lines and not lines[-1].endswith("\n") else ""
        yield from lines
    if rest:
        yield rest
