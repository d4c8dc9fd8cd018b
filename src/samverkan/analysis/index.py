"""A rate against a reference: 100 means as many crimes per inhabitant.

docs/algorithms/rates.md
"""

from dataclasses import dataclass

from samverkan.analysis.numbers import brief, interval, number, percent
from samverkan.analysis.rates import Rate, rate


@dataclass(frozen=True)
class Index:
    """100 × own rate / reference rate. `low` and `high` are None when the counts behind are not known."""

    value: float
    low: float | None
    high: float | None
    own_rate: float
    reference_rate: float
    per: float
    level: float
    method: str

    @property
    def above(self) -> bool:
        """More than the reference by more than chance usually gives."""
        return self.low is not None and self.low > 100

    @property
    def below(self) -> bool:
        """Less than the reference by more than chance usually gives."""
        return self.high is not None and self.high < 100


def index_of_published(own_rate: float, reference_rate: float, per: float = 100_000) -> Index:
    """Index of two published rates whose counts are not known, so without interval.

    Raises ValueError when the reference rate is not above zero.
    """
    _check_reference(reference_rate)
    method = (
        "Index av två publicerade tal. Antalen bakom dem är inte kända, så osäkerheten går inte att räkna ut."
    )
    return Index(100 * own_rate / reference_rate, None, None, own_rate, reference_rate, per, 0.95, method)


def index_against_rate(own: Rate[float], reference_rate: float) -> Index:
    """Index against a published rate, taken as exact and per as many inhabitants as `own`.

    Raises ValueError when the reference rate is not above zero.
    """
    _check_reference(reference_rate)
    scale = 100 / reference_rate
    method = f"{own.method} Jämförelsetalet räknas som exakt."
    return Index(
        own.value * scale,
        own.low * scale,
        own.high * scale,
        own.value,
        reference_rate,
        own.per,
        own.level,
        method,
    )


def rate_ratio(
    count: int,
    population: float,
    reference_count: int,
    reference_population: float,
    *,
    part_of_reference: bool = False,
    per: float = 100_000,
    level: float = 0.95,
) -> Index:
    """Index from counts, with the exact binomial interval (Clopper and Pearson, Biometrika 26 (1934) p. 404).

    Two separate places: given the sum of the counts, the own count is binomial (Przyborowski and Wilenski,
    Biometrika 31 (1940) p. 313). `part_of_reference=True` when the reference counts the place too, as the
    county does with its municipality: then the own count is a share of the reference count.
    Raises ValueError as `rate` does, when the reference has no crimes, or a part is larger than its whole.
    """
    from scipy.special import betaincinv

    own, reference = (
        rate(count, population, per, level),
        rate(reference_count, reference_population, per, level),
    )
    _check_reference(reference.value)
    if part_of_reference and (count > reference_count or population > reference_population):
        raise ValueError("a part can not be larger than the whole it is compared with")
    trials = reference_count if part_of_reference else count + reference_count
    tail = (1 - level) / 2
    low = betaincinv(count, trials - count + 1, tail) if count else 0.0
    high = betaincinv(count + 1, trials - count, 1 - tail) if count < trials else 1.0
    scale = 100 * reference_population / population
    if part_of_reference:
        limits = (float(low) * scale, float(high) * scale)
        compared = "platsens andel av hela jämförelseområdets brott"
    else:
        limits = (float(low / (1 - low)) * scale, float(high / (1 - high)) * scale)
        compared = "platsens andel av de båda platsernas brott"
    method = (
        f"Exakt binomialintervall på {percent(level * 100)} för {compared}, i förhållande till befolkningen."
    )
    return Index(100 * own.value / reference.value, *limits, own.value, reference.value, per, level, method)


def comparison_sentence(what: str, where: str, reference: str, period: str, index: Index) -> str:
    """One sentence that says how large the difference is and whether chance could have made it.

    `what` "cykelstöld", `where` "Gävle kommun", `reference` "hela landet", `period` "2019".
    """
    return f"{what[:1].upper()}{what[1:]} i {where} {period}: {comparison(index, reference)}."


def comparison(index: Index, reference: str) -> str:
    """`1 016 per 100 000 invånare mot 732 i hela landet, 39 % fler …` without the final full stop."""
    gap = index.value - 100
    size = "lika många" if abs(gap) < 0.5 else f"{percent(abs(gap))} {'fler' if gap > 0 else 'färre'}"
    rates = (
        f"{brief(index.own_rate)} per {number(index.per)} invånare mot {brief(index.reference_rate)} "
        f"i {reference}, {size}"
    )
    if index.low is None or index.high is None:
        return f"{rates}. Antalen bakom talen är inte kända, så slumpens del går inte att bedöma"
    spread = f"(index {number(index.value)}, osäkerhet {interval(index.low, index.high)})"
    if index.above or index.below:
        return f"{rates} {spread}. Skillnaden är större än vad slumpen brukar ge"
    return f"{rates} {spread}. Skillnaden ryms inom vad slumpen brukar ge"


def _check_reference(reference_rate: float) -> None:
    if not reference_rate > 0:
        raise ValueError("the reference has no crimes: nothing can be compared with it")
