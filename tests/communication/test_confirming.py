"""The joint plan is adopted when every party stands behind exactly the same content."""

import pytest

from samverkan.access.actions import Refused
from samverkan.access.scope import Forbidden
from samverkan.communication import actions
from samverkan.communication.handing import hand_over_activities
from samverkan.communication.models import Activity, PlanConfirmation
from samverkan.communication.printing import print_plan
from samverkan.communication.queries import joint_stages, to_confirm
from samverkan.communication.queries.plans import read_plan
from samverkan.communication.rules import ActivityState
from samverkan.documents import store
from samverkan.documents.frozen import WrittenOnce
from samverkan.notices.models import Notice
from tests.communication.conftest import Office


def test_the_plan_is_adopted_when_the_last_party_confirms(office: Office) -> None:
    plan = office.ready()
    office.confirm("anna", plan)
    assert not office.adopted
    office.confirm("per", plan)
    (version,) = office.adopted
    assert version.number == 1 and not version.document.private
    assert [approval["name"] for approval in version.approvals] == ["Anna", "Per"]
    assert read_plan(office.scope("per"), plan).is_adopted


def test_a_change_asks_for_new_confirmations_and_makes_a_new_version(office: Office) -> None:
    plan = office.ready()
    for who in ("anna", "per"):
        office.confirm(who, plan)
    office.say(plan, "Något nytt")
    assert not any(stand.counts for stand in read_plan(office.scope("anna"), plan).stands)
    for who in ("per", "anna"):
        office.confirm(who, plan)
    assert [version.number for version in office.adopted] == [2, 1]


def test_telling_how_it_went_does_not_undo_what_was_confirmed_but_calling_off_does(office: Office) -> None:
    plan = office.ready()
    office.activity(plan, "Torgmöte")
    office.confirm("anna", plan)
    done, off = Activity.objects.order_by("pk")
    actions.tell_outcome(office.scope("per"), done, 1, state=ActivityState.DONE, outcome="Sextio kom.")
    assert read_plan(office.scope("anna"), plan).stands[0].counts
    actions.tell_outcome(office.scope("per"), off, 1, state=ActivityState.CANCELLED, outcome="Regn")
    assert not read_plan(office.scope("anna"), plan).stands[0].counts


def test_a_plan_with_nothing_in_it_is_not_stood_behind(office: Office) -> None:
    with pytest.raises(Refused, match="huvudbudskap"):
        office.confirm("anna", office.plan())


def test_a_plan_that_has_changed_since_it_was_read_is_not_confirmed(office: Office) -> None:
    plan, scope = office.ready(), office.scope("anna")
    read = read_plan(scope, plan)
    office.say(plan, "Något nytt", "per")
    with pytest.raises(Refused, match="har ändrats"):
        actions.confirm_plan(scope, plan, None, content_sha256=read.sha256, printed=print_plan(scope, read))


def test_a_party_confirms_once(office: Office) -> None:
    plan = office.ready()
    office.confirm("anna", plan)
    with pytest.raises(Refused, match="redan bekräftat"):
        office.confirm("anna", plan)


def test_personal_identity_numbers_stop_it(office: Office) -> None:
    plan = office.ready()
    office.say(plan, "Fråga 850709-9805")  # made up: the control digit is right, the person does not exist
    with pytest.raises(Refused, match="personuppgifter"):
        office.confirm("anna", plan)


def test_only_coordinators_confirm(office: Office) -> None:
    plan = office.ready()
    with pytest.raises(Forbidden):
        office.confirm("karin", plan)


def test_a_confirmation_is_never_changed(office: Office) -> None:
    office.confirm("anna", office.ready())
    with pytest.raises(WrittenOnce):
        PlanConfirmation.objects.update(content_sha256="")


def test_the_other_party_is_asked_when_one_has_confirmed(office: Office) -> None:
    def asked(who: str) -> bool:
        waiting = to_confirm(office.scope(who), joint_stages(office.scope(who)))
        return "initiate:communication_confirm" in [each.url_name for each in waiting]

    plan = office.ready()
    assert not asked("per")
    office.confirm("anna", plan)
    assert asked("per") and not asked("karin") and not asked("anna")


def test_the_document_tells_the_whole_plan(office: Office) -> None:
    office.name("per")
    plan = office.ready()
    scope = office.scope("anna")
    section = plan.sections.get(kind="plan")
    actions.write_section(scope, section, section.version, part_messages="- Vi lyssnar.\r\nVi berättar.")
    printed = print_plan(scope, read_plan(scope, plan))
    assert store.read(printed.pdf_sha256, "pdf").startswith(b"%PDF")
    said = str(printed.content)
    for words in ("Det går att påverka.", "Boende", "Viktigast att nå", "Öppet hus", "1 mars 2026", "Per"):
        assert words in said
    assert "Inte utsedd än" in said
    listed = next(block for block in printed.content["blocks"] if block["kind"] == "bullet_list")
    assert listed["items"] == ["Vi lyssnar.", "Vi berättar."]


def mails() -> list[tuple[str, str]]:
    found = Notice.objects.filter(path__contains="/communication/").select_related("user").order_by("pk")
    return [(notice.user.name, notice.subject) for notice in found if notice.user]


def test_the_first_to_confirm_sends_word_to_those_awaited_and_the_last_to_nobody(office: Office) -> None:
    plan = office.ready()
    office.confirm("anna", plan)
    office.confirm("per", plan)
    assert mails() == [("Per", "Kommunikationsplanen väntar på er – Ekdala")]


def test_a_plan_that_is_shared_is_told_of_once_and_never_what_it_says(office: Office) -> None:
    plan = office.ready("anna", joint=False)
    for _ in range(2):
        actions.share_plan(office.scope("anna"), plan)
    assert mails() == [("Per", "Kommunen har delat sin kommunikationsplan – Ekdala")]
    assert "påverka" not in Notice.objects.get().text


def test_a_new_name_after_a_succession_asks_for_new_confirmations(office: Office) -> None:
    plan, amir = office.ready(), office.scope("amir").membership
    office.activity(plan, "Torgmöte", responsible_id=amir.pk)
    office.confirm("anna", plan)
    hand_over_activities(amir, office.scope("karin").membership)
    assert not read_plan(office.scope("anna"), plan).stands[0].counts
