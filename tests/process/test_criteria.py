"""All 24 criteria with what proves them: found where the system can, else confirmed by a person."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samverkan.access.calendar_feed import open_feed, revoke_feed
from samverkan.access.scope import Scope
from samverkan.cycles.actions import confirm_criterion, mark_seen
from samverkan.cycles.models import CriterionConfirmation, CycleStanding
from samverkan.cycles.queries import standing
from samverkan.cycles.rules import found_by_system
from samverkan.datasets.actions import start_catalogue
from samverkan.notices.actions import choose_notices
from samverkan.partnerships.content import criteria, criterion
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role, Step
from samverkan.pictures import actions
from samverkan.process.criteria import CriterionState, criteria_states, keep_all_standing, keep_standing
from samverkan.process.evidence import FOUND
from samverkan.process.state import cycle_state
from samverkan.questions.actions import close_guidance, open_guidance
from tests.access.people import joined as joined_by_invitation
from tests.conftest import World, begin_next_cycle
from tests.planted.groups import form
from tests.process.conftest import Road


def states(world: World, who: str = "anna") -> dict[str, CriterionState]:
    scope = world.scope(who)
    return {each.criterion.key: each for each in criteria_states(scope, cycle_state(scope))}


@pytest.fixture
def joined(kommun: Road, polis: Road) -> None:
    for road in (kommun, polis):
        road.write()
        road.hand_over()
    kommun.keep_everything()
    for road in (kommun, polis):
        road.confirm()


def test_there_are_twenty_four_and_none_holds_at_first(world: World) -> None:
    now = states(world)
    assert list(now) == [each.key for each in criteria()] and len(now) == 24
    assert not any(each.met for each in now.values())


def test_what_the_system_finds_is_known_to_those_who_confirm_by_hand() -> None:
    assert found_by_system == FOUND.keys() <= {each.key for each in criteria()}


def test_a_picture_counts_when_every_party_has_handed_over(world: World, kommun: Road, polis: Road) -> None:
    kommun.write()
    kommun.hand_over()
    assert not states(world)["prepare.picture"].met
    polis.write()
    made = polis.hand_over()
    for who in ("anna", "per", "olle"):
        picture = states(world, who)["prepare.picture"]
        assert [each.text for each in picture.evidence] == [
            "Kommunen har lämnat över sin lägesbild, version 1.",
            "Polisen har lämnat över sin lägesbild, version 1.",
        ]
        assert picture.evidence[1].url_kwargs == {"pk": made.pk} and picture.evidence[1].at == made.at
        leadership = states(world, who)["prepare.leadership"]
        assert ["Karin" in leadership.evidence[0].text, "Lars" in leadership.evidence[1].text] == [True, True]


@pytest.mark.usefixtures("joined")
def test_the_joint_picture_counts_as_long_as_all_stand_behind_how_it_reads(
    world: World, kommun: Road, polis: Road
) -> None:
    assert "version 1" in states(world)["join.joint_picture"].evidence[0].text
    actions.write_joint_texts(kommun.writer, 0, summary="Kort sagt", outlook="")
    now = states(world)["join.joint_picture"]
    assert not now.met and now.lost_at
    for road in (kommun, polis):
        road.confirm()
    again = states(world)["join.joint_picture"]
    assert "version 2" in again.evidence[0].text and again.lost_at is None


@pytest.mark.usefixtures("joined")
def test_a_new_hand_over_turns_the_joint_picture_back(world: World, kommun: Road) -> None:
    kommun.write("Mer klotter")
    assert states(world)["join.joint_picture"].met
    kommun.hand_over()
    assert not states(world)["join.joint_picture"].met


def test_the_rest_is_confirmed_by_a_person(world: World) -> None:
    confirm_criterion(world.scope("per"), None, criterion("join.citizen_dialogues"), note="Klart i juni")
    now = states(world)["join.citizen_dialogues"]
    assert now.met and now.confirmation and now.confirmation.confirmed_by == world.people["per"]


@pytest.mark.usefixtures("joined")
def test_the_background_finds_what_was_never_marked(world: World) -> None:
    """After an upgrade, say, that finds more by itself."""
    before = standing(world.cycle)
    CycleStanding.objects.all().delete()
    keep_all_standing.call()
    assert standing(world.cycle).met.keys() == before.met.keys()


def test_an_ended_cycle_gets_no_new_marks(world: World) -> None:
    late = world.scope("anna")
    assert late.cycle == world.cycle
    confirm_criterion(world.scope("per"), None, criterion("join.citizen_dialogues"), note="Klart")
    before = standing(world.cycle)
    begin_next_cycle(world.scope("per"))
    CriterionConfirmation.objects.all().delete()
    with transaction.atomic():
        keep_standing(late)
    assert standing(world.cycle) == before


def test_the_cycle_is_held_before_the_evidence_is_read(world: World) -> None:
    """Of two who act at once the second would else mark what it read before the first wrote."""
    scope = world.scope("anna")
    assert scope.cycle
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        keep_standing(scope)
    assert 'FROM "partnerships_cycle"' in queries[0]["sql"]


def test_one_partnership_that_fails_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []

    def keep(scope: Scope, **_: bool) -> None:
        if scope.partnership == world.partnership:
            raise ValueError
        kept.append(scope.partnership)

    monkeypatch.setattr("samverkan.process.criteria.keep_standing", keep)
    keep_all_standing.call()
    assert kept == [world.elsewhere]


def test_what_can_prove_nothing_asks_for_no_evidence(world: World) -> None:
    scope = world.scope("anna")
    with CaptureQueriesContext(connection) as queries:
        mark_seen(scope)
        choose_notices(scope, [])
        close_guidance(scope, "1.2")
        open_guidance(scope, "1.2")
        open_feed(scope, None)
        revoke_feed(scope)
    assert "conditions_cooperation" not in str([each["sql"] for each in queries])


@pytest.mark.usefixtures("joined")
def test_the_evidence_is_found_once_and_without_the_documents(world: World) -> None:
    scope = world.scope("anna")
    state = cycle_state(scope)
    with CaptureQueriesContext(connection) as queries:
        criteria_states(scope, state, Step.PREPARE)
    assert sum('FROM "pictures_handover"' in each["sql"] for each in queries) == 1
    with CaptureQueriesContext(connection) as queries:
        criteria_states(scope, state, Step.INITIATE)
    asked = " ".join(each["sql"] for each in queries)
    assert '"documents_documentversion"."adopted_at"' in asked
    assert '"documents_documentversion"."content"' not in asked
    assert '"conditions_sharedinventory"."content"' not in asked


def test_a_coordinator_who_accepts_an_invitation_is_counted_at_once(world: World) -> None:
    for who in ("anna", "per"):
        start_catalogue(world.scope(who))
    group = form(world.scope("anna"))
    assert group.members.count()
    Membership.objects.filter(user=world.people["per"]).update(role=Role.ANALYST)
    keep_all_standing.call()
    assert "initiate.organisation" not in standing(world.cycle).met
    joined_by_invitation(world.scope("lars"), Role.MUNICIPAL_POLICE_OFFICER)
    assert "initiate.organisation" in standing(world.cycle).met
