"""The rows that could not be read: one line each with row number, column, value (personal data masked) and reason."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from samverkan.access.personal_data import mask

SCHEMA = pa.schema(
    [("row", pa.int64()), ("column", pa.string()), ("value", pa.string()), ("reason", pa.string())]
)
_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not read. `aside`: its whole text when it may be a footnote or a sum, else empty."""

    row: int
    column: str
    value: str
    reason: str
    aside: str = ""


def table(rejected: Sequence[Rejected]) -> pa.Table:
    """As an Arrow table in row order, values shortened and masked."""
    ordered = sorted(rejected, key=lambda r: r.row)
    return pa.table(
        {
            "row": [r.row for r in ordered],
            "column": [r.column for r in ordered],
            "value": [_masked(r.value[:_LONGEST_VALUE]) for r in ordered],
            "reason": [_masked(r.reason) for r in ordered],
        },
        schema=SCHEMA,
    )


@lru_cache(maxsize=4096)
def _masked(text: str) -> str:
    return mask(text)


def without_asides(rejected: Sequence[Rejected], last_accepted: int) -> tuple[list[Rejected], list[Rejected]]:
    """The rejected rows, and apart from them the footnotes and sums that stand after the last row of data."""
    last = max([last_accepted, *(r.row for r in rejected if not r.aside)])
    asides = [r for r in rejected if r.aside and r.row > last]
    return [r for r in rejected if not (r.aside and r.row > last)], asides


def to_csv(rejected: pa.Table) -> bytes:
    """The rejected rows as a CSV file that opens right in Swedish Excel: UTF-8 with BOM, semicolons, CRLF.

    A text that begins as a formula would gets an apostrophe in front, so that it is shown and not run.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Rad", "Kolumn", "Värde", "Varför raden inte lästes"])
    for row in rejected.to_pylist():
        writer.writerow([row["row"], *(_no_formula(row[name]) for name in ("column", "value", "reason"))])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _no_formula(text: str) -> str:
    bare = text.lstrip(" \u00a0")
    return "'" + text if bare[:1] in ("=", "+", "-", "@", "\t", "\r") and bare not in ("-", "–") else text
