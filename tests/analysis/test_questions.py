"""The six pattern questions of the handbook (2020) p. 42 get an answer that never says more than the figures."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from samverkan.analysis.aoristic import Aoristic, spread
from samverkan.analysis.concentration import concentration
from samverkan.analysis.deviation import funnel
from samverkan.analysis.index import index_of_published, rate_ratio
from samverkan.analysis.questions import About, Answer, Figures, days_of_week, pattern_questions
from samverkan.analysis.season import season
from samverkan.analysis.trend import trend

ABOUT = About("cykelstöld", "Storboda kommun", "2021–2023")
YEARS = range(2010, 2020)
# The handbook's burglary table p. 39.
GAVLE = [681, 900, 739, 714, 1082, 895, 896, 931, 990, 1016]
SUNDSVALL = [905, 526, 501, 592, 805, 575, 621, 625, 480, 591]


def _answer(key: str, **figures: object) -> Answer:
    answers = pattern_questions(ABOUT, replace(Figures(n=120), **figures))  # type: ignore[arg-type]
    return next(answer for answer in answers if answer.key == key)


def _week(per_hour: float, extra: dict[tuple[int, int], float] | None = None, **changes: int) -> Aoristic:
    """Crimes at known times: `per_hour` in each hour of the week and more where `extra` says."""
    table = np.full((7, 24), per_hour)
    for (day, hour), more in (extra or {}).items():
        table[day, hour] += more
    crimes = round(table.sum())
    known = {"incidents": crimes, "points": crimes, "reordered": 0, "uniform": 0, "untimed": 0}
    return Aoristic(table=table, **{**known, **changes})


def test_the_six_questions_stand_in_the_order_of_the_handbook() -> None:
    answers = pattern_questions(ABOUT, Figures(n=0))
    keys = ["above_reference", "trend", "season", "weekday", "hour", "place"]
    assert [answer.key for answer in answers] == keys


def test_without_figures_every_answer_says_what_is_missing_and_what_to_do() -> None:
    for answer in pattern_questions(ABOUT, Figures(n=0)):
        assert answer.verdict == "cannot_tell"
        assert "cykelstöld i Storboda kommun 2021–2023" in answer.sentence
        assert "Läs in" in answer.sentence or "Lägg till" in answer.sentence


def _everything() -> Figures:
    months = [(2021 + i // 12, i % 12 + 1, 80 if i % 12 in (5, 6, 7) else 40) for i in range(36)]
    names = ["Storboda kommun", *(f"Kommun {i}" for i in range(9))]
    return Figures(
        n=1800,
        funnel=funnel(names, [1800, 900, 950, 1010, 980, 1020, 890, 1100, 970, 1030], [50_000] * 10),
        reference="liknande kommuner",
        trend=trend(YEARS, GAVLE),
        season=season(*zip(*months, strict=True)),
        week=_week(8, {(5, 22): 200}),
        concentration=concentration([300, 200, *[2] * 650]),
        hot_spots=2,
        places="rutor om 250 meter",
    )


def test_every_sentence_names_place_period_number_and_what_it_was_compared_with() -> None:
    answers = {answer.key: answer for answer in pattern_questions(ABOUT, _everything())}
    compared = {
        "above_reference": "liknande kommuner (10 platser)",
        "trend": "från 681 till 1\u202f016",
        "season": "jämn spridning över året",
        "weekday": "jämn spridning över veckan",
        "hour": "jämn spridning över dygnet",
        "place": "Om slumpen lade dem lika överallt",
    }
    period = {"trend": "2010–2019 (10 år)", "season": "januari 2021–december 2023 (1\u202f800 brott)"}
    for key, answer in answers.items():
        assert answer.verdict == "yes", key
        assert answer.sentence.startswith("Cykelstöld i Storboda kommun "), key
        assert period.get(key, "2021–2023 (1\u202f") in answer.sentence
        assert compared[key] in answer.sentence
        assert answer.method


def test_no_sentence_claims_a_cause_or_shouts() -> None:
    for figures in (_everything(), Figures(n=0)):
        for answer in pattern_questions(ABOUT, figures):
            assert not any(
                word in answer.sentence for word in ("!", "beror på", "orsak", "leder till", "signifikan")
            )


def test_more_than_the_reference_only_when_the_interval_says_so() -> None:
    def said(own: int, whole: int = 100_000) -> Answer:
        index = rate_ratio(own, 10_000, whole, 10_000_000, part_of_reference=True)
        return _answer("above_reference", index=index, reference="hela landet")

    assert said(140).verdict == "yes"
    assert "större än vad slumpen" in said(140).sentence
    assert said(60).verdict == "no"
    assert said(110).verdict == "cannot_tell"
    narrow = rate_ratio(10_000, 1_000_000, 100_000, 10_000_000, part_of_reference=True)
    assert _answer("above_reference", index=narrow).verdict == "no"


def test_published_rates_without_counts_can_not_tell_chance_from_difference() -> None:
    answer = _answer("above_reference", index=index_of_published(1016, 732), reference="hela landet")
    assert answer.verdict == "cannot_tell"
    assert answer.based_on["low"] is None


@pytest.mark.parametrize(
    ("own", "verdict", "said"),
    [(260, "yes", "Det är mer"), (40, "no", "Det är mindre"), (100, "no", "ryms inom")],
)
def test_similar_places_show_what_difference_is_ordinary(own: int, verdict: str, said: str) -> None:
    names = ["Storboda kommun", *"ABCDEFGHIJK"]
    similar = funnel(names, [own, 90, 95, 105, 110, 98, 102, 100, 97, 103, 99, 101], [10_000] * 12)
    answer = _answer("above_reference", funnel=similar, reference="liknande kommuner")
    assert (answer.verdict, said in answer.sentence) == (verdict, True)


def test_a_trend_is_a_yes_a_no_or_left_open() -> None:
    risen = _answer("trend", trend=trend(YEARS, GAVLE))
    assert risen.verdict == "yes"
    assert "är ökningen större än vad slumpen brukar ge" in risen.sentence
    open_ = _answer("trend", trend=trend(YEARS, SUNDSVALL))
    assert open_.verdict == "cannot_tell"
    assert "en minskning med 34,7\u00a0%" in open_.sentence
    assert "går inte att säga" in open_.sentence
    flat = _answer("trend", trend=trend(YEARS, [1000, 1004, 998, 1001, 1003, 997, 1000, 1002, 999, 1001]))
    assert flat.verdict == "no"


def test_the_sentence_about_the_trend_carries_its_reservations() -> None:
    sentence = _answer("trend", trend=trend(YEARS, GAVLE, breaks=[2012], preliminary=[2019])).sentence
    assert "Definitionen ändrades 2012" in sentence
    assert "2012–2019 (8 år)" in sentence
    assert "preliminära" in sentence


def test_one_year_of_months_leaves_the_season_open() -> None:
    year = season([2023] * 12, list(range(1, 13)), [10] * 5 + [90] * 3 + [10] * 4)
    answer = _answer("season", season=year)
    assert answer.verdict == "cannot_tell"
    assert "två hela år" in answer.sentence


def test_the_days_and_hours_that_stand_out_are_named() -> None:
    week = _week(1, {(5, hour): 12 for hour in (21, 22, 23)})
    assert "fler brott på lördagar (" in _answer("weekday", week=week).sentence
    assert "kl. 21–24 (" in _answer("hour", week=week).sentence


def test_a_quiet_day_is_named_when_no_day_is_busy() -> None:
    week = _week(5, {(6, hour): -4.0 for hour in range(24)})
    assert "färre brott på söndagar (" in _answer("weekday", week=week).sentence


def test_few_crimes_leave_days_and_hours_open_and_many_even_ones_are_a_no() -> None:
    assert _answer("weekday", week=_week(0.3)).verdict == "cannot_tell"
    assert _answer("hour", week=_week(0.3)).verdict == "cannot_tell"
    assert _answer("weekday", week=_week(10)).verdict == "no"
    assert _answer("hour", week=_week(10)).verdict == "no"


def test_crimes_found_after_a_long_absence_do_not_make_an_even_night_a_no() -> None:
    """400 break-ins between evening and next afternoon: the table is smooth because the times are not known."""
    start = [datetime(2022, 1, 1, 17) + timedelta(days=i % 350, hours=i % 5) for i in range(400)]
    answer = _answer("hour", week=spread(start, [s + timedelta(hours=24) for s in start]))
    assert answer.verdict == "cannot_tell"
    assert "osäkra tider" in answer.sentence


def test_times_more_than_a_week_apart_say_nothing_of_days() -> None:
    week = _week(10, uniform=1000)
    assert _answer("weekday", week=week).verdict == "cannot_tell"
    assert "mer än en vecka" in _answer("hour", week=week).sentence


def test_a_weekday_that_came_more_often_is_not_a_pattern() -> None:
    """Five Saturdays and four of each other day: 100 crimes a day is even, though Saturday has the most."""
    days = days_of_week(date(2023, 7, 1), date(2023, 7, 29))
    assert days == (4, 4, 4, 4, 4, 5, 4)
    table = np.repeat(np.array(days)[:, None] * 100 / 24, 24, axis=1)
    week = replace(_week(1), table=table, incidents=2900, points=2900)
    assert _answer("weekday", week=week).verdict == "yes"
    assert _answer("weekday", week=week, days=days).verdict == "no"


def test_crimes_in_series_make_days_less_certain() -> None:
    """The spread between the months of different years is used for days and hours too."""
    restless = [20, 60, 25, 70, 15, 80] * 2 + [70, 15, 80, 20, 60, 25] * 2 + [30, 45, 20, 75, 60, 15] * 2
    months = season([2021 + i // 12 for i in range(36)], [i % 12 + 1 for i in range(36)], restless)
    week = _week(1, {(5, hour): 1.5 for hour in range(24)})
    assert _answer("weekday", week=week).verdict == "yes"
    careful = _answer("weekday", week=week, season=months)
    assert careful.verdict == "cannot_tell"
    assert "gånger slumpens variation" in careful.method


def test_places_are_judged_against_chance() -> None:
    gathered = _answer("place", concentration=concentration([30, 20, *[1] * 50, *[0] * 100]))
    assert gathered.verdict == "yes"
    assert "De är mer samlade än vad slumpen brukar ge." in gathered.sentence
    assert _answer("place", concentration=concentration([1] * 40 + [0] * 4000)).verdict == "cannot_tell"
    assert _answer("place", concentration=concentration([1] * 200 + [0] * 4000)).verdict == "no"


def test_hot_spots_beyond_chance_are_a_yes_of_their_own() -> None:
    spread_out = concentration([1] * 200 + [0] * 4000)
    answer = _answer("place", concentration=spread_out, hot_spots=3, places="rutor om 250 meter")
    assert answer.verdict == "yes"
    assert "De är som helhet inte mer samlade" in answer.sentence
    assert (
        "Antal rutor om 250 meter som med sina grannar sticker ut mer än slumpen brukar ge: 3."
        in answer.sentence
    )
    assert "går att peka ut säkert" in _answer("place", concentration=spread_out, hot_spots=0).sentence
