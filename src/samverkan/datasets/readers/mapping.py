"""Which heading of a file fills which field of ours: proposed, confirmed by a person, remembered per source."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from samverkan.datasets.readers.errors import ReadError

INCIDENT_FIELDS = (
    "type", "code", "start", "start_time", "end", "end_time", "reported", "x", "y", "lat", "lon", "area", "indoors",
    "sex", "age_group", "place_type",
)  # fmt: skip
FIGURE_FIELDS = (
    "area",
    "area_code",
    "type",
    "year",
    "month",
    "sex",
    "age_group",
    "measure",
    "respondents",
    "value",
)

FIELD_LABELS = {
    "type": "Brottstyp",
    "code": "Brottskod",
    "start": "Från (datum, gärna med klockslag)",
    "start_time": "Klockslag från",
    "end": "Till (datum, gärna med klockslag)",
    "end_time": "Klockslag till",
    "reported": "Anmälningsdatum",
    "x": "Koordinat öst",
    "y": "Koordinat nord",
    "lat": "Latitud",
    "lon": "Longitud",
    "area": "Område",
    "indoors": "Inomhus eller utomhus",
    "sex": "Kön",
    "age_group": "Ålder eller åldersgrupp",
    "place_type": "Platstyp",
    "area_code": "Områdeskod",
    "year": "År",
    "month": "Månad",
    "measure": "Mått",
    "respondents": "Antal svarande",
    "value": "Värden",
}


_FROM = re.compile(r"\b(?:fr o m|f o m|from|fom)\b")
_TO = re.compile(r"\b(?:t o m|tom)\b")


@dataclass(frozen=True)
class Mapping:
    """`columns`: field → headings of the file. `fixed`: field → one text for every row, when no column says it."""

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)

    def heading(self, name: str) -> str | None:
        """The first heading mapped to the field `name`."""
        headings = self.columns.get(name, ())
        return headings[0] if headings else None

    def to_json(self) -> str:
        return json.dumps(
            {"columns": {k: list(v) for k, v in self.columns.items()}, "fixed": self.fixed},
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        data: dict[str, Any] = json.loads(text)
        return cls(
            {str(k): tuple(map(str, v)) for k, v in data.get("columns", {}).items()},
            {str(k): str(v) for k, v in data.get("fixed", {}).items()},
        )

    def checked(self, headings: Sequence[str], fields: Iterable[str]) -> "Mapping":
        """This mapping, or ReadError when it names a heading the file lacks or a field that does not exist."""
        known = set(fields)
        for name in (*self.columns, *self.fixed):
            if name not in known:
                raise ReadError(f"Fältet ”{name}” finns inte för den här sortens fil.")
        for wanted in (heading for several in self.columns.values() for heading in several):
            if wanted not in headings:
                raise ReadError(
                    f"Kolumnen ”{wanted}” finns inte i filen.",
                    "Välj kolumner på nytt. Filen har: " + ", ".join(f"”{h}”" for h in headings[:30]) + ".",
                )
        return self


def normalised(heading: str) -> str:
    """A heading in lower case, punctuation as spaces, from and to in one spelling: `Datum (fr.o.m.)` → `datum från`."""
    plain = re.sub(r"[\W_]+", " ", heading.lower()).strip()
    return _TO.sub("till", _FROM.sub("från", plain))


def signature(headings: Iterable[str]) -> str:
    """A key for files of the same make: the same headings in any order."""
    joined = "\n".join(sorted(normalised(heading) for heading in headings))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
