"""A meeting on screen, from the call to the approved minutes, and its decisions wherever they belong."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from samverkan.access.ending import change_role, end_assignment
from samverkan.documents.models import DocumentVersion
from samverkan.groups import actions
from samverkan.groups.models import AgendaItem, Attendance, Decision, Meeting, Minutes
from samverkan.partnerships.models import Cycle, Membership
from samverkan.partnerships.rules import Role
from tests.access.people import joined
from tests.planted.groups import call, hold, write
from tests.steps.initiate.conftest import Room
from tests.steps.prepare.conftest import text

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def called(room: Room) -> Meeting:
    return call(room.world.scope("anna"), room.form())


@pytest.fixture
def held(room: Room, called: Meeting) -> Meeting:
    return hold(room.world.scope("anna"), called)


def when(**fields: Any) -> dict[str, Any]:
    return {"day": timezone.localdate().isoformat(), "starts_at": "13.00", "ends_at": "14.30"} | fields


def test_a_group_is_called_with_what_waits_for_it(room: Room) -> None:
    Cycle.objects.update(picture_due_on="2026-01-02")
    group = room.form()
    place = f"organisation/{group.pk}/call/"
    page = room.get("anna", place)
    assert page.content.decode().count("checked") == 2
    keys = [f"late-{room.world.cycle.pk}-{room.world.police.pk}"]
    token = uuid4()
    for _ in range(2):
        response = room.post("anna", place, **when(collected=keys, form_token=token))
        assert response.status_code == 302
        keys = []
    meeting = Meeting.objects.get()
    shown = text(room.get("per", f"meetings/{meeting.pk}/"))
    assert "Polisen: lägesbilden är inte överlämnad" in shown
    assert "Kommunen: lägesbilden" not in shown


def test_a_meeting_that_ends_before_it_begins_keeps_what_was_typed(room: Room) -> None:
    place = f"organisation/{room.form().pk}/call/"
    response = room.post("anna", place, **when(ends_at="12.00", place="Rum 3"))
    assert response.status_code == 422
    assert "behöver sluta efter att det börjar" in text(response)
    assert "Rum 3" in response.content.decode()
    assert not Meeting.objects.exists()


def test_own_items_are_added_ordered_and_removed(room: Room, called: Meeting) -> None:
    place = f"meetings/{called.pk}/agenda/"
    assert room.post("anna", place, title="").status_code in (200, 422)
    for title in ("Tidsplan", "Budget"):
        room.post("anna", place, title=title, why="Besluta", form_token=uuid4())
    last = AgendaItem.objects.get(title="Budget")
    room.post("per", f"meetings/agenda/{last.pk}/move/", up="1")
    page = text(room.get("karin", f"meetings/{called.pk}/"))
    assert page.index("Budget") < page.index("Tidsplan")
    room.post("per", f"meetings/agenda/{last.pk}/remove/")
    assert "Budget" not in text(room.get("karin", f"meetings/{called.pk}/"))


def test_what_a_held_meeting_has_taken_up_is_not_offered_to_it_again(room: Room) -> None:
    Cycle.objects.update(picture_due_on="2026-01-02")
    anna = room.world.scope("anna")
    held = hold(anna, call(anna, room.form()))
    place = f"meetings/{held.pk}/agenda/"
    assert "lägesbilden är inte överlämnad" not in text(room.get("anna", place))
    keys = [item.key for item in held.agenda.all()]
    assert keys
    room.post("anna", place, title="Tidsplan", collected=keys, form_token=uuid4())
    assert [item.key for item in held.agenda.all()] == [*keys, ""]


def test_nothing_to_add_is_told_and_writes_nothing(room: Room, called: Meeting) -> None:
    place = f"meetings/{called.pk}/agenda/"
    assert "Fyll i ”En egen punkt”" in text(room.post("anna", place, title="", why="Besluta"))
    Cycle.objects.update(picture_due_on="2026-01-02")
    response = room.post("anna", place, title="", why="Besluta")
    assert response.status_code == 422
    assert "Skriv en egen punkt, eller kryssa i" in text(response)
    assert "Besluta" in response.content.decode()
    assert not AgendaItem.objects.exists()


def test_a_meeting_is_called_off_with_a_reason_for_all_to_read(room: Room, called: Meeting) -> None:
    place = f"meetings/{called.pk}/cancel/"
    assert room.post("anna", place, reason="", expected_version=1).status_code == 422
    assert room.post("anna", place, reason="För få kan", expected_version=1).status_code == 302
    assert "För få kan" in text(room.get("per", f"meetings/{called.pk}/"))
    refused = room.post("per", place, reason="Igen", expected_version=2)
    assert refused.status_code == 422
    assert "Igen" in refused.content.decode()


def test_who_was_there_is_noted_and_two_at_once_see_the_difference(room: Room, called: Meeting) -> None:
    members = list(called.group.members.all())
    place = f"meetings/{called.pk}/attendance/"
    typed = {f"member_{member.pk}": "present" for member in members} | {"guests": "Rektor, Ekdalaskolan"}
    assert room.post("anna", place, **typed, expected_version=1).status_code == 302
    assert Attendance.objects.filter(presence="present").count() == len(members)
    typed[f"member_{members[0].pk}"] = "absent"
    response = room.post("per", place, **typed, expected_version=1)
    assert response.status_code == 409
    assert "Någon annan hann spara före dig" in text(response)
    assert room.post("per", place, **typed, expected_version=2).status_code == 302
    page = text(room.get("karin", f"meetings/{called.pk}/"))
    assert "Frånvarande" in page and "Rektor, Ekdalaskolan" in page


def test_time_and_place_change_and_the_second_is_told(room: Room, called: Meeting) -> None:
    place = f"meetings/{called.pk}/edit/"
    assert room.post("anna", place, **when(place="Stadshuset"), expected_version=1).status_code == 302
    response = room.post("per", place, **when(place="Polishuset", ends_at=""), expected_version=1)
    assert response.status_code == 409
    assert "Stadshuset" in text(response)
    assert "14.30" in text(response)


def test_minutes_save_themselves_and_say_so(room: Room, held: Meeting) -> None:
    place = f"meetings/{held.pk}/minutes/"
    saved = room.post("anna", place, AUTOSAVE, other="Vi börjar", expected_version=0)
    assert saved.json()["version"] == 1
    saved = room.post("anna", place, AUTOSAVE, other="Vi börjar om", expected_version=1)
    assert saved.json()["version"] == 2
    assert room.post("anna", place, AUTOSAVE, other="Gammalt", expected_version=1).status_code == 409
    assert Minutes.objects.get().other == "Vi börjar om"


def test_the_difference_is_shown_note_by_note(room: Room, held: Meeting) -> None:
    room.post("anna", f"meetings/{held.pk}/agenda/", title="Tidsplan", form_token=uuid4())
    name = f"note_{AgendaItem.objects.get().pk}"
    place = f"meetings/{held.pk}/minutes/"
    room.post("anna", place, **{name: "Det första"}, expected_version=0)
    room.post("anna", place, **{name: "Det andra"}, expected_version=1)
    response = room.post("anna", place, **{name: "Det tredje"}, expected_version=1)
    assert response.status_code == 409
    assert "andra" in text(response) and "tredje" in text(response)


def test_somebody_else_takes_over_and_the_first_is_told_without_losing_the_text(
    room: Room, held: Meeting
) -> None:
    place = f"meetings/{held.pk}/minutes/"
    room.post("anna", place, other="Annas", expected_version=0)
    assert "Anna skriver anteckningarna" in text(room.get("per", place))
    room.post("per", f"{place}take-over/")
    response = room.post("anna", place, other="Annas fortsättning", expected_version=1)
    assert response.status_code == 422
    assert "Per skriver anteckningarna" in text(response)
    assert "Annas fortsättning" in response.content.decode()


def test_the_writer_goes_on_writing_in_a_new_role_and_is_not_asked_to_approve(
    room: Room, held: Meeting
) -> None:
    write(room.world.scope("amir"), held)
    change_role(room.world.scope("anna"), room.world.scope("amir").membership, Role.COORDINATOR)
    assert "Amir skriver anteckningarna" not in text(room.get("amir", f"meetings/{held.pk}/minutes/"))
    page = room.get("amir", f"meetings/{held.pk}/").content.decode()
    assert f'meetings/{held.pk}/minutes/"' in page
    assert "take-over" not in page and "minutes/approve/" not in page


def approve(room: Room, who: str, meeting: Meeting, **fields: Any) -> Any:
    place = f"meetings/{meeting.pk}/minutes/approve/"
    page = room.get(who, place).content.decode()
    sha256 = page.partition('name="content_sha256" value="')[2].partition('"')[0]
    return room.post(who, place, **({"content_sha256": sha256, "has_read": "on"} | fields))


def test_a_second_person_reads_and_approves_and_then_it_stands(room: Room, held: Meeting) -> None:
    write(room.world.scope("anna"), held)
    page = text(room.get("anna", f"meetings/{held.pk}/minutes/approve/"))
    assert "Du har skrivit anteckningarna" in page
    assert approve(room, "lars", held, has_read="").status_code == 422
    assert approve(room, "lars", held, registry_number="KS 2026/7").status_code == 302
    version = DocumentVersion.objects.get()
    assert version.registry_number == "KS 2026/7"
    page = text(room.get("per", f"meetings/{held.pk}/"))
    assert "Anteckningarna är godkända som version 1" in page
    assert "Lägg till på dagordningen" not in page
    client = room.world.client("per")
    actions.record_decision(
        room.world.scope("per"),
        None,
        held.group,
        text="Vi diarieför anteckningarna.",
        decided_on=held.day,
        about=("document", version.pk, "Minnesanteckningar"),
    )
    assert "Vi diarieför anteckningarna." in text(client.get(f"/p/ekdala/documents/{version.pk}/"))
    document = client.get(f"/p/ekdala/documents/{version.pk}/document.pdf")
    assert document.content.startswith(b"%PDF-")
    assert client.get(f"/p/ekdala/documents/{version.pk}/document.docx").content.startswith(b"PK")


def test_what_changed_while_it_was_read_is_read_again(room: Room, held: Meeting) -> None:
    write(room.world.scope("anna"), held)
    response = approve(room, "per", held, content_sha256="0" * 64)
    assert response.status_code == 422
    assert "har ändrats sedan du öppnade sidan" in text(response)
    assert not DocumentVersion.objects.exists()


def test_approved_minutes_are_corrected_as_a_new_version(room: Room, held: Meeting) -> None:
    write(room.world.scope("anna"), held)
    approve(room, "per", held)
    held.refresh_from_db()
    place = f"meetings/{held.pk}/minutes/correct/"
    assert room.post("anna", place, reason="Fel dag", expected_version=held.version).status_code == 302
    page = text(room.get("per", f"meetings/{held.pk}/"))
    assert "Anteckningarna rättas" in page and "Fel dag" in page
    assert "Läs den godkända versionen" in page


def test_a_decision_leads_both_ways_between_the_meeting_and_the_joint_picture(
    room: Room, held: Meeting
) -> None:
    person = Membership.objects.get(user=room.world.people["karin"])
    fields = {
        "text": "Vi ställer oss bakom bilden.",
        "about": f"joint_picture:{room.world.cycle.pk}",
        "responsible_id": person.pk,
        "due_on": "2026-12-24",
        "form_token": uuid4(),
    }
    for _ in range(2):
        assert room.post("anna", f"meetings/{held.pk}/decide/", **fields).status_code == 302
    decision = Decision.objects.get()
    joint = text(room.world.client("per").get("/p/ekdala/join/"))
    assert "Vi ställer oss bakom bilden." in joint
    assert "Beslutat av Styrgruppen" in joint
    page = room.get("per", f"meetings/decisions/{decision.pk}/").content.decode()
    assert 'href="/p/ekdala/join/"' in page
    start = text(room.world.client("karin").get("/p/ekdala/"))
    assert "Vi ställer oss bakom bilden." in start
    assert "Vi ställer oss bakom" not in text(room.world.client("lars").get("/p/ekdala/"))


def test_a_meeting_to_come_has_nothing_to_decide_yet(room: Room, called: Meeting) -> None:
    decide, page = f"meetings/{called.pk}/decide/", f"meetings/{called.pk}/"
    assert decide in room.get("anna", page).content.decode()
    Meeting.objects.update(day=timezone.localdate() + timedelta(days=1))
    assert decide not in room.get("anna", page).content.decode()
    refused = room.post("anna", decide, text="Vi bygger ut")
    assert refused.status_code == 422 and "Vi bygger ut" in refused.content.decode()


def test_a_decision_between_meetings_has_its_own_day(room: Room) -> None:
    group = room.form()
    place = f"organisation/{group.pk}/decide/"
    wrong = room.post("per", place, text="Vi bygger ut", decided_on="31/2 2026")
    assert wrong.status_code == 422
    assert "Vi bygger ut" in wrong.content.decode()
    ahead = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "Dagen har inte varit än" in text(room.post("per", place, text="Vi bygger ut", decided_on=ahead))
    assert room.post("per", place, text="Vi bygger ut", decided_on="5 februari 2026").status_code == 302
    assert "Mellan möten, 5 februari 2026" in text(
        room.get("anna", f"meetings/decisions/{Decision.objects.get().pk}/")
    ).replace("\u00a0", " ")


def test_the_responsible_person_says_that_it_is_done_and_the_list_sorts_it(room: Room) -> None:
    group = room.form()
    karin = Membership.objects.get(user=room.world.people["karin"])
    for words in ("Ett", "Två"):
        room.post(
            "anna",
            f"organisation/{group.pk}/decide/",
            text=f"Beslut {words}",
            decided_on="2026-02-05",
            responsible_id=karin.pk,
            form_token=uuid4(),
        )
    done = Decision.objects.get(text="Beslut Ett")
    place = f"meetings/decisions/{done.pk}/follow-up/"
    assert "följs upp av Karin" in text(room.get("lars", place))
    typed = {"done_on": "2026-03-01", "done_note": "Gick bra", "expected_version": 1}
    refused = room.post("lars", place, **typed)
    assert refused.status_code == 422
    assert room.post("karin", place, **typed).status_code == 302
    assert room.post("anna", place, **typed | {"done_note": "Sämre"}).status_code == 409
    waiting = text(room.get("per", "meetings/decisions/?show=open"))
    assert "Beslut Två" in waiting and "Beslut Ett" not in waiting
    finished = text(room.get("per", "meetings/decisions/?show=done"))
    assert "Beslut Ett" in finished and "Beslut Två" not in finished


def test_a_meeting_that_was_held_is_not_moved_ahead_and_what_was_typed_is_kept(
    room: Room, held: Meeting
) -> None:
    typed = when(day=(timezone.localdate() + timedelta(days=2)).isoformat(), place="Rum 3")
    response = room.post("anna", f"meetings/{held.pk}/edit/", **typed, expected_version=held.version)
    assert response.status_code == 422
    assert "Mötet har hållits" in text(response) and "Rum 3" in response.content.decode()


def test_only_those_who_are_there_are_offered_and_who_left_stands_where_they_stood(room: Room) -> None:
    group, anna = room.form(), room.world.scope("anna")
    amir = room.world.scope("amir").membership
    for words, who in (("Ett", amir.pk), ("Två", "")):
        place = f"organisation/{group.pk}/decide/"
        typed = {"text": words, "decided_on": "2026-02-05", "responsible_id": who, "form_token": uuid4()}
        room.post("anna", place, **typed)
    end_assignment(anna, amir, last_day=timezone.localdate(), successor=None)
    theirs, other = Decision.objects.get(text="Ett"), Decision.objects.get(text="Två")
    assert "Amir" in text(room.get("anna", f"meetings/decisions/{theirs.pk}/edit/"))
    place = f"meetings/decisions/{other.pk}/edit/"
    assert "Amir" not in text(room.get("anna", place))
    typed = {"text": "Två", "decided_on": "2026-02-05", "responsible_id": amir.pk, "expected_version": 1}
    assert room.post("anna", place, **typed).status_code == 422
    assert Decision.objects.get(pk=other.pk).responsible is None


def test_a_form_that_was_open_when_a_successor_took_over_does_not_undo_it(room: Room) -> None:
    group, anna = room.form(), room.world.scope("anna")
    amir, moa = room.world.scope("amir").membership, joined(anna)
    typed = {"text": "Ett", "decided_on": "2026-02-05", "form_token": uuid4()}
    room.post("anna", f"organisation/{group.pk}/decide/", **typed, responsible_id=amir.pk)
    place = f"meetings/decisions/{Decision.objects.get().pk}/edit/"
    end_assignment(anna, amir, last_day=timezone.localdate(), successor=moa)
    still_there = room.post("per", place, **typed, responsible_id=amir.pk, expected_version=1)
    assert still_there.status_code == 422
    response = room.post("per", place, **typed, responsible_id="", expected_version=1)
    assert response.status_code == 409
    assert "Moa" in text(response)
    assert Decision.objects.get().responsible == moa


def test_the_second_to_change_a_decision_sees_the_difference(room: Room) -> None:
    group = room.form()
    room.post("anna", f"organisation/{group.pk}/decide/", text="Ett", decided_on="2026-02-05")
    place = f"meetings/decisions/{Decision.objects.get().pk}/edit/"
    typed = {"decided_on": "2026-02-05", "expected_version": 1}
    assert room.post("anna", place, text="Två", **typed).status_code == 302
    response = room.post("per", place, text="Tre", due_on="2026-04-01", **typed)
    assert response.status_code == 409
    assert "None" not in text(response)


def test_personal_data_are_warned_about_and_never_repeated(room: Room, held: Meeting) -> None:
    client = room.world.client("anna")
    sent = {"other": "Ring 070-123 45 67", "expected_version": 0}
    response = client.post(f"/p/ekdala/initiate/meetings/{held.pk}/minutes/", sent, follow=True)
    told = text(response).partition("Det mötet tog upp")[0]
    assert "telefonnummer" in told and "070-123" not in told


def test_taking_over_from_the_refused_page_keeps_what_was_typed(room: Room, held: Meeting) -> None:
    place = f"meetings/{held.pk}/minutes/"
    room.post("anna", place, other="Annas", expected_version=0)
    room.post("per", f"{place}take-over/")
    room.post("per", place, other="Pers ord", expected_version=2)
    response = room.post("anna", place, other="Annas fortsättning", expected_version=1)
    page = response.content.decode()
    assert response.status_code == 422
    assert "ord" in text(response).partition("<form")[0]  # what Per has written is seen before it is replaced
    assert '<button class="button" type="submit" name="take_over" value="1">' in page
    assert "data-autosave" not in page
    version = page.partition('name="expected_version" value="')[2].partition('"')[0]
    assert version == "3"
    sent = {"other": "Annas fortsättning", "expected_version": version, "take_over": "1"}
    assert room.post("anna", place, **sent).status_code == 302
    minutes = Minutes.objects.get()
    assert (minutes.writer.user.name, minutes.other) == ("Anna", "Annas fortsättning")


def test_what_is_written_while_somebody_takes_over_is_seen_before_it_is_replaced(
    room: Room, held: Meeting
) -> None:
    place = f"meetings/{held.pk}/minutes/"
    room.post("anna", place, other="Annas", expected_version=0)
    response = room.post("per", place, other="Pers", expected_version=0, take_over="1")
    assert response.status_code == 409
    assert 'name="take_over"' in response.content.decode()
    assert Minutes.objects.get().other == "Annas"


def test_an_item_with_notes_is_not_taken_off_the_agenda(room: Room, held: Meeting) -> None:
    room.post("anna", f"meetings/{held.pk}/agenda/", title="Tidsplan", form_token=uuid4())
    write(room.world.scope("anna"), held, "Vi hinner.")
    item = AgendaItem.objects.get()
    response = room.post("per", f"meetings/agenda/{item.pk}/remove/")
    assert response.status_code == 409
    assert "Punkten har anteckningar" in text(response)
    assert "Vi hinner." in text(room.get("per", f"meetings/{held.pk}/"))


def test_an_identity_number_is_no_registry_number(room: Room, held: Meeting) -> None:
    number = "KS 850709-9805"
    told = "Numret ser ut att innehålla ett personnummer"
    response = room.post("anna", f"meetings/{held.pk}/decide/", text="Vi tar del", registry_number=number)
    assert response.status_code == 422 and told in text(response)
    write(room.world.scope("anna"), held)
    refused = approve(room, "per", held, registry_number=number)
    assert refused.status_code == 422 and told in text(refused)
    assert not DocumentVersion.objects.exists()
