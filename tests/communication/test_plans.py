"""A plan is written by those who write in it, and a party's own exists for nobody else until it is shared."""

from datetime import date
from uuid import uuid4

import pytest

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty
from samverkan.communication import actions
from samverkan.communication.handing import hand_over_activities
from samverkan.communication.models import Activity, CommunicationPlan
from samverkan.communication.queries import activities_between, communication_evidence, overdue_activities
from samverkan.communication.queries.plans import plans, read_plan
from samverkan.communication.rules import ActivityState, Repeats, SectionKind
from samverkan.partnerships.models import Cycle, Membership
from tests.communication.conftest import Office
from tests.planted.communication import planned

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
LATER = date(2029, 1, 1)  # after every day in these tests


def test_the_joint_plan_is_one_and_both_parties_write_in_it(office: Office) -> None:
    plan = office.plan("anna")
    office.say(plan, "Vi gör det ihop.", "per")
    with pytest.raises(Refused, match="redan påbörjad"):
        office.plan("per")
    assert plans(office.scope("per")).get() == plan


def test_a_partys_own_plan_exists_for_nobody_else_until_it_is_shared(office: Office) -> None:
    plan = office.ready("anna", joint=False)
    for who in ("per", "cecilia"):
        assert not plans(office.scope(who)).exists()
        assert not activities_between(office.scope(who), *YEAR)
    with pytest.raises(NoParty):
        plans(office.scope("olle"))
    actions.share_plan(office.scope("anna"), plan)
    assert plans(office.scope("per")).get() == plan
    assert activities_between(office.scope("per"), *YEAR)
    assert not plans(office.scope("cecilia")).exists()


def test_a_shared_plan_is_read_by_the_others_and_written_by_its_own(office: Office) -> None:
    plan = office.ready("anna", joint=False)
    actions.share_plan(office.scope("anna"), plan)
    section = plan.sections.get(kind=SectionKind.PLAN)
    with pytest.raises(CommunicationPlan.DoesNotExist):
        actions.write_section(office.scope("per"), section, section.version, main_message="Annat")
    with pytest.raises(CommunicationPlan.DoesNotExist):
        office.activity(plan, "Annat", "per")
    with pytest.raises(CommunicationPlan.DoesNotExist):
        actions.remove_activity(office.scope("per"), Activity.objects.get())


def test_a_plan_with_a_personal_identity_number_is_not_shared(office: Office) -> None:
    plan = office.ready("anna", joint=False)
    office.say(plan, "Fråga 850709-9805")  # made up: the control digit is right, the person does not exist
    with pytest.raises(Refused, match="personuppgifter"):
        actions.share_plan(office.scope("anna"), plan)


def test_leaders_read_but_do_not_write(office: Office) -> None:
    office.plan()
    assert plans(office.scope("karin")).exists()
    with pytest.raises(Forbidden):
        office.plan("karin", joint=False)


def test_the_second_to_save_is_told_what_stands(office: Office) -> None:
    plan = office.ready()
    section = plan.sections.get(kind=SectionKind.PROMISES)
    actions.write_section(office.scope("anna"), section, 1, main_message="Annas")
    with pytest.raises(Conflict):
        actions.write_section(office.scope("per"), section, 1, main_message="Pers")
    activity = Activity.objects.get()
    actions.change_activity(office.scope("anna"), activity, 1, planned(office.scope("anna"), "Annas"))
    with pytest.raises(Conflict):
        actions.change_activity(office.scope("per"), activity, 1, planned(office.scope("per"), "Pers"))


def test_the_two_sections_are_saved_without_getting_in_each_others_way(office: Office) -> None:
    plan = office.plan()
    for kind in SectionKind:
        section = plan.sections.get(kind=kind)
        actions.write_section(office.scope("anna"), section, 1, main_message=f"Om {kind}")
    assert {section.version for section in plan.sections.all()} == {2}


def test_the_same_form_sent_twice_is_one_activity(office: Office) -> None:
    plan, token, scope = office.plan(), uuid4(), office.scope("anna")
    for _ in range(2):
        actions.add_activity(scope, plan, token, planned(scope, "Öppet hus"))
    assert Activity.objects.count() == 1


