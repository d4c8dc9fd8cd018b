"""Both leaders sign exactly the same text, and everything that comes in between is told."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from samverkan.access.actions import Refused
from samverkan.access.scope import Forbidden
from samverkan.config.integrity import owned_files, problems
from samverkan.documents import signing as core
from samverkan.documents import store
from samverkan.documents.models import DocumentVersion
from samverkan.documents.signing import verify
from samverkan.notices.models import Notice
from samverkan.partnerships.models import Membership, User
from samverkan.partnerships.rules import Role
from samverkan.plans import actions
from samverkan.plans.models import Signature, Signing
from samverkan.plans.queries import agreement_evidence
from samverkan.plans.queries.signing import get_signing, latest_signed
from samverkan.plans.rules import SectionKey
from samverkan.plans.signing import sign as sign_as
from tests.plans.conftest import OVERALL, Desk, planted


def sign(desk: Desk, who: str, signing: Signing) -> Signature:
    return sign_as(
        desk.world.scope(who), None, signing, content_sha256=signing.content_sha256, factor="lösenord"
    )


def test_two_leaders_sign_the_same_file_and_it_is_adopted_with_both_signatures(desk: Desk) -> None:
    desk.ready()
    signing = desk.open(real=True)
    first = sign(desk, "karin", signing)
    assert not DocumentVersion.objects.filter(document__kind="agreement").exists()
    assert sign(desk, "karin", signing) == first, "a second press made a second signature"
    # Lars opened his page before Karin signed: his object still names the file without her signature.
    sign(desk, "lars", signing)
    adopted = DocumentVersion.objects.get(document__kind="agreement")
    file = store.read(adopted.pdf_sha256, "pdf")
    found = verify(file)
    assert [report.name.split(",")[0] for report in found.signatures] == ["Karin", "Lars"]
    assert file.startswith(store.read(signing.prepared_sha256, "pdf"))
    assert [(each["name"], each["did"].split(",")[0]) for each in adopted.approvals] == [
        ("Karin", "skrev under i Samverkan med lösenord"),
        ("Lars", "skrev under i Samverkan med lösenord"),
    ]
    assert adopted.approved_sha256 == signing.content_sha256
    signing.refresh_from_db()
    assert signing.document == adopted and adopted.document.author is None and not adopted.document.private
    assert {path for path, _ in owned_files() if path.suffix == ".pdf"} >= {
        store.path_of(sha, "pdf") for sha in (signing.prepared_sha256, first.file_sha256, adopted.pdf_sha256)
    }


def test_one_on_paper_and_one_here_make_an_agreement_and_it_is_said(desk: Desk) -> None:
    desk.ready()
    signing = desk.open(real=True)
    sign(desk, "karin", signing)
    desk.on_paper(signing, "per")
    state = get_signing(desk.anna, signing.pk)
    assert state.is_mixed and state.signing.document
    assert [each["did"].split(",")[0] for each in state.signing.document.approvals] == [
        "skrev under i Samverkan med lösenord",
        "skrev under på papper",
    ]
    copy = str(state.signing.document.content)
    assert "Underskriften i PDF-filen är originalet" in copy and "Papperet är originalet" in copy
    paper = Signature.objects.get(way="paper")
    assert paper.name == "Lars" and paper.by.name == "Per"
    assert not [line for line in problems() if paper.file_sha256 in line]
    store.path_of(paper.file_sha256, "pdf").unlink()
    assert [line for line in problems() if paper.file_sha256 in line]


def test_only_the_leader_who_decides_signs(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    for who in ("anna", "amir", "olle", "cecilia"):
        with pytest.raises((Forbidden, Refused, Signing.DoesNotExist)):
            sign(desk, who, signing)
    director = User.objects.create_user("dan@example.test", "lösenord", name="Dan")
    Membership.objects.create(
        user=director, partnership=desk.world.partnership, party=desk.world.municipality, role=Role.DIRECTOR
    )
    desk.world.people["dan"] = director
    with pytest.raises(Refused, match="kommunstyrelsens ordförande"):
        sign(desk, "dan", signing)
    assert not Signature.objects.exists()


def test_what_waits_to_be_signed_does_not_change_with_the_text(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    before = dict(signing.content)
    desk.write(SectionKey.GOALS, words="Färre inbrott")
    signing.refresh_from_db()
    assert signing.content == before
    with pytest.raises(Refused, match="annan version"):
        sign_as(desk.world.scope("karin"), None, signing, content_sha256="0" * 64, factor="lösenord")


def test_it_is_not_put_forward_with_something_missing_and_what_is_named(desk: Desk) -> None:
    desk.start()
    with pytest.raises(Refused, match="inga mål"):
        desk.open()
    assert not Signing.objects.exists()


def test_it_is_not_put_forward_otherwise_than_it_was_read(desk: Desk) -> None:
    desk.ready()
    now = desk.now
    desk.write(SectionKey.OTHER)
    with pytest.raises(Refused, match="har ändrats"):
        actions.open_signing(
            desk.anna,
            None,
            overall=False,
            content_sha256=now.sha256(),
            printed=planted(now, overall=False),
        )


def test_it_is_not_put_forward_under_a_number_that_another_version_has_taken(desk: Desk) -> None:
    desk.ready()
    early = planted(desk.now, overall=False)
    desk.on_paper(desk.open())
    desk.write(SectionKey.OTHER)
    now = desk.now
    with pytest.raises(Refused, match="En annan version har skrivits under"):
        actions.open_signing(
            desk.anna,
            None,
            overall=False,
            content_sha256=now.sha256(),
            printed=replace(early, approved_sha256=now.sha256()),
        )


def test_a_stopped_signing_keeps_the_signatures_in_its_history_and_takes_no_more(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    desk.on_paper(signing, "anna")
    actions.stop_signing(desk.anna, signing, "Målen behöver ändras.")
    assert [place.party.name for place in get_signing(desk.anna, signing.pk).places if place.signature]
    with pytest.raises(Refused, match="avbruten"):
        desk.on_paper(signing, "per")
    desk.write(SectionKey.GOALS, words="Hälften så många inbrott 2027")
    again = desk.open()
    assert again.number == signing.number == 1, "what was stopped never became a version"
    desk.on_paper(again)
    again.refresh_from_db()
    assert again.document and again.document.number == 1
    assert again.printed["meta"]["version"] == "1", "the paper and the store say the same"
    desk.write(SectionKey.OTHER)
    assert desk.open().number == 2


def test_what_all_have_signed_is_not_stopped(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    desk.on_paper(signing)
    with pytest.raises(Refused, match="gäller"):
        actions.stop_signing(desk.anna, signing, "Vi ångrar oss.")


def test_a_coordinator_sends_in_no_other_coordinators_paper(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    with pytest.raises(Refused, match="deras samordnare"):
        actions.attach_paper(
            desk.anna,
            None,
            signing,
            party=desk.world.police,
            name="Lars",
            role="Chef",
            signed_on=timezone.localdate(),
            file_sha256=store.put(b"%PDF-1.7", "pdf"),
            file_kind="pdf",
        )


@pytest.mark.parametrize("days", [-1, 1])
def test_a_paper_is_signed_between_the_day_it_was_put_forward_and_today(desk: Desk, days: int) -> None:
    desk.ready()
    signing = desk.open()
    with pytest.raises(Refused, match="Dagen för underskriften"):
        actions.attach_paper(
            desk.anna,
            None,
            signing,
            party=desk.world.municipality,
            name="Karin",
            role="Ordförande",
            signed_on=timezone.localdate() + timedelta(days=days),
            file_sha256=store.put(b"%PDF-1.7", "pdf"),
            file_kind="pdf",
        )


def test_an_overall_version_comes_first_and_proves_nothing_until_the_whole_is_signed(desk: Desk) -> None:
    desk.start()
    desk.write(*OVERALL)
    assert desk.now.is_ready_overall and not desk.now.is_ready
    desk.on_paper(desk.open(overall=True))
    assert agreement_evidence(desk.anna) == []
    desk.ready()
    whole = desk.open()
    desk.on_paper(whole)
    assert whole.number == 2
    versions = DocumentVersion.objects.filter(document__kind="agreement")
    assert [version.number for version in versions] == [2, 1]
    assert len(agreement_evidence(desk.anna)) == 1
    desk.write(SectionKey.OTHER)
    with pytest.raises(Refused, match="hel"):
        desk.open(overall=True)


def test_the_same_text_is_not_signed_twice(desk: Desk) -> None:
    desk.ready()
    desk.on_paper(desk.open())
    assert any("Inget har ändrats" in gap.what for gap in desk.now.gaps)
    with pytest.raises(Refused, match="Inget har ändrats"):
        desk.open()


def test_leaders_are_told_that_it_waits_and_nobody_what_it_says(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    told = Notice.objects.filter(path__endswith=f"{signing.pk}/sign/")
    assert {notice.user.name for notice in told if notice.user} == {"Karin", "Lars"}
    desk.on_paper(signing)
    done = Notice.objects.filter(subject__startswith="Samverkansöverenskommelsen är påskriven")
    assert {notice.user.name for notice in done if notice.user} == {"Anna", "Karin", "Lars"}
    assert not Notice.objects.filter(text__contains="Det gör vi").exists()


@pytest.mark.django_db(transaction=True)
def test_two_leaders_who_sign_at_the_same_moment_both_stand_in_the_file(desk: Desk) -> None:
    desk.ready()
    signing = desk.open(real=True)
    together, failed = threading.Barrier(2), []

    def attempt(who: str) -> None:
        scope = desk.world.scope(who)
        own = Signing.objects.get(pk=signing.pk)
        together.wait()
        try:
            sign_as(scope, uuid4(), own, content_sha256=own.content_sha256, factor="lösenord")
        except Exception as problem:  # told by the assertion below
            failed.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[who]) for who in ("karin", "lars")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    adopted = DocumentVersion.objects.get(document__kind="agreement")
    assert len(verify(store.read(adopted.pdf_sha256, "pdf")).signatures) == 2


@pytest.mark.django_db(transaction=True)
def test_the_database_waits_for_no_service_that_signs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.ready()
    signing = desk.open(real=True)
    held, real = [], core.sign

    def watched(*told: Any, **named: Any) -> bytes:
        held.append(connection.in_atomic_block)
        return real(*told, **named)

    monkeypatch.setattr(core, "sign", watched)
    sign(desk, "karin", signing)
    assert held == [False]


def test_who_came_after_the_version_was_put_forward_is_told_so(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    content = dict(signing.content)
    content["signers"] = content["signers"][:1]
    Signing.objects.filter(pk=signing.pk).update(content=content)
    with pytest.raises(Refused, match="kom med efter"):
        sign(desk, "lars", signing)


def test_one_signed_ahead_takes_over_when_its_period_begins(desk: Desk) -> None:
    today = timezone.localdate()
    desk.ready()

    def signed(starts: date, ends: date) -> Signing:
        actions.set_period(desk.anna, desk.now.row.version, starts_on=starts, ends_on=ends)
        signing = desk.open()
        for who in ("anna", "per"):
            desk.on_paper(signing, who)
        return signing

    now = signed(today, today + timedelta(days=30))
    desk.write(SectionKey.OTHER)
    ahead = signed(today + timedelta(days=31), today + timedelta(days=400))
    assert latest_signed(desk.anna) == now
    Signing.objects.filter(pk=now.pk).update(
        content=now.content | {"ends_on": (today - timedelta(days=1)).isoformat()}
    )
    assert latest_signed(desk.anna) == ahead


def test_nothing_is_half_signed_when_the_key_cannot_be_used(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ready()
    signing = desk.open(real=True)

    def fails(*_: object, **__: object) -> bytes:
        raise core.NotSigned("Tjänsten svarar inte.")

    monkeypatch.setattr(core, "sign", fails)
    with pytest.raises(Refused, match="Inget har ändrats"):
        sign(desk, "karin", signing)
    signing.refresh_from_db()
    assert signing.pdf_sha256 == signing.prepared_sha256 and not Signature.objects.exists()
