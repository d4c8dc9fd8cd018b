"""Is it more than the reference, and is it rising or falling? docs/algorithms/questions.md"""

from samverkan.analysis import numbers
from samverkan.analysis.answer import About, Answer, nothing_to_answer_with
from samverkan.analysis.deviation import FEWEST_EXPECTED, Funnel
from samverkan.analysis.evenness import Verdict
from samverkan.analysis.index import Index, comparison
from samverkan.analysis.trend import Trend

ABOUT_AS_MANY = 110
"""An interval that ends here or lower rules out being clearly above the reference."""
ABOUT_UNCHANGED = 0.02
"""An interval within 2 % a year of the mean level rules out a change worth acting on."""


def above_reference(
    about: About, n: int, index: Index | None, funnel: Funnel | None, reference: str
) -> Answer:
    """Similar places (funnel) before one reference (index): they show what difference is ordinary."""
    if funnel is not None:
        return _among_similar(about, funnel, reference)
    if index is None:
        return nothing_to_answer_with(
            "above_reference",
            about,
            "det saknas befolkning eller något att jämföra med",
            "Lägg till befolkningen och tal för landet, länet eller liknande kommuner.",
        )
    verdict: Verdict = "cannot_tell"
    if index.above:
        verdict = "yes"
    elif index.high is not None and index.high <= ABOUT_AS_MANY:
        verdict = "no"
    sentence = f"{about.opening(n)}: {comparison(index, reference)}."
    if verdict == "cannot_tell" and index.low is not None:
        sentence += " Med fler år eller en bredare brottstyp blir svaret säkrare."
    based_on = {
        "index": index.value,
        "low": index.low,
        "high": index.high,
        "rate": index.own_rate,
        "reference_rate": index.reference_rate,
        "n": n,
    }
    return Answer("above_reference", verdict, sentence, index.method, based_on)


def _among_similar(about: About, funnel: Funnel, reference: str) -> Answer:
    unit = funnel.unit(about.where)
    rates = (
        f"{numbers.brief(unit.rate)} per {numbers.number(funnel.per)} invånare mot "
        f"{numbers.brief(funnel.reference)} i {reference} ({len(funnel.units)} platser)"
    )
    verdict: Verdict = "no"
    if unit.outside_95:
        verdict = "yes" if unit.rate > funnel.reference else "no"
        way = "mer" if verdict == "yes" else "mindre"
        found = f"Det är {way} än vad platserna brukar skilja sig åt."
    elif unit.expected < FEWEST_EXPECTED:
        verdict = "cannot_tell"
        found = "Brotten är för få för att svara. Ta med fler år eller en bredare brottstyp."
    else:
        found = "Det ryms inom vad platserna brukar skilja sig åt."
    based_on = {
        "rate": unit.rate,
        "reference_rate": funnel.reference,
        "z": unit.z,
        "low_95": unit.low_95,
        "high_95": unit.high_95,
        "places": len(funnel.units),
        "n": unit.count,
    }
    sentence = f"{about.opening(unit.count)}: {rates}. {found}"
    return Answer("above_reference", verdict, sentence, funnel.method, based_on)


def trend_answer(about: About, trend: Trend | None, unit: str) -> Answer:
    """`unit` is that of the trend's values: "brott", "brott per 100 000 invånare"."""
    to_do = "Läs in fler hela år med samma definition."
    if trend is None or trend.slope is None or trend.low is None or trend.high is None:
        return nothing_to_answer_with("trend", about, "det finns färre än tre jämförbara år", to_do)
    verdict = _trend_verdict(trend)
    first, last = (numbers.brief(value) for value in (trend.values[0], trend.values[-1]))
    opening = about.opening(len(trend.years), numbers.years(trend.years[0], trend.years[-1]), "år")
    change = f", {_changed(trend.change_percent)}" if trend.change_percent is not None else ""
    yearly = _yearly(trend.slope, trend.low, trend.high)
    if verdict == "yes":
        what = "ökningen" if trend.direction == "increasing" else "minskningen"
        found = f"Sett över alla år är {what} större än vad slumpen brukar ge ({yearly})."
    elif verdict == "no":
        found = f"Sett över alla år är nivån i stort sett oförändrad ({yearly})."
    else:
        within = trend.low <= 0 <= trend.high
        why = "Skillnaderna mellan åren ryms inom vad slumpen brukar ge" if within else "Åren är för få"
        found = f"{why}, så det går inte att säga om det ökar eller minskar ({yearly}). {to_do}"
    told = " ".join(("", *trend.told))
    sentence = f"{opening}: från {first} till {last} {unit}{change}. {found}{told}"
    based_on = {
        "change_percent": trend.change_percent,
        "slope": trend.slope,
        "low": trend.low,
        "high": trend.high,
        "years": len(trend.years),
        "direction": trend.direction,
    }
    return Answer("trend", verdict, sentence, trend.method, based_on)


def _trend_verdict(trend: Trend) -> Verdict:
    if trend.direction != "cannot_tell":
        return "yes"
    level = sum(trend.values) / len(trend.values)
    widest = max(abs(trend.low or 0.0), abs(trend.high or 0.0))
    return "no" if level > 0 and widest <= ABOUT_UNCHANGED * level else "cannot_tell"


def _yearly(slope: float, low: float, high: float) -> str:
    widest = max(abs(low), abs(high))
    decimals = 0 if widest >= 20 else 1 if widest >= 2 else 2
    return (
        f"i genomsnitt {numbers.number(slope, decimals)} om året, "
        f"osäkerhet {numbers.interval(low, high, decimals)}"
    )


def _changed(percent: float) -> str:
    if abs(percent) < 0.05:
        return "lika mycket"
    return f"{'en ökning' if percent > 0 else 'en minskning'} med {numbers.percent(abs(percent), 1)}"