def test_two_who_name_the_communicator_at_once_do_not_overwrite_each_other(office: Office) -> None:
    office.name("anna")
    with pytest.raises(Conflict):
        actions.name_communicator(office.scope("anna"), 0, responsible_id=None, function="Pressjouren")


def test_nobody_from_elsewhere_answers_for_a_partys_communication(office: Office) -> None:
    for who in ("per", "cecilia"):
        with pytest.raises(Membership.DoesNotExist):
            actions.name_communicator(
                office.scope("anna"), 0, responsible_id=office.scope(who).membership.pk, function=""
            )


def test_audiences_of_another_plan_are_passed_over(office: Office) -> None:
    theirs = office.audience(office.plan("per", joint=False), who="per")
    mine = office.activity(office.plan("anna", joint=False), "Öppet hus", audience_ids=[theirs.pk])
    assert not mine.audiences.exists()


def test_repeats_are_told_one_by_one_and_what_is_called_off_not_at_all(office: Office) -> None:
    plan, last = office.plan(), date(2026, 5, 31)
    office.activity(plan, "Läget", day=date(2026, 3, 1), ends_on=last, repeats=Repeats.MONTHLY)
    off = office.activity(plan, "Torgmöte", day=date(2026, 4, 2))
    actions.tell_outcome(office.scope("per"), off, 1, state=ActivityState.CANCELLED, outcome="Regn")
    told = activities_between(office.scope("karin"), date(2026, 4, 1), date(2026, 6, 30))
    assert [(each.activity.what, each.day) for each in told] == [
        ("Läget", date(2026, 4, 1)),
        ("Läget", date(2026, 5, 1)),
    ]


def test_a_span_that_began_before_is_in_the_month_it_goes_on_in(office: Office) -> None:
    office.activity(
        office.plan(), "Kampanj", starts_on=date(2026, 3, 1), ends_on=date(2026, 5, 31), in_months=True
    )
    told = activities_between(office.scope("per"), date(2026, 4, 1), date(2026, 4, 30))
    assert [(each.day, each.until) for each in told] == [(date(2026, 3, 1), date(2026, 5, 31))]


def test_the_criterion_needs_everybodys_communicator_and_a_plan_that_all_may_read(office: Office) -> None:
    office.ready("anna", joint=False)
    office.name("anna")
    office.name("per")
    assert not communication_evidence(office.scope("anna"))
    actions.share_plan(office.scope("anna"), CommunicationPlan.objects.get())
    for who in ("anna", "per", "olle"):
        evidence = communication_evidence(office.scope(who))
        assert [each.url_name for each in evidence] == [
            "initiate:communication",
            "initiate:communication_plan",
        ]
        assert "1 målgrupp och 1 aktivitet" in evidence[1].text
        assert "Öppet hus" not in "".join(each.text for each in evidence)


def test_one_communicator_is_not_enough(office: Office) -> None:
    office.ready()
    office.name("anna")
    assert not communication_evidence(office.scope("anna"))


def test_what_is_overdue_waits_for_the_one_who_answers_for_it(office: Office) -> None:
    anna = office.scope("anna")
    Cycle.objects.filter(pk=office.world.cycle.pk).update(starts_on="2020-01-01", ends_on="2020-12-31")
    late = office.activity(office.plan(), "Torgmöte", day=date(2020, 3, 1), responsible_id=anna.membership.pk)
    (waiting,) = overdue_activities(office.scope("anna"), LATER)
    assert waiting.url_name == "initiate:communication_outcome" and waiting.since == date(2020, 3, 1)
    assert waiting.hint == "Torgmöte" and "Torgmöte" not in waiting.text
    assert (
        overdue_activities(office.scope("per"), LATER)
        == overdue_activities(office.scope("olle"), LATER)
        == []
    )
    actions.tell_outcome(anna, late, 1, state=ActivityState.DONE, outcome="Sextio kom.")
    assert not overdue_activities(office.scope("anna"), LATER)


