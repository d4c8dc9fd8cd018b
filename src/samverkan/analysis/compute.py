"""From a table of canonical incidents to all its figures, in seven scans however many rows there are."""

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from samverkan.analysis.aoristic import Aoristic
from samverkan.analysis.aoristic_table import aoristic_table
from samverkan.analysis.areas_table import in_areas
from samverkan.analysis.figures import Figures, Population, Reference, Rows
from samverkan.analysis.grid import STEP
from samverkan.analysis.grid_table import bin_table
from samverkan.analysis.hot_spots import hot_spots
from samverkan.analysis.index import Index, index_against_rate
from samverkan.analysis.numbers import number, years
from samverkan.analysis.periods import Period
from samverkan.analysis.profile_table import profile_table
from samverkan.analysis.questions import About, days_of_week, pattern_questions
from samverkan.analysis.questions import Figures as Asked
from samverkan.analysis.rates import rate
from samverkan.analysis.repeats import candidates, repeats_among
from samverkan.analysis.season import Season, season
from samverkan.analysis.tally import Tally, tally
from samverkan.analysis.trend import Trend, trend

if TYPE_CHECKING:
    from samverkan.analysis.scan import Incidents


def compute(
    table: "Incidents",
    *,
    rows: Rows | None = None,
    counted: Tally | None = None,
    where: str = "området",
    population: Population | None = None,
    reference: Reference | None = None,
    areas: Mapping[str, Any] | None = None,
    cell_m: float | None = None,
    crs: int = 3006,
    breaks: Collection[int] = (),
    seed: int = 0,
    permutations: int = 999,
) -> Figures:
    """All figures of the incidents in `table` (docs/architecture.md): a relation of DuckDB or a table of ibis.

    `rows`: what the reader read and rejected. `counted`: the tally, if the caller has it already. `where`: the
    place, for the sentences. `areas`: GeoJSON outlines in the metres of `crs`, each feature with a `name`.
    `cell_m`: side of the grid's cells, else chosen. `breaks`: years from which a new definition holds. The same
    table, seed and permutations give the same figures. Raises ValueError as `grid.lay_grid`.
    """
    # The distributions take as long to load as the counting takes, and the two do not need each other.
    Thread(target=import_module, args=("scipy.special",)).start()
    counted = counted or tally(table)
    paired = candidates(table, counted)
    with ThreadPoolExecutor(1) as beside:
        # One core shuffles the pairs while the other asks the table: numpy and DuckDB leave the interpreter free.
        shuffled = paired and beside.submit(repeats_among, paired, permutations=permutations, seed=seed)
        week = aoristic_table(table)
        bins = bin_table(table, cell_m or STEP)
        spots = hot_spots(bins, cell_m, permutations=permutations, seed=seed) if len(bins.count) else None
        compared = in_areas(table, areas, population.areas if population else None)
        profile = profile_table(table)
        again = shuffled.result() if shuffled else None
    yearly, monthly = _trend(counted.period, breaks), _season(counted.period)
    index, about_index = _index(counted.period, population, reference)
    questions = pattern_questions(
        _about(counted, where),
        Asked(
            n=counted.incidents,
            index=index,
            reference=reference.name if reference else "jämförelsen",
            trend=yearly,
            trend_unit="händelser",
            season=monthly,
            week=week,
            days=days_of_week(counted.period.first, counted.period.last) if counted.period else None,
            day_known=_known(week, week.one_day),
            hour_known=_known(week, week.three_hours),
            concentration=spots.concentration if spots else None,
            hot_spots=int(spots.hot.sum()) if spots else None,
            places=f"rutor om {number(spots.grid.cell_m)} meter" if spots else "platser",
        ),
    )
    return Figures(
        rows=rows or Rows(counted.incidents, counted.incidents, 0),
        tally=counted,
        week=week,
        season=monthly,
        trend=yearly,
        areas=compared,
        profile=profile,
        hot_spots=spots,
        near_repeat=again,
        questions=questions,
        crs=crs,
        choices=_choices(
            counted.period.told if counted.period else (),
            yearly.told if yearly else (),
            monthly.told if monthly else (),
            week.told,
            spots.told if spots else (),
            again.told if again else (),
            compared.told if compared else (),
            *(each.told for each in profile),
            about_index,
        ),
    )


def _about(counted: Tally, where: str) -> About:
    what = next(iter(counted.types)) if len(counted.types) == 1 else "alla händelser"
    covered = counted.period
    when = years(covered.first.year, covered.last.year) if covered else "utan datum"
    return About(what, where, when, "händelser")


def _trend(covered: Period | None, breaks: Collection[int]) -> Trend | None:
    if covered is None or not covered.years:
        return None
    counts = [covered.of_year(year) for year in covered.years]
    return trend(covered.years, counts, counts=counts, breaks=breaks)


def _season(covered: Period | None) -> Season | None:
    if covered is None or not covered.months:
        return None
    year, month = zip(*covered.months, strict=True)
    return season(year, month, covered.counts)


def _index(
    covered: Period | None, population: Population | None, reference: Reference | None
) -> tuple[Index | None, tuple[str, ...]]:
    """The last whole year against the reference; None without inhabitants, reference or a whole year."""
    if not (covered and covered.years and reference and population and population.whole):
        return None, ()
    year = covered.years[-1]
    index = index_against_rate(rate(covered.of_year(year), population.whole), reference.per_100_000)
    counted_for = f" från {population.year}" if population.year else ""
    return index, (
        f"Jämförelsen med {reference.name} gäller {year}, det senaste hela året, med befolkningen{counted_for}.",
    )


def _known(week: Aoristic, certain: int | None) -> float | None:
    timed = week.incidents - week.uniform
    return certain / timed if certain is not None and timed else None


def _choices(*told: Iterable[str]) -> tuple[str, ...]:
    """Every sentence once, in order."""
    return tuple(dict.fromkeys(sentence for sentences in told for sentence in sentences))
