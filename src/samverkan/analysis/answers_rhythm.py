"""Does it return in certain months, on certain days, at certain hours? docs/algorithms/questions.md"""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from samverkan.analysis import numbers
from samverkan.analysis.answer import About, Answer, Key, nothing_to_answer_with
from samverkan.analysis.aoristic import Aoristic
from samverkan.analysis.evenness import Evenness, evenness
from samverkan.analysis.season import MONTHS, Season

WEEKDAYS = ("måndagar", "tisdagar", "onsdagar", "torsdagar", "fredagar", "lördagar", "söndagar")
HOURS_TOGETHER = 3
MUCH_UNKNOWN = 0.5


def days_of_week(first: date, last: date) -> tuple[int, ...]:
    """How many Mondays, Tuesdays … there are from `first` to `last`, both included."""
    whole_weeks, rest = divmod((last - first).days + 1, 7)
    days = [whole_weeks] * 7
    for day in range(rest):
        days[(first + timedelta(days=day)).weekday()] += 1
    return tuple(days)


def season_answer(about: About, season: Season | None) -> Answer:
    if season is None or season.test is None:
        return nothing_to_answer_with(
            "season",
            about,
            "det finns mindre än två hela år med månad",
            "Läs in minst två hela år, helst fler.",
        )
    (first_year, first_month), (last_year, last_month) = season.first, season.last
    period = f"{MONTHS[first_month - 1]} {first_year}{numbers.DASH}{MONTHS[last_month - 1]} {last_year}"
    opening = about.opening(sum(month.count for month in season.months), period)
    names = [f"i {month}" for month in MONTHS]
    method = " ".join((season.method, *season.told))
    return _from_test("season", about, opening, season.test, names, "året", method)


def weekday_answer(
    about: About,
    week: Aoristic | None,
    days: Sequence[int] | None = None,
    dispersion: float | None = None,
    known: float | None = None,
) -> Answer:
    """`days` as from `days_of_week`; without them every weekday is taken to come equally often.

    `known`: share of the timed crimes whose weekday is certain; those with one point in time when None.
    """
    if week is None or _too_unknown(week):
        return _without_times("weekday", about, week)
    counts = week.table.sum(axis=1) - week.uniform / 7
    test = evenness(
        np.maximum(counts, 0),
        np.asarray(days or [1] * 7, dtype=np.float64),
        dispersion or 1.0,
        known=_known(week, known),
    )
    names = [f"på {day}" for day in WEEKDAYS]
    method = f"Chitvåtest mot lika många varje dag. Dygnet räknas från midnatt. {_times(week)} {_spread(dispersion)}"
    return _from_test("weekday", about, about.opening(_timed(week)), test, names, "veckan", method)


def hour_answer(
    about: About, week: Aoristic | None, dispersion: float | None = None, known: float | None = None
) -> Answer:
    """Hours are taken three together, so that clock times rounded to a whole hour do not make the pattern.

    `known`: share of the timed crimes known within three hours; those with one point in time when None.
    """
    if week is None or _too_unknown(week):
        return _without_times("hour", about, week)
    hours = np.maximum(week.table.sum(axis=0) - week.uniform / 24, 0)
    counts = hours.reshape(-1, HOURS_TOGETHER).sum(axis=1)
    test = evenness(counts, np.ones(len(counts)), dispersion or 1.0, known=_known(week, known))
    names = [f"kl. {h:02d}{numbers.DASH}{h + HOURS_TOGETHER:02d}" for h in range(0, 24, HOURS_TOGETHER)]
    method = f"Chitvåtest av tre timmar i taget mot jämn spridning. {_times(week)} {_spread(dispersion)}"
    return _from_test("hour", about, about.opening(_timed(week)), test, names, "dygnet", method)


def _from_test(
    key: Key, about: About, opening: str, test: Evenness, names: Sequence[str], over: str, method: str
) -> Answer:
    even = f"jämn spridning över {over}"
    if test.verdict == "yes":
        found = (
            f"{_standing_out(test, names, about.unit)} {even}. Skillnaden är större än vad slumpen brukar ge."
        )
    elif test.verdict == "no" and test.p is not None and test.p < 0.05:
        size = numbers.percent(100 * test.deviation)
        found = f"nästan {even}. Skillnaderna är i snitt {size}, för små att planera efter."
    elif test.verdict == "no" and test.smallest_visible is not None:
        found = (
            f"ingen skillnad från {even} utöver vad slumpen brukar ge. Skillnader på i snitt "
            f"{numbers.percent(100 * test.smallest_visible)} hade troligen synts."
        )
    else:
        found = f"{_too_little(test)} för att skilja ett mönster från {even}. {_needs(test)}"
    based_on: dict[str, float | str | None] = {
        "n": test.crimes,
        "p": test.p,
        "deviation": test.deviation,
        "smallest_visible": test.smallest_visible,
        "dispersion": test.dispersion,
    }
    return Answer(key, test.verdict, f"{opening}: {found}", method, based_on)


def _standing_out(test: Evenness, names: Sequence[str], unit: str) -> str:
    """`fler brott på fredagar (45 % fler) än vid`, for the comparison to follow."""
    for bins, more in ((test.high, "fler"), (test.low, "färre")):
        if bins:
            away = [100 * abs(test.observed[i] / test.expected[i] - 1) for i in bins]
            sizes = [
                f"{names[i]} ({numbers.percent(size)} {more})" for i, size in zip(bins, away, strict=True)
            ]
            return f"{more} {unit} {numbers.listed(sizes)} än vid"
    return "ojämnt spridda utan att någon del sticker ut för sig, jämfört med"


def _too_little(test: Evenness) -> str:
    return "för osäkra tider" if test.known < MUCH_UNKNOWN else "för få"


def _needs(test: Evenness) -> str:
    if test.known < MUCH_UNKNOWN:
        return "Titta för sig på dem som har en känd tidpunkt."
    more = "Ta med fler år eller en bredare brottstyp."
    if test.smallest_visible is None or test.smallest_visible > 1:
        return more
    size = numbers.percent(100 * test.smallest_visible)
    return f"De här uppgifterna visar bara skillnader på i snitt {size} eller mer. {more}"


def _timed(week: Aoristic) -> int:
    return week.incidents - week.uniform


def _known(week: Aoristic, known: float | None) -> float:
    return week.points / _timed(week) if known is None else known


def _too_unknown(week: Aoristic) -> bool:
    return not week.incidents or week.uniform / week.incidents > MUCH_UNKNOWN


def _without_times(key: Key, about: About, week: Aoristic | None) -> Answer:
    missing = "uppgifterna saknar klockslag"
    if week is not None and week.incidents:
        missing = "de flesta har mer än en vecka mellan från- och till-tiden"
    return nothing_to_answer_with(key, about, missing, "Läs in en händelselista med från- och till-tid.")


def _times(week: Aoristic) -> str:
    share = numbers.percent(100 * week.points / _timed(week))
    return f"{share} har en känd tidpunkt; de andra är fördelade mellan från- och till-tiden."


def _spread(dispersion: float | None) -> str:
    if dispersion is None:
        return (
            "Testet räknar med att händelserna sker oberoende av varandra. Serier av brott kan få ett mönster att se "
            "säkrare ut än det är."
        )
    if dispersion < 1.05:
        return "Testet räknar med slumpens variation: åren skiljer sig inte åt mer än så."
    return f"Testet räknar med {numbers.number(dispersion, 1)} gånger slumpens variation, mätt mellan årens månader."
