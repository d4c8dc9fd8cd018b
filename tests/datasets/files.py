"""Files as offices send them, made up row by row."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

HEADINGS = "Brottstyp;Brottsdatum från;Brottsdatum till;E;N;Område"
START = datetime(2024, 1, 1, 8, 0)
# Eight ways a row can be wrong, each in its own column.
BAD_ROWS = (
    ";2024-03-01 10:00;2024-03-01 11:00;560100;6570100;Centrum",
    "Cykelstöld;31/2 2024;2024-03-01 11:00;560100;6570100;Centrum",
    "Cykelstöld;;2024-03-01 11:00;560100;6570100;Centrum",
    "Cykelstöld;igår;2024-03-01 11:00;560100;6570100;Centrum",
    "Cykelstöld;2024-03-01 25:10;2024-03-01 11:00;560100;6570100;Centrum",
    "Cykelstöld;2024-03-01 10:00;2024-13-01 11:00;560100;6570100;Centrum",
    "Cykelstöld;2024-03-01 10:00;2024-03-01 11:00;okej;6570100;Centrum",
    "Cykelstöld;2024-03-01 10:00;2024-03-01 11:00;560100;x;Centrum",
)


def good_row(number: int) -> str:
    start = START + timedelta(hours=7 * number)
    end = start + timedelta(hours=number % 5)
    kind = ("Cykelstöld", "Klotter", "Misshandel utomhus")[number % 3]
    return f"{kind};{start:%Y-%m-%d %H:%M};{end:%Y-%m-%d %H:%M};{560000 + number};{6570000 + number};Centrum"


def incident_lines(rows: int, bad: Sequence[int] = ()) -> list[str]:
    """`rows` rows under a heading; `bad` says which of them (by row number as in Excel, 2 = the first) are wrong."""
    wrong = {place: BAD_ROWS[turn % len(BAD_ROWS)] for turn, place in enumerate(bad)}
    return [HEADINGS, *(wrong.get(place, good_row(place)) for place in range(2, rows + 2))]


def sent(lines: Sequence[str], name: str = "brott maj.csv") -> SimpleUploadedFile:
    """As Swedish Excel saves it: semicolons, Windows-1252, CRLF."""
    return SimpleUploadedFile(name, "\r\n".join(lines).encode("cp1252"))
