"""Inhabitants by place and year, out of a population table however finely it is cut."""

from collections import defaultdict
from collections.abc import Iterable

from samverkan.datasets.tabulated.table import Row
from samverkan.datasets.tabulated.units import same_place


class Population:
    """The table may hold the total, women and men, ages, or women and men by age: the coarsest cut is used."""

    def __init__(self, rows: Iterable[Row]) -> None:
        cuts: dict[int, dict[tuple[str, int], float]] = {cut: defaultdict(float) for cut in range(4)}
        self._by_code: dict[str, str] = {}
        self._names: set[str] = set()
        self._found: dict[tuple[str, str | None], str | None] = {}
        for row in rows:
            if row.year is None or row.value is None:
                continue
            self._names.add(row.area)
            if row.area_code:
                self._by_code.setdefault(row.area_code, row.area)
            cuts[bool(row.sex) + 2 * bool(row.age_group)][row.area, row.year] += row.value
        self._people: dict[tuple[str, int], float] = {}
        for cut in range(4):
            self._people = cuts[cut] | self._people

    def of(self, place: str, code: str | None, year: int) -> float | None:
        """Inhabitants of a place found by its name or its code; None where the table does not have that year."""
        if (place, code) not in self._found:
            self._found[place, code] = self._name(place, code)
        known = self._found[place, code]
        return self._people.get((known, year)) if known else None

    def _name(self, place: str, code: str | None) -> str | None:
        if place in self._names:
            return place
        if code and code in self._by_code:
            return self._by_code[code]
        return next((name for name in sorted(self._names) if same_place(place, name)), None)
