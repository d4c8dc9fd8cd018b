"""The demo's first step: the decision to cooperate, both inventories, the anchoring and both assignments."""

from datetime import date
from typing import Any

from samverkan.access.scope import Scope
from samverkan.conditions.actions import (
    acknowledge_assignment,
    add_item,
    add_key_function,
    add_new_partner,
    decide_cooperation,
    link_items,
    renew_cooperation,
    share_inventory,
    write_assignment,
    write_cooperation,
)
from samverkan.conditions.printing import print_assignment, print_cooperation, print_inventory
from samverkan.conditions.queries.assignment import assignment_state
from samverkan.conditions.queries.cooperation import cooperation_state, former_cooperation
from samverkan.conditions.queries.inventory import inventory_state
from samverkan.conditions.rules import FunctionRole, ItemKind, LinkKind, ManagerAnswer, PartnerState

COOPERATION = {
    "need": "Cykelstölder, klotter och otrygghet vid stationen rör både kommunens platser och polisens uppdrag. Var för sig har vi provat bevakning och sanering, men problemen kommer tillbaka.\n\nVi behöver se samma bild och välja åtgärder som hänger ihop.",
    "aims": "Färre ska utsättas för brott i centrum och vid stationen, och fler ska känna sig trygga där på kvällen. Vi vill också att arbetet ska bli en del av det vanliga hos båda.",
    "mandates": "Styrgruppen bestämmer inriktning och fokusområden. Samordnaren och kommunpolisen får kalla till möten, hämta underlag i organisationerna och föreslå åtgärder. Beslut som kostar mer än det som är avsatt tas i respektive linje.",
    "organisation": "En styrgrupp med kommunstyrelsens ordförande, kommundirektören och chefen för lokalpolisområdet. En beredningsgrupp med berörda förvaltningschefer, samordnaren och kommunpolisen. Arbetsgrupper bildas när det finns något att utföra.",
    "follow_up": "Styrgruppen får en kort rapport varje kvartal. I december går vi igenom vad som blev gjort, vad det gav och hur vi arbetade tillsammans.",
    "first_part": "Parterna är jämbördiga. Var och en svarar för sina egna beslut och sin egen sekretess.",
}