def test_a_removed_audience_leaves_the_plan_and_its_activities(office: Office) -> None:
    plan = office.plan()
    audience = office.audience(plan)
    office.activity(plan, "Öppet hus", audience_ids=[audience.pk])
    actions.remove_audience(office.scope("per"), audience)
    read = read_plan(office.scope("anna"), plan)
    assert not read.audiences and read.content["activities"][0]["audiences"] == []


def test_the_log_never_tells_what_a_draft_says(office: Office) -> None:
    plan = office.plan("anna", joint=False)
    office.say(plan, "Hemligord")
    office.activity(plan, "Hemligord")
    entries = LogEntry.objects.all()
    assert set(entries.values_list("party", flat=True)) == {office.world.municipality.pk}
    assert not [entry for entry in entries if "Hemligord" in str(entry.facts)]


def begin_cycle(office: Office, number: int) -> None:
    """The one before is closed."""
    world, year = office.world, 2025 + number
    Cycle.objects.filter(partnership=world.partnership, closed_at=None).update(
        closed_at=f"{year}-01-01T00:00Z"
    )
    Cycle.objects.create(
        partnership=world.partnership,
        number=number,
        name=str(year),
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
    )


def test_what_came_of_an_activity_is_told_after_its_cycle_is_closed_but_not_after_the_next(
    office: Office,
) -> None:
    late = office.activity(office.plan(), "Torgmöte", day=date(2020, 3, 1))
    begin_cycle(office, 2)
    for who in ("anna", "per"):
        assert [each.url_kwargs for each in overdue_activities(office.scope(who), LATER)] == [{"pk": late.pk}]
    actions.tell_outcome(office.scope("per"), late, 1, state=ActivityState.DONE, outcome="Sextio kom.")
    assert not overdue_activities(office.scope("anna"), LATER)
    begin_cycle(office, 3)
    with pytest.raises(CommunicationPlan.DoesNotExist):
        actions.tell_outcome(office.scope("per"), late, 2, state=ActivityState.DONE, outcome="Sjuttio.")


def test_nobody_tells_the_outcome_of_another_partys_activity_in_a_closed_cycle(office: Office) -> None:
    plan = office.ready("anna", joint=False)
    actions.share_plan(office.scope("anna"), plan)
    begin_cycle(office, 2)
    for who in ("per", "cecilia"):
        assert not overdue_activities(office.scope(who), LATER)
        with pytest.raises(CommunicationPlan.DoesNotExist):
            actions.tell_outcome(
                office.scope(who), Activity.objects.get(), 1, state=ActivityState.DONE, outcome="Annat"
            )


def test_what_somebody_who_has_left_answered_for_waits_for_those_who_write(office: Office) -> None:
    amir = office.scope("amir").membership
    office.activity(office.plan(), "Torgmöte", day=date(2020, 3, 1), responsible_id=amir.pk)
    assert not overdue_activities(office.scope("anna"), LATER)
    Membership.objects.filter(pk=amir.pk).update(ended_at="2020-02-01T00:00Z")
    assert overdue_activities(office.scope("anna"), LATER)


def test_a_successor_takes_over_what_is_left_to_do_in_cycles_that_run_and_open_forms_notice(
    office: Office,
) -> None:
    amir, karin = (office.scope(who).membership for who in ("amir", "karin"))
    plan = office.plan()
    removed = office.activity(plan, "Struken", responsible_id=amir.pk)
    actions.remove_activity(office.scope("anna"), removed)
    kept = office.activity(plan, "Torgmöte", responsible_id=amir.pk)
    assert hand_over_activities(amir, karin) == 1
    kept.refresh_from_db()
    removed.refresh_from_db()
    assert (kept.responsible, kept.version, removed.responsible) == (karin, 2, amir)
    with pytest.raises(Conflict):
        actions.change_activity(office.scope("anna"), kept, 1, planned(office.scope("anna"), "Torgmöte"))
    begin_cycle(office, 2)
    assert hand_over_activities(karin, amir) == 0


def test_a_plan_of_a_cycle_that_is_over_is_read_and_not_written(office: Office) -> None:
    plan = office.ready()
    begin_cycle(office, 2)
    assert plans(office.scope("anna")).get() == plan
    with pytest.raises(CommunicationPlan.DoesNotExist):
        office.say(plan, "Efteråt")
