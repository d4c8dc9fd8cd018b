"""Which part of a dataset a figure is about: type, period and area, as fields of an address. No Django here."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

PARTIAL_DATE = re.compile(r"(\d{4})(?:-?(\d{2}))?(?:-?(\d{2}))?")


class BadDate(ValueError):
    """A day, month or year that does not exist. The message is shown as it stands."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"Datumet ”{typed}” finns inte. Skriv till exempel 2024, 2024-02 eller 2024-02-28.")


@dataclass(frozen=True)
class Filter:
    """`first` and `last` are whole days, both counted in. None means everything."""

    type: str | None = None
    first: date | None = None
    last: date | None = None
    area: str | None = None

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> "Filter":
        """From the fields of an address or of `as_dict`; raises BadDate."""
        first, last = day(fields.get("from", "")), day(fields.get("to", ""), end=True)
        if first and last and first > last:
            first, last = day(fields["to"]), day(fields["from"], end=True)
        return cls(fields.get("type") or None, first, last, fields.get("area") or None)

    def as_dict(self) -> dict[str, str]:
        """Only what is chosen, so that the same choice is always written the same way."""
        fields = {
            "type": self.type,
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
            "area": self.area,
        }
        return {name: value for name, value in fields.items() if value}

    @property
    def is_empty(self) -> bool:
        return not self.as_dict()

    def address(self) -> str:
        return urlencode(self.as_dict())

    def words(self) -> str:
        """`typen Cykelstöld, från och med 2024-01-01, området Centrum`; `allt` when nothing is chosen."""
        parts = [f"typen {self.type}"] if self.type else []
        if self.first and self.last:
            parts.append(f"{self.first.isoformat()} till {self.last.isoformat()}")
        elif self.first:
            parts.append(f"från och med {self.first.isoformat()}")
        elif self.last:
            parts.append(f"till och med {self.last.isoformat()}")
        if self.area:
            parts.append(f"området {self.area}")
        return ", ".join(parts) or "allt"


def day(typed: str, *, end: bool = False) -> date | None:
    """`2024` is its first day, or its last when it ends a period; nothing typed is None. Raises BadDate."""
    typed = typed.strip()
    if not typed:
        return None
    found = PARTIAL_DATE.fullmatch(typed)
    if not found:
        raise BadDate(typed)
    year, month, number = (int(part) if part else None for part in found.groups())
    try:
        month = month or (12 if end else 1)
        return date(year or 0, month, number or (calendar.monthrange(year or 0, month)[1] if end else 1))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise BadDate(typed) from error