Items = tuple[tuple[ItemKind, dict[str, Any]], ...]
MUNICIPALITY: Items = (
    (
        ItemKind.WORK,
        {
            "what": "Nattvandring i centrum",
            "run_by": "Kultur- och fritidsförvaltningen med föreningar",
            "target": "Ungdomar 13–19 år, fredag och lördag kväll",
            "until": "tills vidare",
            "note": "Lättast att bemanna när föreningarna får välja kväll själva.",
        },
    ),
    (
        ItemKind.WORK,
        {
            "what": "Sanering av klotter inom ett dygn",
            "run_by": "Tekniska förvaltningen",
            "target": "Kommunens fastigheter och gångtunnlar",
            "until": "avtalet gäller till december {y}",
        },
    ),
    (
        ItemKind.RESOURCE,
        {
            "what": "Analytiker på halvtid",
            "run_by": "Kommunledningskontoret",
            "note": "Kan ta fram kartor, statistik och enkäter till lägesbilden.",
        },
    ),
    (
        ItemKind.GOVERNING,
        {
            "what": "Översiktsplanen",
            "until": "2035",
            "note": "Nya stråk ska vara upplysta och ha fri sikt. Samverkan kan lämna synpunkter i god tid.",
        },
    ),
    (
        ItemKind.BUDGET,
        {
            "what": "Nämnderna lämnar sina äskanden",
            "months": [4],
            "run_by": "Nämnderna",
            "note": "Det som ska in i nästa års budget behöver vara klart i mars.",
        },
    ),
    (
        ItemKind.BUDGET,
        {"what": "Budget beslutas", "months": [11], "run_by": "Kommunfullmäktige"},
    ),
    (
        ItemKind.CONFLICT,
        {
            "what": "Fler uteserveringar i centrum ger liv men också fler störningar på natten",
            "note": "Tas upp när tillstånden förnyas.",
        },
    ),
)
POLICE: Items = (
    (
        ItemKind.WORK,
        {
            "what": "Fotpatrull i centrum på helgkvällar",
            "run_by": "Områdespolisen",
            "target": "Krogstråket och stationen",
            "until": "tills vidare",
            "note": "Fungerar bäst när patrullen vet var nattvandrarna går.",
        },
    ),
    (
        ItemKind.WORK,
        {
            "what": "Märkning av cyklar",
            "run_by": "Kommunpolisen",
            "target": "Pendlare vid stationen",
            "until": "maj till september {y}",
        },
    ),
    (
        ItemKind.RESOURCE,
        {
            "what": "Underrättelsesamordnare",
            "run_by": "Lokalpolisområdet",
            "note": "Kan berätta om mönster och platser, inte om enskilda.",
        },
    ),
    (
        ItemKind.GOVERNING,
        {
            "what": "Verksamhetsplan för polisområdet",
            "until": "december {y}",
            "note": "Den lokala lägesbilden ska styra aktiviteterna. Det passar samverkan väl.",
        },
    ),
    (
        ItemKind.BUDGET,
        {
            "what": "Verksamhetsplan för nästa år",
            "months": [9, 10],
            "run_by": "Chefen för lokalpolisområdet",
        },
    ),
    (
        ItemKind.BUDGET,
        {"what": "Uppföljning av första halvåret", "months": [6], "run_by": "Polisområdets ledning"},
    ),
    (
        ItemKind.CONFLICT,
        {
            "what": "Områdespoliser lånas ut när det händer något i andra delar av regionen",
            "note": "Chefen säger till i beredningsgruppen så snart det går.",
        },
    ),
)
FUNCTIONS: dict[str, tuple[tuple[str, FunctionRole, str, str], ...]] = {
    "municipality": (
        (
            "Analytiker på kommunledningskontoret",
            FunctionRole.ANALYST,
            "yes",
            "Har tagit fram underlag förut.",
        ),
        ("Ekonom på kommunledningskontoret", FunctionRole.CONTROLLER, "yes", "Vet hur budgeten läggs upp."),
        ("Kommunikatör på kommunledningskontoret", FunctionRole.COMMUNICATOR, "yes", ""),
        ("Chef för tekniska förvaltningen", FunctionRole.HEAD, "yes", "Ser saneringen som sin del."),
        ("Statistikansvarig på utbildningsförvaltningen", FunctionRole.STATISTICS, "not_asked", ""),
    ),
    "police": (
        ("Underrättelsesamordnare", FunctionRole.INTELLIGENCE, "yes", "Är van att arbeta med mönster."),
        ("Gruppchef för områdespolisen", FunctionRole.GROUP_CHIEF, "yes", ""),
        ("Kommunikatör i polisregionen", FunctionRole.COMMUNICATOR, "no", "Hinner inte före sommaren."),
    ),
}
PARTNERS = (
    {
        "name": "Björkvallabostäder",
        "can_give": "Vet var källare och cykelrum bryts upp, och kan byta lås och belysning.",
        "contact": "Förvaltningschefen",
        "asked_by": "Kommunens samordnare",
        "state": PartnerState.JOINED,
    },
    {
        "name": "Centrumföreningen",
        "can_give": "Når alla handlare och vet vad som händer i butikerna.",
        "contact": "Ordföranden",
        "asked_by": "Kommunpolisen",
        "state": PartnerState.ASKED,
    },
    {
        "name": "Tågbolaget",
        "can_give": "Personal på stationen kväll och natt.",
        "contact": "Trygghetschefen",
        "asked_by": "",
        "state": PartnerState.IDEA,
    },
)
ASSIGNMENTS: dict[str, dict[str, str]] = {
    "municipality": {
        "holder": "Anna Berg, kommunal samordnare",
        "what": "Hålla ihop det brottsförebyggande arbetet i kommunen, ta fram kommunens lägesbild tillsammans med analytikern och driva de åtgärder som styrgruppen väljer.",
        "mandate": "Får kalla förvaltningarna till möten och begära underlag av dem. Frågor om pengar går till kommundirektören.",
        "resources": "Analytiker på halvtid, kommunikatör vid behov och 200 000 kronor till mindre åtgärder.",
        "reporting": "Till styrgruppen varje kvartal och till kommunstyrelsen två gånger om året. Används i budgetarbetet.",
        "ready": "Lägesbilden i mars, överenskommelsen i juni och uppföljningen i december {y}.",
    },
    "police": {
        "holder": "Per Lind, kommunpolis",
        "what": "Samla polisens kunskap till en lägesbild, hålla kontakten med kommunen och se till att det som bestäms når patrullerna.",
        "mandate": "Får föreslå hur områdespoliserna används. Chefen för lokalpolisområdet bestämmer.",
        "resources": "Stöd av underrättelsesamordnaren och tid med områdespolisernas gruppchef varje vecka.",
        "reporting": "Till chefen för lokalpolisområdet varje månad och till styrgruppen varje kvartal.",
        "ready": "Lägesbilden i mars och uppföljningen i december {y}.",
    },
}
SHARES = {"municipality": 50, "police": 75}


