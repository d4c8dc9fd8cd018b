"""Does it gather in certain places? docs/algorithms/questions.md"""

from samverkan.analysis import numbers
from samverkan.analysis.answer import About, Answer, nothing_to_answer_with
from samverkan.analysis.concentration import Concentration
from samverkan.analysis.evenness import Verdict

ENOUGH_FOR_A_NO = 100


def place_answer(
    about: About, concentration: Concentration | None, hot_spots: int | None, places: str
) -> Answer:
    """`hot_spots`: cells beyond chance after adjustment for many cells; `places` "rutor om 250 meter"."""
    if concentration is None:
        return nothing_to_answer_with(
            "place", about, "uppgifterna saknar plats", "Läs in koordinater eller område för varje händelse."
        )
    verdict: Verdict = "cannot_tell"
    if concentration.beyond_chance or hot_spots:
        verdict = "yes"
    elif concentration.crimes >= ENOUGH_FOR_A_NO:
        verdict = "no"
    based_on = {
        "share": concentration.share,
        "places": concentration.places,
        "places_needed": concentration.needed,
        "share_of_places": concentration.share_of_places,
        "chance_share": concentration.chance_share,
        "p": concentration.p,
        "hot_spots": hot_spots,
        "n": concentration.crimes,
    }
    sentence = " ".join(
        (
            f"{about.opening(concentration.crimes)}: {_held(concentration, places)}.",
            _found(concentration, verdict),
            *_hot_spots(hot_spots, places),
        )
    )
    method = " ".join((concentration.method, *concentration.told))
    return Answer("place", verdict, sentence, method, based_on)


def _held(c: Concentration, places: str) -> str:
    part = "hälften" if c.share == 0.5 else numbers.percent(100 * c.share)
    return (
        f"{part} finns i {numbers.number(c.needed)} av {numbers.number(c.places)} {places} "
        f"({numbers.percent(100 * c.share_of_places, 1)}). Om slumpen lade dem lika överallt vore det "
        f"{numbers.percent(100 * c.chance_share, 1)}"
    )


def _found(c: Concentration, verdict: Verdict) -> str:
    if c.beyond_chance:
        return "De är mer samlade än vad slumpen brukar ge."
    if verdict == "cannot_tell":
        return "De är för få för att säga mer. Ta med fler år eller en bredare brottstyp."
    return "De är som helhet inte mer samlade än vad slumpen brukar ge."


def _hot_spots(hot_spots: int | None, places: str) -> tuple[str, ...]:
    if hot_spots is None:
        return ()
    if hot_spots == 0:
        return (f"Inga enskilda {places} går att peka ut säkert.",)
    return (
        f"Antal {places} som med sina grannar sticker ut mer än slumpen brukar ge: {numbers.number(hot_spots)}.",
    )
