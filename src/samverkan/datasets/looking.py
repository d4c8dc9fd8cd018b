"""Looking into a received file: how it would be read, as last time where its columns are known."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.datasets import queries
from samverkan.datasets.models import Import, Source
from samverkan.datasets.preview import preview
from samverkan.datasets.readers import Mapping, inspect
from samverkan.datasets.rules import DatasetKind


@dataclass(frozen=True)
class Look:
    """What is kept of an inspection while a person confirms it. Cells in it are masked."""

    kind: DatasetKind
    sheet: str
    mapping: dict[str, Any]
    crs: int | None
    inspection: dict[str, Any]

    def fields(self) -> dict[str, Any]:
        """The fields of Import."""
        return {
            "kind": self.kind,
            "sheet": self.sheet,
            "mapping": self.mapping,
            "crs": self.crs,
            "inspection": self.inspection,
        }


def look(path: Path, name: str, source: Source, *, kind: str = "", sheet: str = "") -> Look:
    """How the file at `path` would be read; `kind` and `sheet` when a person has chosen them. Raises ReadError.

    A file from the same source with the same headings is read as it was last time.
    """
    wanted = DatasetKind(kind) if kind else None
    seen = inspect(path, name=name, kind=wanted, sheet=sheet or None)
    known = queries.remembered_mapping(source, seen.signature)
    remembered = known.mapping if known and (wanted is None or wanted == known.mapping["kind"]) else None
    if remembered:
        wanted = DatasetKind(remembered["kind"])
        mapping = mapping_of(remembered)
    else:
        mapping = seen.mapping
    crs = (remembered or {}).get("crs")
    shown = preview(path, name, kind=wanted, mapping=mapping, sheet=seen.sheet, crs=crs)
    return Look(
        kind=wanted or seen.kind,
        sheet=seen.sheet or "",
        mapping=as_fields(mapping),
        crs=crs,
        inspection={
            "headings": list(seen.headings),
            "examples": _examples(seen.headings, seen.sample),
            "sheets": list(seen.sheets),
            "signature": seen.signature,
            "notes": list(seen.notes),
            "remembered": remembered is not None,
            "kind_chosen": wanted is not None,
            "preview": shown.as_dict(),
        },
    )


def chosen_kind(row: Import) -> DatasetKind | None:
    """The kind somebody chose; None where it was recognised, so that the reader recognises it again and tells why."""
    return DatasetKind(row.kind) if row.inspection.get("kind_chosen", True) else None


def as_fields(mapping: Mapping) -> dict[str, Any]:
    return {
        "columns": {name: list(heads) for name, heads in mapping.columns.items()},
        "fixed": dict(mapping.fixed),
    }


def mapping_of(fields: dict[str, Any]) -> Mapping:
    return Mapping({name: tuple(heads) for name, heads in fields["columns"].items()}, dict(fields["fixed"]))


def _examples(headings: tuple[str, ...], sample: tuple[tuple[int, tuple[str, ...]], ...]) -> list[str]:
    """For each column the first cell with something in it."""
    return [next((cells[place] for _, cells in sample if cells[place]), "") for place in range(len(headings))]
