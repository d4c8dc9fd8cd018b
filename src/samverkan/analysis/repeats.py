"""Which incidents to look for near repeats among, from a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from samverkan.analysis.grid_table import HAS_PLACE
from samverkan.analysis.near_repeat import NearRepeat, near_repeat
from samverkan.analysis.numbers import number
from samverkan.analysis.scan import ask

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
where type = '{{kind}}' and {HAS_PLACE} and day is not null
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


def repeats(
    table: "Incidents", paired: Mapping[str, int], *, permutations: int = 999, seed: int = 0
) -> Repeats | None:
    """Near repeats within the type with most incidents that have time and place; None with fewer than 20.

    `paired`: such incidents per type, as `Tally.paired`. Types are not mixed: a bicycle theft does not repeat
    an assault. Of more than 10 000 the latest are used.
    """
    chosen = candidates(table, paired)
    return repeats_among(chosen, permutations=permutations, seed=seed) if chosen else None


def candidates(table: "Incidents", paired: Mapping[str, int]) -> Candidates | None:
    """The first half of `repeats`: all it asks the table for."""
    kind = max(paired, key=lambda name: paired[name], default=None)
    if kind is None or paired[kind] < FEWEST:
        return None
    columns = ask(table, SQL.format(kind=kind.replace("'", "''"), most=MOST))
    x, y, day = (np.asarray(columns[name]) for name in ("x", "y", "day"))
    return Candidates(kind, x, y, day, _choices(kind, paired))


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
