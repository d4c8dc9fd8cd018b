"""One person writes the minutes, another of the group approves them, and then they stand."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused
from samverkan.access.ending import change_role
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden
from samverkan.documents import store
from samverkan.documents.models import DocumentVersion
from samverkan.documents.printing import meta
from samverkan.documents.rules import DocumentKind, fingerprint
from samverkan.groups import actions, queries
from samverkan.groups.content import minutes_content
from samverkan.groups.document import minutes_document
from samverkan.groups.models import Group, Meeting, Minutes
from samverkan.groups.printing import print_minutes
from samverkan.groups.queries import minutes_to_approve
from samverkan.groups.rules import MeetingStatus
from samverkan.notices.models import Notice
from samverkan.partnerships.rules import Role
from samverkan.typeset import Heading, Note, Table
from tests.conftest import World, begin_next_cycle
from tests.planted.groups import approve, hold, write


def save(world: World, who: str, meeting: Meeting, version: int, other: str = "") -> Minutes:
    return actions.write_minutes(world.scope(who), meeting, version, notes={}, other=other, finished=False)


def test_the_first_to_write_is_the_writer_until_somebody_takes_over(world: World, called: Meeting) -> None:
    save(world, "anna", called, 0)
    with pytest.raises(Refused, match="Anna skriver"):
        save(world, "per", called, 1)
    actions.take_over_minutes(world.scope("per"), called)
    save(world, "per", called, 2)
    with pytest.raises(Refused, match="Per skriver"):
        save(world, "anna", called, 1)


def test_two_windows_of_the_same_writer_do_not_overwrite_each_other(world: World, called: Meeting) -> None:
    save(world, "anna", called, 0, "Ett")
    save(world, "anna", called, 1, "Två")
    with pytest.raises(Conflict):
        save(world, "anna", called, 1, "Tre")


@pytest.mark.parametrize("name", ["karin", "olle"])
def test_leaders_and_observers_write_no_minutes(world: World, called: Meeting, name: str) -> None:
    with pytest.raises(Forbidden):
        save(world, name, called, 0)


def test_the_writer_does_not_approve(world: World, written: Meeting) -> None:
    with pytest.raises(Refused, match="Någon annan i gruppen"):
        approve(world.scope("anna"), written)


def test_the_writer_is_the_same_person_in_another_role(world: World, called: Meeting) -> None:
    held = hold(world.scope("anna"), called)
    write(world.scope("amir"), held)
    change_role(world.scope("anna"), world.scope("amir").membership, Role.COORDINATOR)
    amir = world.scope("amir")
    with pytest.raises(Refused, match="Du har skrivit"):
        approve(amir, held)
    assert minutes_to_approve(amir) == []
    assert minutes_to_approve(world.scope("per")) == [held]
    write(amir, held, "Ett tillägg.", version=1)


def test_those_who_may_approve_are_told_once_that_the_minutes_are_finished(
    world: World, called: Meeting
) -> None:
    anna = world.scope("anna")
    held = hold(anna, called)
    Notice.objects.all().delete()

    def mailed() -> int:
        """Those since last, which are then gone: one that still waits is not repeated anyhow."""
        count, _ = Notice.objects.all().delete()
        return count

    save(world, "anna", held, 0)
    assert mailed() == 0
    write(anna, held, version=1)
    assert mailed() == 3
    write(anna, held, "Stavfel", version=2)
    assert mailed() == 0
    save(world, "anna", held, 3)
    write(anna, held, version=4)
    assert mailed() == 3


def test_somebody_outside_the_group_does_not_approve(world: World, written: Meeting) -> None:
    actions.end_member(world.scope("anna"), written.group.members.get(membership__user=world.people["lars"]))
    with pytest.raises(Refused, match="sitter i gruppen"):
        approve(world.scope("lars"), written)


def test_the_analyst_may_write_but_not_approve(world: World, written: Meeting) -> None:
    with pytest.raises(Forbidden):
        approve(world.scope("amir"), written)


def test_what_is_not_finished_is_not_approved(world: World, called: Meeting) -> None:
    held = hold(world.scope("anna"), called)
    with pytest.raises(Refused, match="inte färdiga"):
        approve(world.scope("per"), held)
    save(world, "anna", held, 0)
    with pytest.raises(Refused, match="inte färdiga"):
        approve(world.scope("per"), held)


def test_a_leader_approves_and_it_is_a_document_for_all_parties(world: World, written: Meeting) -> None:
    minuted = approve(world.scope("karin"), written)
    version = DocumentVersion.objects.get()
    assert minuted.status == MeetingStatus.MINUTED
    assert minuted.document == version
    assert version.document.kind == DocumentKind.MINUTES
    assert version.document.about == f"meeting-{written.pk}"
    assert (version.document.author, version.document.private) == (None, False)
    assert [(each["name"], each["did"]) for each in version.approvals] == [
        ("Anna", "skrev"),
        ("Karin", "godkände"),
    ]


def test_the_same_press_twice_is_one_version(world: World, written: Meeting) -> None:
    scope, token = world.scope("per"), uuid4()
    printed = print_minutes(scope, written)
    for _ in range(2):
        actions.approve_minutes(
            scope, token, written, content_sha256=printed.approved_sha256, printed=printed
        )
    assert DocumentVersion.objects.count() == 1
    assert store.read(printed.pdf_sha256, "pdf").startswith(b"%PDF-")


def test_what_changed_since_it_was_read_is_not_approved(world: World, written: Meeting) -> None:
    read = fingerprint(dict(minutes_content(world.scope("per"), written)))
    write(world.scope("anna"), written, "Något annat", version=1)
    actions.record_decision(
        world.scope("anna"), None, written.group, text="Mer", decided_on=written.day, meeting=written
    )
    printed = replace(print_minutes(world.scope("per"), written), approved_sha256=read)
    with pytest.raises(Refused, match="har ändrats"):
        actions.approve_minutes(world.scope("per"), None, written, content_sha256=read, printed=printed)


def test_a_personal_identity_number_stops_the_approval(world: World, written: Meeting) -> None:
    actions.write_minutes(
        world.scope("anna"), written, 1, notes={}, other="Ärendet gäller 850709-9805", finished=True
    )
    with pytest.raises(Refused, match="personuppgifter"):
        approve(world.scope("per"), written)


def test_nothing_in_a_minuted_meeting_changes(world: World, written: Meeting) -> None:
    minuted = approve(world.scope("per"), written)
    anna = world.scope("anna")
    for change in (
        lambda: hold(anna, minuted),
        lambda: save(world, "anna", minuted, 1),
        lambda: actions.add_agenda_item(anna, None, minuted, title="Mer"),
        lambda: actions.cancel_meeting(anna, minuted, minuted.version, "Nej"),
        lambda: actions.record_decision(
            anna, None, minuted.group, text="Mer", decided_on=minuted.day, meeting=minuted
        ),
    ):
        with pytest.raises(Refused):
            change()


def test_a_correction_is_a_new_version_with_its_reason(world: World, written: Meeting) -> None:
    minuted = approve(world.scope("per"), written)
    opened = actions.correct_minutes(world.scope("anna"), minuted, minuted.version, "Fel dag stod.")
    with pytest.raises(Refused, match="inte färdiga"):
        approve(world.scope("per"), opened)
    write(world.scope("anna"), opened, "Rätt dag.", version=2)
    approve(world.scope("per"), opened)
    newest, first = DocumentVersion.objects.order_by("-number")
    assert (newest.number, first.number) == (2, 1)
    assert newest.document == first.document
    assert "Fel dag stod." in str(newest.content)
    assert "Fel dag stod." not in str(first.content)


def test_a_correction_after_the_turn_of_the_cycle_is_of_the_same_document(
    world: World, written: Meeting
) -> None:
    minuted = approve(world.scope("per"), written)
    begin_next_cycle(world.scope("anna"))
    opened = actions.correct_minutes(world.scope("anna"), minuted, minuted.version, "Fel dag stod.")
    write(world.scope("anna"), opened, "Rätt dag.", version=2)
    approve(world.scope("per"), opened)
    newest, first = DocumentVersion.objects.order_by("-number")
    assert (newest.number, newest.document) == (2, first.document)


def test_the_document_tells_who_does_what_by_when_the_soonest_first(world: World, written: Meeting) -> None:
    content = minutes_content(world.scope("anna"), written)
    decision = {"about": "", "registry_number": "", "responsible": "Per"}
    content["decisions"] = [
        {**decision, "text": "Sent", "due_on": "2026-12-24"},  # type: ignore[typeddict-item]
        {**decision, "text": "När som helst", "due_on": ""},  # type: ignore[typeddict-item]
        {**decision, "text": "Snart", "due_on": "2026-03-01"},  # type: ignore[typeddict-item]
    ]
    document = minutes_document(
        content, "5 februari 2026", meta("Ekdala", subject="", status="UTKAST"), warning="Utkast"
    )
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [(row[0], row[2]) for row in table.rows] == [
        ("Snart", "1 mars 2026"),
        ("Sent", "24 december 2026"),
        ("När som helst", "–"),
    ]
    assert isinstance(document.blocks[0], Note)
    assert "Deltagare" in [block.text for block in document.blocks if isinstance(block, Heading)]


NUMBER = "850709-9805"


@pytest.mark.parametrize(
    "where", ["occupation", "organisation", "group", "guest", "registry_number", "subject"]
)
def test_a_personal_identity_number_stops_the_approval_wherever_it_stands(
    world: World, called: Meeting, where: str
) -> None:
    anna = world.scope("anna")
    if where in ("occupation", "organisation"):
        what = {"occupation": "Vd", "organisation": "Bolaget"} | {where: NUMBER}
        actions.add_member(anna, None, called.group, **what)  # type: ignore[arg-type]
    if where == "group":
        Group.objects.filter(pk=called.group.pk).update(name=NUMBER)
        called.refresh_from_db()
    held = hold(anna, called, guests=NUMBER if where == "guest" else "")
    if where in ("registry_number", "subject"):
        actions.record_decision(
            anna,
            None,
            held.group,
            text="Vi tar del",
            decided_on=held.day,
            meeting=held,
            registry_number=NUMBER if where == "registry_number" else "",
            about=("document", 1, NUMBER) if where == "subject" else None,
        )
    write(anna, held)
    with pytest.raises(Refused, match="personuppgifter"):
        approve(world.scope("per"), held)


def test_a_member_who_joins_later_does_not_approve_and_is_not_asked_to(
    world: World, written: Meeting
) -> None:
    lars = world.scope("lars")
    assert queries.minutes_to_approve(lars) == [written]
    tomorrow = timezone.localdate() + timedelta(days=1)
    written.group.members.filter(membership=lars.membership).update(joined_on=tomorrow)
    assert queries.minutes_to_approve(lars) == []
    with pytest.raises(Refused, match="sitter i gruppen"):
        approve(lars, written)


def test_taking_over_and_saving_is_one_press_that_overwrites_nothing_unseen(
    world: World, called: Meeting
) -> None:
    save(world, "anna", called, 0, "Annas")
    actions.take_over_minutes(world.scope("per"), called)
    save(world, "per", called, 2, "Pers")
    typed = {"notes": {}, "other": "Annas fortsättning", "finished": False, "take_over": True}
    with pytest.raises(Conflict):
        actions.write_minutes(world.scope("anna"), called, 2, **typed)  # type: ignore[arg-type]
    assert Minutes.objects.get().writer == world.scope("per").membership
    saved = actions.write_minutes(world.scope("anna"), called, 3, **typed)  # type: ignore[arg-type]
    assert (saved.writer, saved.other) == (world.scope("anna").membership, "Annas fortsättning")
    assert LogEntry.objects.filter(action="take_over_minutes").count() == 2


def test_notes_that_the_form_did_not_show_are_kept(world: World, called: Meeting) -> None:
    anna = world.scope("anna")
    item = actions.add_agenda_item(anna, None, called, title="Tidsplan")
    write(anna, called, "Vi hinner.")
    save(world, "anna", called, 1, "Övrigt")
    assert Minutes.objects.get().notes == {str(item.pk): "Vi hinner."}
