"""What an agreement lacks before it is signed, by what the handbook says it shall tell (p. 59–60). No Django here."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from samverkan.access.personal_data import Passage, remarks
from samverkan.charts.months import MONTH_NAMES
from samverkan.plans.content import AgreementContent, says_the_same
from samverkan.plans.rules import SectionKey

PERIOD, ANNEXES, CHOICE, ANALYSES = "period", "annexes", "choice", "analyses"
# Where a text that says otherwise than the work would have the leaders sign what is not so.
STOPS_WHEN_CHANGED = {SectionKey.PROBLEMS, SectionKey.CAUSES}
LAST_YEARS_STOPS = {SectionKey.PROBLEMS, SectionKey.CAUSES, SectionKey.GOALS}
# What each part is to tell, in the words of its gap. Those of a first, overall version are fewer.
NEEDED: dict[SectionKey, str] = {
    SectionKey.PROBLEMS: "Det står inte vilka problem ni har valt att arbeta med.",
    SectionKey.CAUSES: "Det står inte vad ni tror att problemen beror på.",
    SectionKey.GOALS: "Det står inga mål. De ska vara avgränsade och gå att mäta.",
    SectionKey.DOCUMENTATION: "Det står inte hur arbetet ska dokumenteras.",
    SectionKey.FOLLOW_UP: "Det står inte hur arbetet ska följas upp.",
    SectionKey.SHORTFALL: "Det står inte vad ni gör om någon part inte gör sin del.",
}
NEEDED_OVERALL: dict[SectionKey, str] = {
    SectionKey.BACKGROUND: "Det står inte varför ni samverkar.",
    SectionKey.ORGANISATION: "Det står inte hur arbetet är organiserat.",
    SectionKey.FOLLOW_UP: NEEDED[SectionKey.FOLLOW_UP],
    SectionKey.SHORTFALL: NEEDED[SectionKey.SHORTFALL],
}
# A day as people write it, or the year alone.
DAY = re.compile(rf"\b(\d{{1,2}} ({'|'.join(MONTH_NAMES)}) )?20\d\d(-\d\d(-\d\d)?)?\b")
# How much, in words as well as in figures.
AMOUNT = re.compile(
    r"\d|procent|hälft|halver|dubb|(tredje|fjärde|femte|tion)del|var(t)? (annan|annat|tredje|fjärde|femte|sjätte|sjunde"
    r"|åttonde|nionde|tionde)\b",
    re.IGNORECASE,
)
ADVISED: dict[SectionKey, str] = {
    SectionKey.BACKGROUND: "Bakgrunden är inte skriven. Den hjälper den som inte har varit med.",
    SectionKey.ORGANISATION: "Organisationen är inte skriven. Vem gör vad?",
}


@dataclass(frozen=True)
class Against:
    """What the rest of the work holds against the text.

    `changed`: the parts whose work reads otherwise than when somebody last looked. `undecided`: the steering group has
    not decided about the prioritisation as it reads. `unfinished`: how many focus areas lack a finished analysis.
    """

    changed: tuple[str, ...] = ()
    undecided: bool = False
    unfinished: int = 0


NOTHING = Against()


@dataclass(frozen=True)
class Gap:
    """`where` is a section's key or one of the places above. `stops`: it is mended before anybody signs."""

    what: str
    where: str
    stops: bool


def gaps(
    content: AgreementContent,
    *,
    today: date,
    signed: AgreementContent | None = None,
    joint_picture: bool = True,
    newer_annexes: tuple[str, ...] = (),
    against: Against = NOTHING,
    inherited: Collection[str] = (),
) -> tuple[Gap, ...]:
    """What stops first, each in the order of the agreement.

    `signed` is what was signed last, `joint_picture` whether it is among the annexes, `newer_annexes` those that stand
    in a newer version than the one annexed, `inherited` the parts that came along from the cycle before, unread.
    """
    found = [
        *_sections(content),
        *_period(content, today),
        *_annexes(content, joint_picture, newer_annexes),
        *_inherited(content, inherited),
        *_against(content, against),
        *_personal(content),
    ]
    if signed and not any(gap.stops for gap in found) and says_the_same(signed, content):
        found.append(Gap("Inget har ändrats sedan den version som ni senast skrev under.", "", stops=True))
    return tuple(sorted(found, key=lambda gap: not gap.stops))


