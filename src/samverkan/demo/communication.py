"""The demo's communication: who answers for it, the year's joint plan, and a draft that only the municipality sees."""

from dataclasses import dataclass
from datetime import date

from samverkan.access.scope import Scope
from samverkan.communication.actions import (
    add_activity,
    add_audience,
    confirm_plan,
    name_communicator,
    start_plan,
    tell_outcome,
    write_section,
)
from samverkan.communication.actions.activities import Planned
from samverkan.communication.models import Activity, CommunicationPlan
from samverkan.communication.printing import print_plan
from samverkan.communication.queries.plans import read_plan
from samverkan.communication.rules import ActivityState, Repeats, SectionKind, month_end


@dataclass(frozen=True)
class Plan:
    """An activity of a year: `first` and `last` are month and day, `to` places among the audiences."""

    what: str
    channel: str
    to: tuple[int, ...]
    first: tuple[int, int]
    last: tuple[int, int] | None = None
    in_months: bool = False
    repeats: Repeats = Repeats.ONCE
    by: str = ""  # a function; else the one who writes it in
    section: SectionKind = SectionKind.PLAN
    outcome: str = ""


AUDIENCES = (
    (
        "Boende i centrum och kring stationen",
        "Det är där det märks mest, och det är de som kan berätta vad de ser.",
        1,
    ),
    ("Medarbetare i kommunen och polisen", "De får frågorna först och behöver kunna svara likadant.", 1),
    ("Föreningar, skolor och företagare", "De har egna nätverk och kan göra en del själva.", 2),
)
TEXTS = {
    "background": "Kommunen och polisen arbetar tillsammans för att färre ska utsättas för brott och fler ska känna sig trygga. Planen "
    "ser till att vi säger samma sak, i rätt ordning och till rätt grupper.",
    "think": "Kommunen och polisen vet hur det ser ut här och gör något åt det tillsammans.",
    "feel": "Det är tryggt att bo här, och det lönar sig att säga vad jag ser.",
    "act": "Låsa cykeln i ramen, anmäla det som händer och komma när vi bjuder in till dialog.",
    "main_message": "Vi arbetar tillsammans för ett tryggare Björkvalla, och du kan vara med.",
    "part_messages": "Vi börjar med det som drabbar flest.\nVi berättar vad vi gör och vad det ledde till.\nDet du ser och anmäler gör skillnad.",
    "follow_up": "Vi räknar besökare på mötena och på webbsidan, frågar medarbetarna en gång om året om de känner till budskapen och tar "
    "upp resultatet i styrgruppen i december.",
}
PROMISES = {
    "background": "Löftena bygger på det medborgarna och våra egna medarbetare har sagt i dialogerna. De gäller det närmaste året.",
    "main_message": "Vi lovar att synas mer kring stationen kvällstid och att ha lagat trasig belysning inom en vecka.",
    "follow_up": "Varje halvår berättar vi hur det har gått med löftena, också det vi inte har klarat. Vi frågar på mötena om de är kända.",
}
YEAR = (
    Plan("Berätta för medarbetarna vad vi ska göra i år", "Intranät och arbetsplatsträffar", (1,), (2, 5), outcome="Alla förvaltningar och båda turlagen fick den. Många frågor om cyklarna."),
    Plan("Lägg ut den gemensamma lägesbilden i kort form", "Kommunens webbplats", (0, 2), (4, 28), by="Kommunens webbredaktion", outcome="420 läste sidan den första månaden."),
    Plan("Medborgardialog vid stationen", "Tält med kommun och polis", (0,), (5, 14), outcome="Ett sextiotal samtal. Belysningen kom upp oftast."),
    Plan("Månadens läge från kommunpolisen", "Lokaltidningen och sociala medier", (0, 2), (2, 1), (11, 30), repeats=Repeats.MONTHLY),
    Plan("Lås cykeln i ramen", "Affischer på tåget och vid skolorna", (0, 2), (5, 1), (6, 30), in_months=True, outcome="Affischerna satt uppe hela perioden."),
    Plan("Möte med föreningar och företagare", "Frukostmöte i stadshuset", (2,), (3, 10), (12, 10), repeats=Repeats.QUARTERLY),
    Plan("Gör årets medborgarlöften kända", "Torgmöte, webb och affischer", (0, 1, 2), (9, 4), section=SectionKind.PROMISES, outcome="Löftena stod i lokaltidningen samma vecka."),
    Plan("Berätta hur det gick med löftena", "Webb och lokaltidning", (0, 2), (12, 1), (12, 31), in_months=True, section=SectionKind.PROMISES, by="Kommunens pressjour", outcome="Båda löftena redovisade, också att en lagning dröjde."),
)  # fmt: skip


def plan_communication(municipality: Scope, police: Scope) -> None:
    """The cycle's communicators and its joint plan, confirmed by both."""
    name_communicator(municipality, 0, responsible_id=None, function="Kommunens kommunikationsenhet")
    name_communicator(police, 0, responsible_id=police.membership.pk, function="")
    plan = start_plan(municipality, None, joint=True)
    _write(municipality, plan, SectionKind.PLAN, TEXTS)
    _write(municipality, plan, SectionKind.PROMISES, PROMISES)
    reached = [
        add_audience(municipality, plan, None, who=who, why=why, importance=importance).pk
        for who, why, importance in AUDIENCES
    ]
    for place, planned in enumerate(YEAR):
        _add(municipality if place % 2 else police, plan, planned, reached)
    for scope in (municipality, police):
        now = read_plan(scope, plan)
        confirm_plan(scope, plan, None, content_sha256=now.sha256, printed=print_plan(scope, now))


def plan_for_own(municipality: Scope) -> None:
    """What only the municipality sees, until it is shared."""
    plan = start_plan(municipality, None, joint=False)
    message = "Du vet vad vi gör tillsammans med polisen och kan berätta det."
    _write(municipality, plan, SectionKind.PLAN, {"main_message": message})
    reached = add_audience(
        municipality,
        plan,
        None,
        who="Chefer i förvaltningarna",
        why="De för det vidare i sina grupper.",
        importance=1,
    )
    told = Plan("Gå igenom lägesbilden på chefsmötet", "Chefsmöte", (0,), (4, 15))
    _add(municipality, plan, told, [reached.pk])


def tell_outcomes(scope: Scope, until: date) -> None:
    """What came of the activities that were over on a day."""
    outcomes = {planned.what: planned.outcome for planned in YEAR}
    over = Activity.objects.filter(plan__cycle=scope.cycle, plan__party=None, ends_on__lt=until)
    for activity in over.order_by("pk"):
        outcome = outcomes[activity.what]
        tell_outcome(scope, activity, activity.version, state=ActivityState.DONE, outcome=outcome)


def _write(scope: Scope, plan: CommunicationPlan, kind: SectionKind, texts: dict[str, str]) -> None:
    section = plan.sections.get(kind=kind)
    write_section(scope, section, section.version, **texts)


def _add(scope: Scope, plan: CommunicationPlan, told: Plan, reached: list[int]) -> None:
    year = scope.cycle.starts_on.year
    first, last = date(year, *told.first), date(year, *(told.last or told.first))
    planned = Planned(
        section=told.section,
        what=told.what,
        channel=told.channel,
        audience_ids=[reached[place] for place in told.to],
        starts_on=first,
        ends_on=month_end(last) if told.in_months else last,
        in_months=told.in_months,
        repeats=told.repeats,
        responsible_id=None if told.by else scope.membership.pk,
        function=told.by,
    )
    add_activity(scope, plan, None, planned)
