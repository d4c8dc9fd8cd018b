"""Which row of a table is shown before anybody has chosen: one type and one area, told as an automatic choice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from samverkan.datasets.filter import Filter
from samverkan.datasets.rules import DatasetKind
from samverkan.datasets.tabulated.units import is_total, level, same_place

# What a figure of each kind can not do without. The first type of a cost table is not better than the others.
NEEDS: dict[DatasetKind, tuple[str, ...]] = {
    DatasetKind.CRIME_COUNTS: ("type", "area"),
    DatasetKind.SURVEY: ("type", "area"),
    DatasetKind.POPULATION: ("area",),
    DatasetKind.COST: (),
    DatasetKind.INCIDENTS: (),
}


def settle(
    chosen: Filter, kind: DatasetKind, contents: Mapping[str, Any], home: str = ""
) -> tuple[Filter, tuple[str, ...]]:
    """The choice filled in where the kind needs it, with a sentence for each thing that was filled in.

    `contents` as in `Dataset.contents`; `home` the party's own name, looked for among the areas.
    """
    told = []
    if "type" in NEEDS[kind] and chosen.type is None and contents.get("types"):
        found = _type(contents["types"])
        chosen = replace(chosen, type=found)
        if len(contents["types"]) > 1:
            told.append(f"{found} är vald automatiskt.")
    if "area" in NEEDS[kind] and chosen.area is None and contents.get("areas"):
        place = _area(contents["areas"], home)
        chosen = replace(chosen, area=place)
        if len(contents["areas"]) > 1:
            told.append(f"{place} är vald automatiskt.")
    return chosen, tuple(told)


def _type(types: Sequence[str]) -> str:
    return next((name for name in types if is_total(name)), types[0])


def _area(areas: Sequence[str], home: str) -> str:
    own = next((area for area in areas if same_place(area, home)), None)
    return own or next((area for area in areas if level(area) == "place"), areas[0])
