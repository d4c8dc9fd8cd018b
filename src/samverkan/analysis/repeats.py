"""Which incidents to look for near repeats among, from a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from samverkan.analysis.grid_table import HAS_PLACE
from samverkan.analysis.near_repeat import NearRepeat, near_repeat
from samverkan.analysis.numbers import number
from samverkan.analysis.scan import Columns, ask
from samverkan.analysis.tally import Tally

if TYPE_CHECKING:
    from samverkan.analysis.scan import Incidents

DISTANCES = (0, 1, 100, 200, 300, 400)  # metres: the same place, then rings of 100 m
DAYS = (0, 7, 14, 21, 28)
FEWEST = 20
MOST = 10_000
"""More are rarely of use: what happened years ago says nothing of repetition now."""

SQL = f"""
select x, y, coalesce("start", "end")::date as day
from these_incidents
where type = '{{kind}}' and {HAS_PLACE} and day >= '{{since}}'
order by day desc, row desc
limit {{most}}
"""  # noqa: S608 (the quotes of the kind are doubled)


@dataclass(frozen=True)
class Repeats:
    """`type` the incidents are of; `told` the choices made before the table was counted."""

    type: str
    table: NearRepeat
    choices: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        return (*self.choices, *self.table.told)


@dataclass(frozen=True)
class Candidates:
    """The incidents to pair: `x`, `y` in metres and `day`, all (n,)."""

    type: str
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    day: NDArray[np.datetime64]
    choices: tuple[str, ...]


def repeats(table: "Incidents", counted: Tally, *, permutations: int = 999, seed: int = 0) -> Repeats | None:
    """Near repeats within the type with most incidents that have time and place; None with fewer than 20.

    Types are not mixed: a bicycle theft does not repeat an assault. Of more than 10 000 the latest are used.
    """
    chosen = candidates(table, counted)
    return repeats_among(chosen, permutations=permutations, seed=seed) if chosen else None


def candidates(table: "Incidents", counted: Tally) -> Candidates | None:
    """The first half of `repeats`: all it asks the table for."""
    paired = counted.paired
    kind = max(paired, key=lambda name: paired[name], default=None)
    if kind is None or paired[kind] < FEWEST:
        return None
    columns = _latest(table, kind, counted.paired_months[kind])
    x, y, day = (np.asarray(columns[name]) for name in ("x", "y", "day"))
    return Candidates(kind, x, y, day, _choices(kind, paired))


def _latest(table: "Incidents", kind: str, months: Mapping[tuple[int, int], int]) -> Columns:
    """The latest incidents, from no more months than hold enough: sorting them all would take as long as a figure."""
    held = 0
    for year, month in months:
        held += months[year, month]
        if held >= MOST:
            found = _since(table, kind, f"{year:04}-{month:02}-01")
            if len(found["day"]) == MOST:
                return found
            break  # some of them lie at 0, 0 or off the map, where nobody has been
    return _since(table, kind, "-infinity")


def _since(table: "Incidents", kind: str, day: str) -> Columns:
    return ask(table, SQL.format(kind=kind.replace("'", "''"), most=MOST, since=day))


def repeats_among(chosen: Candidates, *, permutations: int = 999, seed: int = 0) -> Repeats:
    """The second half, which needs no table."""
    table = near_repeat(chosen.x, chosen.y, chosen.day, DISTANCES, DAYS, permutations=permutations, seed=seed)
    return Repeats(chosen.type, table, chosen.choices)


def _choices(kind: str, paired: Mapping[str, int]) -> tuple[str, ...]:
    told = []
    if len(paired) > 1:
        told.append(
            f"Upprepning prövas inom en brottstyp i taget. {kind} är vald, för att den har flest händelser med "
            f"tid och plats ({number(paired[kind])})."
        )
    if paired[kind] > MOST:
        told.append(f"Upprepning är prövad på de {number(MOST)} senaste av {number(paired[kind])} händelser.")
    told.append(
        "Avstånden är fågelvägen i steg om 100 meter med samma plats för sig, och tiden i hela veckor. Dagen är "
        "den då händelsen började."
    )
    return tuple(told)
