"""Decide how an incident list is read, from its mapping and its first rows, and say what was decided."""

from collections import Counter
from dataclasses import replace

import duckdb
import pyarrow as pa

from samverkan.datasets.readers.coordinates import Place, decide
from samverkan.datasets.readers.errors import ReadError
from samverkan.datasets.readers.incidents import UNNAMED_TYPE, Plan, only_midnights, read_pair
from samverkan.datasets.readers.inspecting import Opened
from samverkan.datasets.readers.mapping import INCIDENT_FIELDS, Mapping, normalised

_FEWEST_FOR_MIDNIGHTS = 10
_PAIRS = (("x", "y"), ("lon", "lat"))
_DECIDING = ("start", "end", "reported", "x", "y", "lon", "lat")


_SENTENCES = {
    "date_only": (
        "1 händelse har datum utan klockslag. Den räknas som någon gång under dygnet.",
        "{n} händelser har datum utan klockslag. De räknas som någon gång under dygnet.",
    ),
    "end_before_start": (
        "1 händelse slutar innan den börjar. Den lästes som den står.",
        "{n} händelser slutar innan de börjar. De lästes som de står.",
    ),
    "no_place": ("1 händelse har ingen plats.", "{n} händelser har ingen plats."),
    "half_place": (
        "1 händelse har bara den ena koordinaten och lästes utan plats.",
        "{n} händelser har bara den ena koordinaten och lästes utan plats.",
    ),
    "odd_sex": (
        "Kön gick inte att tolka för 1 händelse och lämnades tomt.",
        "Kön gick inte att tolka för {n} händelser och lämnades tomt.",
    ),
    "odd_indoors": (
        "Inomhus eller utomhus gick inte att tolka för 1 händelse och lämnades tomt.",
        "Inomhus eller utomhus gick inte att tolka för {n} händelser och lämnades tomt.",
    ),
}


def plan_for(opened: Opened, mapping: Mapping | None) -> Mapping:
    """The mapping to use: the person's, else the proposed one. Raises ReadError when there is no date in it."""
    chosen = mapping.checked(opened.layout.headings, INCIDENT_FIELDS) if mapping else opened.proposed()
    if not (chosen.heading("start") or chosen.heading("reported")):
        raise ReadError(
            "Ingen kolumn i filen har datum, så det går inte att läsa den som händelser.",
            "Välj vilken kolumn som säger när händelsen inträffade, eller välj en annan sorts fil.",
        )
    return chosen


def deciding_columns(opened: Opened, mapping: Mapping) -> set[str]:
    """The columns whose first cells `first_plan` looks at: times and coordinates."""
    headings = {heading for name in _DECIDING for heading in mapping.columns.get(name, ())}
    return {f"c{index}" for index, heading in enumerate(opened.layout.headings) if heading in headings}


def first_plan(
    connection: duckdb.DuckDBPyConnection,
    opened: Opened,
    mapping: Mapping,
    first: pa.Table | None,
    crs: int | None,
) -> tuple[Plan, Mapping]:
    """The plan, and the mapping as it is used (one of two pairs of coordinates when the file has both).

    `first`: the `deciding_columns` of the list's first rows.
    """
    place_of = {heading: f"c{index}" for index, heading in enumerate(opened.layout.headings)}
    cells = {name: place_of[headings[0]] for name, headings in mapping.columns.items() if headings}
    if "start" not in cells:
        cells["start"] = cells["reported"]
    cells.pop("reported", None)
    indoors_heading = normalised(mapping.heading("indoors") or "")
    plan = Plan(
        cells={name: cell for name, cell in cells.items() if name not in ("x", "y", "lat", "lon")},
        headings=opened.headings,
        fixed=mapping.fixed,
        outdoors_heading=indoors_heading in ("ute", "utomhus", "outdoors"),
    )
    if first is None or not first.num_rows:
        return plan, mapping
    plan, mapping = _with_place(connection, plan, cells, mapping, first, crs)
    if first.num_rows >= _FEWEST_FOR_MIDNIGHTS:
        plan = replace(plan, midnight_is_no_clock=only_midnights(connection, first, plan))
    return plan, mapping


def _with_place(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    cells: dict[str, str],
    mapping: Mapping,
    first: pa.Table,
    crs: int | None,
) -> tuple[Plan, Mapping]:
    """The pair of coordinates that fits the system asked for, or the first pair with a system that is recognised."""
    tried: list[tuple[Plan, Mapping]] = []
    refused: ReadError | None = None
    for pair in _PAIRS:
        if not all(name in cells for name in pair):
            continue
        east, north = (cells[name] for name in pair)
        try:
            place = decide(*read_pair(connection, first, east, north), crs, degrees=pair == ("lon", "lat"))
        except ReadError as error:
            refused = error
            continue
        others = {name for other in _PAIRS if other != pair for name in other}
        kept = {name: headings for name, headings in mapping.columns.items() if name not in others}
        with_pair = replace(plan, cells={**plan.cells, "east": east, "north": north}, place=place)
        tried.append((with_pair, replace(mapping, columns=kept)))
        if place.epsg is not None:
            return tried[-1]
    if tried:
        return tried[0]
    if refused is not None:
        raise refused
    return replace(plan, place=Place(None)), mapping


def told_by(opened: Opened, plan: Plan, mapping: Mapping, told: Counter[str], accepted: int) -> list[str]:
    """Every choice made for the list as a whole, and how many rows each automatic reading touched."""
    notes = list(plan.place.told)
    if not mapping.heading("start"):
        heading = mapping.heading("reported")
        notes.append(
            f"Filen säger inte när händelserna inträffade. Anmälningsdatumet (”{heading}”) används i stället."
        )
    if "type" not in plan.cells and "type" not in plan.fixed:
        notes.append(
            "Filen har ingen kolumn för brottstyp. Brottskoden används som typ."
            if "code" in plan.cells
            else f"Filen har ingen kolumn för brottstyp. Alla händelser fick typen ”{UNNAMED_TYPE}”."
        )
    if plan.midnight_is_no_clock and told["date_only"]:
        notes.append("Alla klockslag i filen är 00:00 och lästes som att tiden på dygnet är okänd.")
    for key, (one, several) in _SENTENCES.items():
        if told[key]:
            notes.append(one if told[key] == 1 else several.format(n=f"{told[key]:,}".replace(",", "\u202f")))
    unused = [
        h for i, h in enumerate(opened.layout.headings) if not _is_used(h, mapping) and opened.columns[i]
    ]
    if unused:
        notes.append(
            "Kolumner som inte används: " + ", ".join(f"”{heading}”" for heading in unused[:20]) + "."
        )
    return notes


def _is_used(heading: str, mapping: Mapping) -> bool:
    return any(heading in headings for headings in mapping.columns.values())