def write_decision(coordinator: Scope, year: int) -> None:
    """Written the first year, renewed from the year before in the others."""
    if former_cooperation(coordinator):
        renew_cooperation(coordinator)
    else:
        write_cooperation(
            coordinator, 0, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), **COOPERATION
        )


def decide(leader: Scope, registry_number: str) -> None:
    now = cooperation_state(leader)
    is_last = now.awaits == [leader.party]
    decide_cooperation(
        leader,
        None,
        content_sha256=now.sha256,
        printed=print_cooperation(leader, now, registry_number) if is_last else None,
        counted=now.counted,
        registry_number=registry_number,
    )


def make_inventory(coordinator: Scope, year: int) -> None:
    for kind, words in MUNICIPALITY if _kind(coordinator) == "municipality" else POLICE:
        add_item(coordinator, None, kind=kind, **_dated(words, year))
    now = inventory_state(coordinator)
    share_inventory(coordinator, None, content_sha256=now.sha256, printed=print_inventory(coordinator, now))


def see_what_is_the_same(municipality: Scope, police: Scope) -> None:
    ours, theirs = inventory_state(municipality), inventory_state(police)
    link_items(
        municipality,
        None,
        kind=LinkKind.SAME_WORK,
        first=ours.of_kind(ItemKind.WORK)[0].pk,
        second=theirs.of_kind(ItemKind.WORK)[0].pk,
        note="Nattvandrarna och fotpatrullen går på samma kvällar. Vi lägger ett gemensamt schema.",
    )
    link_items(
        police,
        None,
        kind=LinkKind.CONFLICT,
        first=ours.of_kind(ItemKind.WORK)[0].pk,
        second=theirs.of_kind(ItemKind.CONFLICT)[0].pk,
        note="När patrullen lånas ut går nattvandrarna ensamma. Beredningsgruppen tar fram en reservplan.",
    )


def anchor(coordinator: Scope, asked_on: date) -> None:
    for who, role, manager, knows in FUNCTIONS[_kind(coordinator)]:
        answered = manager != ManagerAnswer.NOT_ASKED
        add_key_function(
            coordinator,
            None,
            who=who,
            role=role,
            manager=manager,
            decided_on=asked_on if answered else None,
            knows=knows,
            note="",
        )


def involve(coordinator: Scope) -> None:
    for partner in PARTNERS:
        add_new_partner(coordinator, None, **partner)


def assign(coordinator: Scope, leader: Scope, year: int) -> None:
    kind = _kind(coordinator)
    write_assignment(coordinator, 0, share=SHARES[kind], **_dated(ASSIGNMENTS[kind], year))
    now = assignment_state(leader)
    acknowledge_assignment(leader, None, content_sha256=now.sha256, printed=print_assignment(leader, now))


def _kind(scope: Scope) -> str:
    return scope.party.organisation.kind


def _dated(words: dict[str, Any], year: int) -> dict[str, Any]:
    return {
        key: text.replace("{y}", str(year)) if isinstance(text, str) else text for key, text in words.items()
    }
