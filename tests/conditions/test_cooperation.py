"""The leaders of all parties decide on one and the same text, which then stands."""

import pytest

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty
from samverkan.conditions import actions
from samverkan.conditions.models import Cooperation, LeaderDecision
from samverkan.conditions.queries.cooperation import cooperation_state
from samverkan.conditions.rules import decides, joined_numbers
from samverkan.documents.models import DocumentVersion
from samverkan.documents.queries import versions
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Membership, Organisation, Party, User
from samverkan.partnerships.rules import OrganisationKind, Role
from tests.conditions.conftest import decide, write
from tests.conftest import World, begin_next_cycle


def test_both_coordinators_write_in_the_same_text_and_the_second_is_told(world: World) -> None:
    row = write(world.scope("anna"), need="Annas ord")
    assert cooperation_state(world.scope("per")).content["need"] == "Annas ord"
    write(world.scope("per"), need="Pers ord")
    with pytest.raises(Conflict):
        actions.write_cooperation(world.scope("anna"), row.version, starts_on=None, ends_on=None, need="Nytt")


def test_the_decision_is_adopted_when_the_last_leader_has_decided(world: World) -> None:
    write(world.scope("anna"))
    decide(world.scope("karin"), "KS 2026/14")
    assert not cooperation_state(world.scope("anna")).is_adopted
    assert not DocumentVersion.objects.exists()
    decide(world.scope("lars"), "A017/2026")
    version = versions(world.scope("per")).get()
    assert version.document.kind == DocumentKind.COOPERATION and version.document.author is None
    assert [(each["name"], each["did"]) for each in version.approvals] == [
        ("Karin", "beslutade"),
        ("Lars", "beslutade"),
    ]
    assert version.registry_number == "KS 2026/14; A017/2026"
    assert cooperation_state(world.scope("anna")).is_adopted
    assert LogEntry.objects.filter(action="decide_cooperation", party=None).count() == 2


def test_when_the_text_changes_an_earlier_decision_counts_no_longer(world: World) -> None:
    write(world.scope("anna"))
    decide(world.scope("karin"))
    write(world.scope("per"), need="Något annat")
    now = cooperation_state(world.scope("anna"))
    assert [stand.decision.by.name for stand in now.outdated if stand.decision] == ["Karin"]
    decide(world.scope("lars"))
    assert not cooperation_state(world.scope("anna")).is_adopted
    decide(world.scope("karin"))
    assert cooperation_state(world.scope("anna")).is_adopted


def test_what_was_read_is_what_is_decided(world: World) -> None:
    write(world.scope("anna"))
    read = cooperation_state(world.scope("karin")).sha256
    write(world.scope("per"), aims="Något annat")
    with pytest.raises(Refused, match="har ändrats"):
        decide(world.scope("karin"), sha256=read)
    assert not LeaderDecision.objects.exists()


def test_one_person_who_decides_twice_has_decided_once(world: World) -> None:
    write(world.scope("anna"))
    assert decide(world.scope("karin")) == decide(world.scope("karin"))
    assert LeaderDecision.objects.count() == 1
    assert cooperation_state(world.scope("anna")).awaits == [world.police]


def test_two_leaders_at_the_same_moment_are_both_named_in_the_document(world: World) -> None:
    write(world.scope("anna"))
    before = cooperation_state(world.scope("lars"))
    decide(world.scope("karin"))
    with pytest.raises(Refused, match="beslutade just nu"):
        actions.decide_cooperation(
            world.scope("lars"),
            None,
            content_sha256=before.sha256,
            printed=None,
            counted=before.counted,
        )
    decide(world.scope("lars"))
    assert cooperation_state(world.scope("anna")).is_adopted


def test_an_adopted_decision_is_never_changed(world: World) -> None:
    write(world.scope("anna"))
    decide(world.scope("karin"))
    decide(world.scope("lars"))
    with pytest.raises(Refused, match="ändras inte längre"):
        write(world.scope("anna"), need="Nytt")
    with pytest.raises(Refused, match="ändras inte längre"):
        decide(world.scope("karin"))
    assert Cooperation.objects.get().need == "Så här."


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"need": " "}, "behovet"),
        ({"ends_on": None}, "tidsram"),
        ({"aims": "850709-9805"}, "personuppgifter"),
    ],
)
def test_a_text_that_is_not_ready_is_not_decided(world: World, parts: dict[str, str], told: str) -> None:
    write(world.scope("anna"), **parts)
    with pytest.raises(Refused, match=told):
        decide(world.scope("karin"))


def test_the_chair_decides_for_the_municipality_and_nobody_else_there(world: World) -> None:
    write(world.scope("anna"))
    Membership.objects.filter(user=world.people["amir"]).update(role=Role.DIRECTOR)
    with pytest.raises(Refused, match="ordförande"):
        decide(world.scope("amir"))
    for who in ("anna", "per", "olle"):
        with pytest.raises(Forbidden):
            actions.decide_cooperation(world.scope(who), None, content_sha256="", printed=None, counted=0)
    assert decides(OrganisationKind.REGION, Role.DIRECTOR)


def test_a_third_party_has_to_decide_as_well(world: World) -> None:
    region = Party.objects.create(
        partnership=world.partnership,
        position=3,
        organisation=Organisation.objects.create(
            name="Region Ekdala", kind=OrganisationKind.REGION, short_name="Regionen"
        ),
    )
    user = User.objects.create_user("rut@example.test", name="Rut")
    Membership.objects.create(user=user, partnership=world.partnership, party=region, role=Role.DIRECTOR)
    world.people["rut"] = user
    write(world.scope("anna"))
    for who, adopted in (("karin", False), ("lars", False), ("rut", True)):
        decide(world.scope(who))
        assert cooperation_state(world.scope("anna")).is_adopted == adopted


def test_the_next_cycle_starts_from_the_text_of_the_one_before(world: World) -> None:
    with pytest.raises(Refused):
        actions.renew_cooperation(world.scope("anna"))
    write(world.scope("anna"), need="Behovet från i fjol")
    begin_next_cycle(world.scope("anna"))
    first = actions.renew_cooperation(world.scope("anna"))
    assert actions.renew_cooperation(world.scope("per")) == first
    now = cooperation_state(world.scope("per"))
    assert now.content["need"] == "Behovet från i fjol" and now.content["ends_on"] == "2027-12-31"
    assert not now.is_adopted and now.counted == 0


def test_other_partnerships_and_observers_have_no_part_in_it(world: World) -> None:
    write(world.scope("anna"))
    assert cooperation_state(world.scope("cecilia")).row is None
    with pytest.raises(NoParty):
        cooperation_state(world.scope("olle"))


def test_only_whole_registry_numbers_are_kept_together() -> None:
    assert joined_numbers(["", "KS 1", "A 2"]) == "KS 1; A 2"
    assert joined_numbers(["KS 1", "A" * 58]) == "KS 1"
