"""The demo's other partnership, which has just begun: one picture is handed over, the other waits for its review.

Whoever wants to walk the road from two pictures to a joint one starts here, as Cecilia.
"""

from samverkan.demo import own
from samverkan.demo.clock import at, day
from samverkan.demo.people import acting
from samverkan.demo.story import CONSIDERATION, PEOPLE, REPORTED, Evidence, Own

SLUG = "strandhaga"
FILES = (REPORTED, PEOPLE)
COUNTS = "Anmälda brott per kommun {y-6}–{y-1}"


# Both have read in the same two tables, and nothing more.
MAPPING = (
    "De märks mest på sommaren, och de går att påverka med det vi själva råder över.",
    "Nationell brottsstatistik och folkmängd. Annat har vi inte hunnit läsa in.",
    "Våld i nära relationer syns nästan inte i det vi har, och inte heller det som aldrig anmäls.",
    "Bilden lutar åt det som anmäls. Vi behöver fråga dem som arbetar vid hamnen, badet och skolan.",
)


def _trend(crime: str, **words: str) -> Evidence:
    return Evidence(COUNTS, "trend", {"type": crime, "area": "Strandhaga kommun"}, words)


def municipality(year: int) -> Own:
    return Own(
        findings=(
            _trend(
                "Cykelstöld",
                where="Hela kommunen, mest vid badet och stationen",
                who="Sommargäster och ungdomar",
                compared_with="Egna tidigare år",
            ),
            {
                "what": "Båtmotorer försvinner från gästhamnen under sommaren.",
                "where": "Gästhamnen",
                "who": "Båtägare",
                "trend": "Ungefär som tidigare år",
                "compared_with": "Egna tidigare år",
            },
        ),
        sources=(("bra_reported", True, "Säger inget om delar av kommunen."),),
        patterns=(COUNTS, {"type": "Cykelstöld", "area": "Strandhaga kommun"}),
        mapping=MAPPING,
        seasons=(("Sommargäster", (6, 7, 8)),),
        summary="Sommaren märks i det mesta av det vi ser.",
        outlook=f"Gästhamnen byggs ut under {year}.",
        consideration=CONSIDERATION,
        registry_number="",
        files=FILES,
    )


def police(year: int) -> Own:
    return Own(
        findings=(
            _trend(
                "Cykelstöld",
                where="Stationen och badet",
                who="Det framgår inte av anmälningarna",
                compared_with="Egna tidigare år",
            ),
            {
                "what": "Bråk vid badet sena kvällar under skollovet.",
                "where": "Badet",
                "who": "Ungdomar mellan 15 och 20 år",
                "trend": "Fler än i fjol",
                "compared_with": "Egna tidigare år",
            },
        ),
        sources=(("bra_reported", True, "Visar bara det som anmäls."),),
        patterns=(COUNTS, {"type": "Cykelstöld", "area": "Strandhaga kommun"}),
        mapping=MAPPING,
        seasons=(),
        summary="Det mesta händer på få platser under få månader.",
        outlook="En områdespolis till börjar i maj.",
        consideration=CONSIDERATION,
        registry_number=f"A{year}.0533",
        files=FILES,
    )


def prepare(year: int) -> None:
    cecilia = acting("cecilia@strandhaga.example", SLUG)
    sven, jens = acting("sven@polisen.example", SLUG), acting("jens@polisen.example", SLUG)
    with at(day(year, 2, 17)):
        for scope, picture in ((cecilia, municipality(year)), (sven, police(year))):
            own.read_files(scope, picture, year)
            own.write(scope, picture, year)
    with at(day(year, 3, 19)):
        own.take_to_the_others(sven, jens, police(year))
