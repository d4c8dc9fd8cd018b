"""Small joints of the messages: what a figure says in one line."""

from samverkan.analysis.numbers import listed, percent
from samverkan.analysis.season import MONTHS
from samverkan.charts.chart import Words
from samverkan.datasets.figures.figure import Context


def words(context: Context, says: str, key: str) -> Words:
    """The chart's words: the subject first, so that a message can stand alone in a picture."""
    return Words(title=f"{context.subject}: {says}", subject=context.about, key=key)


def change(percents: float, first: int, last: int, per: str = "") -> str:
    """`49 % fler 2019 än 2010`; `per` " per invånare" where the numbers are rates."""
    if abs(percents) < 0.5:
        return f"lika många{per} {last} som {first}"
    return f"{percent(abs(percents))} {'fler' if percents > 0 else 'färre'}{per} {last} än {first}"


def month_names(months: tuple[int, ...] | list[int]) -> str:
    """`juni–augusti och december`: neighbours as a run, also over New Year."""
    left = sorted(set(months))
    if len(left) == 12:
        return "alla månader"
    runs: list[list[int]] = []
    for month in left:
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][-1] == 12:
        runs[-1] += runs.pop(0)
    return listed([_run(run) for run in runs])


def _run(run: list[int]) -> str:
    first, last = MONTHS[run[0] - 1], MONTHS[run[-1] - 1]
    return first if len(run) == 1 else f"{first}–{last}"


def decimals_for(values: list[float | None]) -> int:
    """No decimals on figures of a hundred and above, one below."""
    known = [value for value in values if value is not None]
    return 0 if not known or max(known) >= 100 or all(value == round(value) for value in known) else 1
