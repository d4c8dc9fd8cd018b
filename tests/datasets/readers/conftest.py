"""Small files as offices save them, written into the test's own folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from samverkan.datasets.readers import ReadResult, read

Rows = Sequence[Sequence[Any]]


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Write text as a file: `csv_file("a;b\\n1;2", encoding="cp1252")`."""

    def write(text: str | bytes, *, encoding: str = "utf-8", name: str = "fil.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write sheets of rows as xlsx: `workbook({"Blad1": [["a", "b"], [1, 2]]}, merge={"Blad1": ["B1:C1"]})`."""

    def write(
        sheets: dict[str, Rows], *, merge: dict[str, list[str]] | None = None, name: str = "bok.xlsx"
    ) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row, start=1):
                    if value is not None:
                        sheet.cell(number, column, value)
            for cells in (merge or {}).get(title, []):
                sheet.merge_cells(cells)
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def rows_of() -> Callable[..., list[dict[str, Any]]]:
    """Read a file and give its accepted rows as dictionaries."""

    def rows(path: Path, **options: Any) -> list[dict[str, Any]]:
        with read(path, **options) as result:
            return _plain(result)

    return rows


def _plain(result: ReadResult) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result.table().to_pylist()
    return found