def stopped(found: tuple[Gap, ...]) -> bool:
    return any(gap.stops for gap in found)


def _sections(content: AgreementContent) -> Iterator[Gap]:
    needed = NEEDED_OVERALL if content["overall"] else NEEDED
    for key in SectionKey:
        text = content["sections"].get(key, "").strip()
        if not text and key in needed:
            yield Gap(needed[key], key.value, stops=True)
        elif not text and key in ADVISED:
            yield Gap(ADVISED[key], key.value, stops=False)
        elif key is SectionKey.GOALS and text:
            yield from _goals(text)


def _goals(text: str) -> Iterator[Gap]:
    """Whether a goal can be followed up is for people to say; that it lacks a number or a day can be seen."""
    without_days = DAY.sub("", text)
    if without_days == text:
        yield Gap(
            "Vi ser inget datum i målen. Till när ska de vara nådda?", SectionKey.GOALS.value, stops=False
        )
    if not AMOUNT.search(without_days):
        yield Gap("Vi ser ingen siffra i målen. Hur mycket ska ändras?", SectionKey.GOALS.value, stops=False)


def _period(content: AgreementContent, today: date) -> Iterator[Gap]:
    starts_on, ends_on = content["starts_on"], content["ends_on"]
    if not starts_on or not ends_on:
        yield Gap("Det står inte hur länge överenskommelsen gäller.", PERIOD, stops=True)
    elif date.fromisoformat(ends_on) < today:
        yield Gap("Perioden har redan gått ut.", PERIOD, stops=True)


def _annexes(content: AgreementContent, joint_picture: bool, newer_annexes: tuple[str, ...]) -> Iterator[Gap]:
    if not content["overall"] and not joint_picture:
        yield Gap("Varvets gemensamma lägesbild är inte med som bilaga.", ANNEXES, stops=True)
    for title in newer_annexes:
        yield Gap(f"Bilagan ”{title}” finns i en nyare version.", ANNEXES, stops=False)


def _inherited(content: AgreementContent, inherited: Collection[str]) -> Iterator[Gap]:
    for key in SectionKey:
        if key in inherited:
            told = f"Texten i ”{key.swedish}” följde med från förra varvet. Gå igenom den, och ändra eller behåll den."
            yield Gap(told, key.value, stops=key in LAST_YEARS_STOPS and not content["overall"])


def _against(content: AgreementContent, against: Against) -> Iterator[Gap]:
    for key in SectionKey:
        if key in against.changed and content["sections"].get(key):
            told = f"Arbetet har ändrats sedan texten i ”{key.swedish}” skrevs. Ta in det nya eller behåll er text."
            yield Gap(told, key.value, stops=key in STOPS_WHEN_CHANGED and not content["overall"])
    if content["overall"]:
        return
    if against.undecided:
        yield Gap(
            "Styrgruppen har inte beslutat om prioriteringen som den är nu.",
            CHOICE,
            stops=False,
        )
    if against.unfinished:
        many = (
            f"{against.unfinished} fokusområden saknar"
            if against.unfinished > 1
            else "Ett fokusområde saknar"
        )
        yield Gap(f"{many} en färdig orsaksanalys.", ANALYSES, stops=False)


def _personal(content: AgreementContent) -> Iterator[Gap]:
    """Numbers of people stop it; the rest is weighed. Never repeats what should be hidden."""
    for key in SectionKey:
        for remark in remarks([Passage(key.swedish, content["sections"].get(key, ""))]):
            yield Gap(f"{remark.where}: {remark.about}", key.value, stops=remark.blocking)
