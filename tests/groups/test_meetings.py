"""A meeting is called, held and minuted; its agenda takes up each matter once; decisions are followed up."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused
from samverkan.access.ending import end_assignment
from samverkan.access.scope import Forbidden
from samverkan.groups import actions, queries
from samverkan.groups.models import Decision, Group, Meeting
from samverkan.groups.rules import MeetingStatus, Presence, Waiting
from samverkan.notices.models import Notice
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role
from samverkan.process.subjects import JOINT_PICTURE
from tests.access.people import joined
from tests.conftest import World
from tests.planted.groups import approve, call, hold, write

MATTER = Waiting("Ta del av bilden", "Den är klar.", "join:picture", {}, "matter-1")


def when() -> date:
    return timezone.localdate()


def decide(
    world: World, group: Group, text: str = "Vi går vidare.", who: str = "", **fields: object
) -> Decision:
    return actions.record_decision(
        world.scope("anna"),
        None,
        group,
        text=text,
        responsible=world.scope(who).membership.pk if who else None,
        **({"decided_on": when()} | fields),  # type: ignore[arg-type]
    )


def test_a_matter_is_collected_once_while_it_stands_on_an_agenda_to_come(
    world: World, steering: Group
) -> None:
    scope = world.scope("anna")
    first, second = (
        actions.call_meeting(scope, None, steering, day=when(), starts_at=time(9), collected=[MATTER])
        for _ in range(2)
    )
    assert [item.title for item in queries.agenda(scope).filter(meeting=first)] == ["Ta del av bilden"]
    assert not queries.agenda(scope).filter(meeting=second)
    actions.cancel_meeting(scope, first, 1, "Sjukdom")
    assert actions.collect(scope, second, [MATTER]) == 1


def test_a_matter_that_a_held_meeting_took_up_is_not_put_on_its_agenda_again(
    world: World, steering: Group
) -> None:
    scope = world.scope("anna")
    meeting = actions.call_meeting(scope, None, steering, day=when(), starts_at=time(9), collected=[MATTER])
    held = hold(scope, meeting)
    other = MATTER._replace(key="matter-2", title="Något nytt")
    assert actions.collect(scope, held, [MATTER, other, other]) == 1
    assert [item.key for item in queries.agenda(scope)] == ["matter-1", "matter-2"]


def test_what_stands_on_agendas_is_read_once_however_much_is_collected(world: World, called: Meeting) -> None:
    matters = [MATTER._replace(key=f"matter-{number}") for number in range(8)]
    actions.collect(world.scope("anna"), called, matters)
    with CaptureQueriesContext(connection) as asked:
        assert actions.collect(world.scope("anna"), called, matters) == 0
    assert sum("agendaitem" in query["sql"] for query in asked) == 1


def test_what_one_party_alone_may_know_is_never_put_on_the_agenda(world: World, called: Meeting) -> None:
    assert actions.collect(world.scope("anna"), called, [MATTER._replace(private=True)]) == 0
    assert not called.agenda.exists()


def test_the_same_call_sent_twice_is_one_meeting(world: World, steering: Group) -> None:
    token = uuid4()
    for _ in range(2):
        actions.call_meeting(
            world.scope("per"), token, steering, day=when(), starts_at=time(9), collected=[MATTER]
        )
    assert Meeting.objects.count() == 1


def test_items_are_ordered_and_removed(world: World, called: Meeting) -> None:
    scope = world.scope("anna")
    first, second, third = (
        actions.add_agenda_item(scope, None, called, title=title) for title in ("a", "b", "c")
    )
    actions.move_agenda_item(scope, third, up=True)
    actions.move_agenda_item(scope, first, up=True)
    actions.remove_agenda_item(world.scope("per"), second)
    assert [item.title for item in queries.agenda(scope)] == ["a", "c"]


def test_an_item_with_a_decision_stays(world: World, called: Meeting) -> None:
    item = actions.add_agenda_item(world.scope("anna"), None, called, title="Tidsplan")
    decide(world, called.group, meeting=called, item=item)
    with pytest.raises(Refused, match="har beslut"):
        actions.remove_agenda_item(world.scope("anna"), item)


def test_attendance_says_that_the_meeting_was_held_and_not_before_its_day(
    world: World, steering: Group
) -> None:
    scope = world.scope("anna")
    with pytest.raises(Refused, match="inte varit än"):
        hold(scope, call(scope, steering, when() + timedelta(days=1)))
    held = hold(scope, call(scope, steering))
    assert held.status == MeetingStatus.HELD
    assert set(queries.presence(held).values()) == {Presence.PRESENT.value}


def test_the_second_to_note_who_was_there_is_told(world: World, called: Meeting) -> None:
    actions.note_attendance(world.scope("anna"), called, 1, presence={}, guests="")
    with pytest.raises(Conflict):
        actions.note_attendance(world.scope("per"), called, 1, presence={}, guests="En gäst")


def test_a_meeting_that_was_held_is_not_called_off(world: World, written: Meeting) -> None:
    with pytest.raises(Refused):
        actions.cancel_meeting(world.scope("anna"), written, written.version, "Ångrade oss")


def test_a_meeting_that_has_decided_something_is_not_called_off(world: World, called: Meeting) -> None:
    decide(world, called.group, "Vi går vidare.", meeting=called)
    with pytest.raises(Refused, match="Vi går vidare"):
        actions.cancel_meeting(world.scope("anna"), called, 1, "Sjukdom")
    assert Meeting.objects.get().is_open


def test_nothing_is_decided_on_a_day_that_has_not_been(
    world: World, steering: Group, called: Meeting
) -> None:
    tomorrow = when() + timedelta(days=1)
    coming = call(world.scope("anna"), steering, tomorrow)
    with pytest.raises(Refused, match="en som kommer"):
        decide(world, steering, meeting=coming)
    with pytest.raises(Refused, match="en som kommer"):
        decide(world, steering, decided_on=tomorrow)
    standing = decide(world, steering)
    with pytest.raises(Refused, match="en som kommer"):
        change(world, standing, 1, None, decided_on=tomorrow)
    decide(world, steering, meeting=called)
    with pytest.raises(Refused, match="en som kommer"):
        move(world, called, tomorrow)


def test_those_who_were_members_then_are_expected_and_not_those_who_came_later(
    world: World, steering: Group
) -> None:
    scope = world.scope("anna")
    earlier = call(scope, steering, when() - timedelta(days=10))
    assert queries.expected(scope, earlier) == []
    assert len(queries.expected(scope, call(scope, steering))) == 5


def test_next_meetings_are_those_of_the_days_asked_for_that_stand(world: World, steering: Group) -> None:
    scope = world.scope("anna")
    later, sooner, off = (call(scope, steering, when() + timedelta(days=days)) for days in (9, 2, 3))
    call(scope, steering, when() + timedelta(days=40))
    actions.cancel_meeting(scope, off, 1, "Sjukdom")
    found = queries.next_meetings(world.scope("per"), when(), when() + timedelta(days=30))
    assert found == [sooner, later]
    assert queries.next_meetings(world.scope("cecilia"), when(), when() + timedelta(days=30)) == []


def test_a_decision_is_found_from_what_it_is_about(world: World, steering: Group) -> None:
    about = (JOINT_PICTURE, world.cycle.pk, "Gemensam lägesbild 2026")
    made = decide(world, steering, about=about)
    assert queries.decisions_about(world.scope("per"), JOINT_PICTURE, world.cycle.pk) == [made]
    assert queries.decisions_about(world.scope("per"), "document", world.cycle.pk) == []
    assert queries.decisions_about(world.scope("cecilia"), JOINT_PICTURE, world.cycle.pk) == []


def test_the_responsible_person_has_it_before_them_until_it_is_done(world: World, steering: Group) -> None:
    later = decide(world, steering, "Senare", "karin", due_on=when() + timedelta(days=9))
    soon = decide(world, steering, "Snart", "karin", due_on=when())
    karin = world.scope("karin")
    assert queries.my_open_decisions(karin) == [soon, later]
    assert queries.my_open_decisions(world.scope("lars")) == []
    actions.follow_up(karin, soon, 1, done_on=when(), note="Gick bra")
    assert queries.my_open_decisions(karin) == [later]


def test_others_follow_up_nothing_but_the_coordinators_everything(world: World, steering: Group) -> None:
    made = decide(world, steering, who="karin")
    with pytest.raises(Refused, match="den som ansvarar"):
        actions.follow_up(world.scope("lars"), made, 1, done_on=when(), note="")
    with pytest.raises(Forbidden):
        actions.follow_up(world.scope("olle"), made, 1, done_on=when(), note="")
    assert actions.follow_up(world.scope("per"), made, 1, done_on=when(), note="").done_on == when()


def test_what_asks_for_nothing_is_not_followed_up(world: World, steering: Group) -> None:
    decide(world, steering, "Vi har tagit del.")
    asked = decide(world, steering, "Anna skriver.", "anna")
    assert queries.open_from_earlier(world.scope("anna"), steering) == [asked]


def test_a_decision_at_a_meeting_has_the_meetings_day(world: World, called: Meeting) -> None:
    made = actions.record_decision(
        world.scope("anna"), None, called.group, text="Ja", decided_on=date(2020, 1, 1), meeting=called
    )
    assert made.decided_on == called.day


def test_nobody_elsewhere_is_made_responsible(world: World, steering: Group) -> None:
    with pytest.raises(Exception, match="does not exist"):
        actions.record_decision(
            world.scope("anna"),
            None,
            steering,
            text="Ja",
            decided_on=when(),
            responsible=world.scope("cecilia").membership.pk,
        )


def test_a_decision_in_approved_minutes_is_followed_up_but_not_changed(
    world: World, written: Meeting
) -> None:
    made = decide(world, written.group, who="per", meeting=written)
    approve(world.scope("per"), written)
    made.refresh_from_db()
    fields = {"text": "Nej", "decided_on": when(), "item": None, "responsible": None, "due_on": None}
    with pytest.raises(Refused, match="rättelse"):
        actions.change_decision(
            world.scope("anna"),
            made,
            made.version,
            registry_number="",
            about=None,
            **fields,  # type: ignore[arg-type]
        )
    assert actions.follow_up(world.scope("per"), made, 1, done_on=when(), note="Klart").done_on


def move(world: World, meeting: Meeting, day: date, starts_at: time = time(13), place: str = "") -> Meeting:
    meeting.refresh_from_db()
    return actions.change_meeting(
        world.scope("anna"), meeting, meeting.version, day=day, starts_at=starts_at, ends_at=None, place=place
    )


def told() -> list[tuple[str, str]]:
    return [(notice.user.name, notice.text) for notice in Notice.objects.order_by("pk") if notice.user]


def test_the_members_are_told_each_time_a_meeting_is_moved_and_of_nothing_else(
    world: World, called: Meeting
) -> None:
    Notice.objects.all().delete()
    move(world, called, called.day, place="Polishuset")
    assert told() == []
    move(world, called, called.day, time(14))
    assert {name for name, _ in told()} == {"Amir", "Karin", "Per", "Lars"}
    assert all("14.00" in text and "Polishuset" not in text for _, text in told())
    move(world, called, called.day, time(13))
    move(world, called, called.day, time(14))
    assert len(told()) == 12, "whoever was told of another time is told of the one that holds"


def test_the_day_of_a_meeting_that_has_been_is_mended_without_a_mail(world: World, written: Meeting) -> None:
    Notice.objects.all().delete()
    assert move(world, written, when() - timedelta(days=1)).day == when() - timedelta(days=1)
    assert told() == []


def test_a_meeting_that_has_been_held_has_no_day_to_come(world: World, written: Meeting) -> None:
    with pytest.raises(Refused, match="har hållits"):
        move(world, written, when() + timedelta(days=1))


def test_what_was_decided_at_a_meeting_follows_its_day(world: World, written: Meeting) -> None:
    at_meeting = decide(world, written.group, meeting=written)
    between = decide(world, written.group)
    moved = move(world, written, when() - timedelta(days=3))
    at_meeting.refresh_from_db()
    assert (at_meeting.decided_on, at_meeting.version) == (moved.day, 2)
    between.refresh_from_db()
    assert (between.decided_on, between.version) == (when(), 1)


def test_whoever_has_left_the_partnership_is_told_of_no_meeting(world: World, steering: Group) -> None:
    Membership.objects.filter(user=world.people["lars"]).update(ended_at=timezone.now())
    Membership.objects.create(
        user=world.people["lars"], partnership=world.partnership, party=None, role=Role.OBSERVER
    )
    call(world.scope("anna"), steering)
    assert {name for name, _ in told()} == {"Amir", "Karin", "Per"}


def leave(world: World, successor: Membership | None) -> Membership:
    leaving = world.scope("amir").membership
    end_assignment(world.scope("anna"), leaving, last_day=when(), successor=successor)
    return leaving


def change(
    world: World,
    decision: Decision,
    version: int,
    responsible: Membership | None,
    decided_on: date | None = None,
) -> Decision:
    return actions.change_decision(
        world.scope("anna"),
        decision,
        version,
        text="Vi väntar.",
        decided_on=decided_on or when(),
        item=None,
        responsible=responsible.pk if responsible else None,
        due_on=None,
        registry_number="",
        about=None,
    )


def test_a_form_that_was_open_when_somebody_took_over_does_not_put_back_the_one_who_left(
    world: World, steering: Group
) -> None:
    opened = decide(world, steering, who="amir")
    moa = joined(world.scope("anna"))
    leaving = leave(world, moa)
    with pytest.raises(Conflict):
        change(world, opened, 1, leaving)
    assert Decision.objects.get().responsible == moa


def test_whoever_has_left_is_made_responsible_for_nothing_more(world: World, steering: Group) -> None:
    theirs, other = decide(world, steering, who="amir"), decide(world, steering)
    leaving = leave(world, None)
    with pytest.raises(Refused, match="Amir är inte kvar"):
        change(world, other, 1, leaving)
    with pytest.raises(Refused, match="Amir är inte kvar"):
        actions.record_decision(
            world.scope("anna"), None, steering, text="Ja", decided_on=when(), responsible=leaving.pk
        )
    assert change(world, theirs, 1, leaving).responsible == leaving, "what is not changed may stand"


def test_an_item_with_notes_stays_on_the_agenda(world: World, called: Meeting) -> None:
    anna = world.scope("anna")
    item = actions.add_agenda_item(anna, None, called, title="Tidsplan")
    write(anna, called, "Vi hinner.")
    with pytest.raises(Refused, match="Punkten har anteckningar"):
        actions.remove_agenda_item(anna, item)
    write(anna, called, "", version=1)
    actions.remove_agenda_item(anna, item)
