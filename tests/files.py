"""Files as offices save them, made up, for tests that read them in."""

import csv
import io
from datetime import datetime, timedelta
from typing import Any

from openpyxl import Workbook

Rows = list[list[Any]]


def incidents(
    seed: int, *, type: str = "Cykelstöld", area: str = "Norr", heading: str = "Anteckning", bad: str = ""
) -> Rows:
    """Ninety incidents in two areas over three years, as an office lists them; with `bad`, one more without a date."""
    rows: Rows = [["Brottstyp", "Från", "Till", "Område", "X", "Y", heading]]
    for number in range(90):
        start = datetime(2023, 1, 3, 8) + timedelta(days=12 * number + seed, hours=number % 24)
        end = start + timedelta(hours=2)
        place, shift = (area, 0) if number % 3 else ("Centrum", 3_000)
        x, y = 600_000 + shift + 100 * (number % 4), 6_600_000 + shift + 100 * (number % 5)
        crime = type if number % 2 else "Skadegörelse"
        rows.append([crime, f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}", place, x, y, f"sort {seed}"])
    if bad:
        rows.append([type, bad, "", "Centrum", 600_000, 6_600_000, ""])
    return rows


def costs(number: int) -> Rows:
    return [
        ["Förvaltning", "2022 (tkr)", "2023 (tkr)"],
        ["Klottersanering", 125 + number, 98],
        ["Glaskross", 31, 40],
    ]


def as_csv(rows: Rows) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("cp1252")


def as_workbook(rows: Rows, sheet: str) -> bytes:
    """A workbook with two sheets; the other one is empty."""
    book, content = Workbook(), io.BytesIO()
    page = book.active
    assert page
    page.title = sheet[:31]
    for row in rows:
        page.append(row)
    book.create_sheet("Om filen").append(["Sammanställd för hand"])
    book.save(content)
    return content.getvalue()
