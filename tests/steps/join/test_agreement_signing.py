"""A leader signs on the screen: a fresh login factor, once, and nothing of it is told or kept."""

import logging
import re
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from samverkan.documents.models import DocumentVersion
from samverkan.documents.signing import verify
from samverkan.notices.models import Notice
from samverkan.plans import actions
from samverkan.plans.models import Signature, Signing
from samverkan.plans.rules import SectionKey
from samverkan.problems.actions import add_problem, choose_focus
from samverkan.process.agenda import waiting_for
from samverkan.process.criteria import keep_all_standing
from samverkan.process.next import next_tasks
from samverkan.process.overdue import overdue
from samverkan.process.state import cycle_state
from tests.conftest import begin_next_cycle
from tests.plans.conftest import OVERALL, Desk
from tests.planted.groups import form as form_group
from tests.steps.join.conftest import text, work_form

PASSWORD = "lösenord"
END = b"IEND\xaeB`\x82"  # how every PNG ends
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def desk(world: object) -> Desk:
    return Desk(world)  # type: ignore[arg-type]


def place(signing: Signing, rest: str = "") -> str:
    return f"/p/ekdala/join/agreement/signing/{signing.pk}/{rest}"


def sign(desk: Desk, who: str, signing: Signing, factor: str = PASSWORD) -> HttpResponse:
    client = desk.world.client(who)
    form = work_form(client.get(place(signing, "sign/")))
    return client.post(place(signing, "sign/"), {**form, "has_read": "on", "factor": factor})


def code(at: int = 0) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(SECRET, counters[len(counters) // 2] + at))


def test_from_the_text_to_an_agreement_that_both_leaders_have_signed(desk: Desk) -> None:
    desk.ready()
    client = desk.world.client("anna")
    page = client.get("/p/ekdala/join/agreement/open/")
    assert "Går att skriva under" in text(page) and "Bakgrunden är inte skriven" in text(page)
    opened = client.post("/p/ekdala/join/agreement/open/", {**work_form(page), "has_read": "on"})
    signing = Signing.objects.get()
    assert opened.status_code == 302 and opened["Location"] == place(signing)
    for who in ("karin", "lars"):
        tasks = [each.text for each in next_tasks(desk.world.scope(who), cycle_state(desk.anna))]
        assert tasks[0] == "Skriv under samverkansöverenskommelsen"
        assert sign(desk, who, signing).status_code == 302
    assert "Alla parter har skrivit under" not in text(client.get(place(signing)))
    assert "Påskriven av alla parter" in text(client.get(place(signing)))
    file = desk.world.client("per").get(place(signing, "signed.pdf")).content
    assert len(verify(file).signatures) == 2
    assert {each.factor for each in Signature.objects.all()} == {"lösenord"}
    assert "join.agreement" in cycle_state(desk.anna).standing.met
    assert DocumentVersion.objects.get(document__kind="agreement").adopted_by.name == "Lars"


def test_a_wrong_password_signs_nothing_and_is_neither_shown_nor_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.ready()
    signing = desk.open(real=True)
    with caplog.at_level(logging.DEBUG):
        answer = sign(desk, "karin", signing, "inte mitt lösenord")
    assert answer.status_code == 422 and "stämmer inte" in text(answer)
    assert "inte mitt lösenord" not in answer.content.decode()
    assert "inte mitt lösenord" not in caplog.text
    assert 'name="has_read" ' in answer.content.decode() and "checked" in answer.content.decode()
    assert not Signature.objects.exists()


def test_guessing_is_stopped_even_when_the_next_guess_is_right(desk: Desk) -> None:
    desk.ready()
    signing = desk.open(real=True)
    answers = [sign(desk, "karin", signing, f"gissning {number}") for number in range(10)]
    answers.append(sign(desk, "karin", signing))
    assert "för många försök" in text(answers[-1])
    assert not Signature.objects.exists()


def test_who_signs_is_told_what_such_a_signature_is(desk: Desk) -> None:
    desk.ready()
    page = text(desk.world.client("karin").get(place(desk.open(), "sign/")))
    assert "enkel elektronisk underskrift" in page and "inte med ett personligt certifikat" in page


def test_whoever_has_an_authenticator_app_signs_with_its_code_and_not_with_the_password(desk: Desk) -> None:
    desk.ready()
    signing = desk.open(real=True)
    TOTP.activate(desk.world.people["karin"], SECRET)
    assert sign(desk, "karin", signing).status_code == 422
    assert sign(desk, "karin", signing, code()).status_code == 302
    assert Signature.objects.get().factor == "kod från autentiseringsapp"


def test_two_presses_with_the_same_code_make_one_signature(desk: Desk) -> None:
    desk.ready()
    signing = desk.open(real=True)
    TOTP.activate(desk.world.people["karin"], SECRET)
    client = desk.world.client("karin")
    form = {**work_form(client.get(place(signing, "sign/"))), "has_read": "on", "factor": code()}
    answers = [client.post(place(signing, "sign/"), form) for _ in range(2)]
    assert [each["Location"] for each in answers] == [place(signing)] * 2
    assert Signature.objects.count() == 1


def test_whoever_can_prove_nothing_is_told_what_to_do(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    karin = desk.world.people["karin"]
    karin.set_unusable_password()
    karin.save()
    page = text(desk.world.client("karin").get(place(signing, "sign/")))
    assert "autentiseringsapp" in page and "på papper" in page and "Ditt lösenord" not in page


def test_what_was_stopped_while_the_page_was_open_is_not_signed(desk: Desk) -> None:
    desk.ready()
    signing = desk.open(real=True)
    karin = desk.world.client("karin")
    form = work_form(karin.get(place(signing, "sign/")))
    stop = desk.world.client("anna")
    page = stop.get(place(signing, "stop/"))
    assert "står kvar i historiken" in text(page)
    stop.post(place(signing, "stop/"), {**work_form(page), "reason": "Målen behöver ändras."})
    late = karin.post(place(signing, "sign/"), {**form, "has_read": "on", "factor": PASSWORD})
    assert late.status_code == 409 and "avbruten" in text(late)
    assert "Målen behöver ändras." in text(karin.get(place(signing)))
    assert not Signature.objects.exists()


def test_only_leaders_reach_the_page_and_readers_read_what_waits(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    for who, status in (("anna", 403), ("amir", 403), ("olle", 403), ("cecilia", 404)):
        assert desk.world.client(who).get(place(signing, "sign/")).status_code == status
    assert "0 av 2 parter har skrivit under" in text(desk.world.client("amir").get(place(signing)))


def test_a_paper_is_sent_in_and_can_be_fetched(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    client = desk.world.client("anna")
    form = {
        **work_form(client.get(place(signing, "paper/"))),
        "party": desk.world.municipality.pk,
        "name": "Karin",
        "role": "Kommunstyrelsens ordförande",
        "signed_on": timezone.localdate().isoformat(),
        "has_compared": "on",
    }
    for broken in (b"MZ", b"%PDF-1.4 detta ar ingen pdf", b"\x89PNG\r\n\x1a\nhalv"):
        file = SimpleUploadedFile("a.pdf", broken)
        assert client.post(place(signing, "paper/"), {**form, "scan": file}).status_code == 422
    refused = client.post(place(signing, "paper/"), {**form, "scan": SimpleUploadedFile("a.pdf", b"MZ")})
    assert refused.status_code == 422 and "går inte att öppna som PDF, JPG eller PNG" in text(refused)
    assert "Karin" in refused.content.decode()
    scan = SimpleUploadedFile("fel namn.txt", b"\x89PNG\r\n\x1a\nbild" + END)
    assert client.post(place(signing, "paper/"), {**form, "scan": scan}).status_code == 302
    made = Signature.objects.get()
    assert (made.way, made.file_kind, made.name) == ("paper", "png", "Karin")
    answer = desk.world.client("lars").get(place(signing, f"papers/{made.pk}/"))
    assert answer["Content-Type"] == "image/png" and answer.content.endswith(b"bild" + END)
    assert "På papper, inskickat av Anna." in text(client.get(place(signing)))
    told = Notice.objects.get(subject__startswith="Ett papper med din organisations underskrift")
    assert told.user and told.user.name == "Karin", "who is said to have signed is the one to object"


def test_nobody_signs_or_stops_what_belongs_to_a_cycle_that_is_over(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    form = work_form(desk.world.client("karin").get(place(signing, "sign/")))
    begin_next_cycle(desk.anna)
    for who, rest in (("karin", "sign/"), ("anna", "stop/"), ("anna", "paper/"), ("anna", "")):
        page = desk.world.client(who).get(place(signing, rest))
        assert page.status_code == 200 and 'type="password"' not in page.content.decode()
    late = desk.world.client("karin").post(
        place(signing, "sign/"), {**form, "has_read": "on", "factor": PASSWORD}
    )
    assert late.status_code == 409 and "varv som är slut" in text(late)
    assert not Signature.objects.exists()
    page = desk.world.client("anna").post(place(signing, "stop/"), {"reason": "Sent"})
    assert page.status_code == 422 and "Versionen hör till ett varv som är slut" in text(page)


def test_a_cycle_is_not_ended_past_a_waiting_signature_unseen(desk: Desk) -> None:
    client, next_cycle = desk.world.client("anna"), "/p/ekdala/cycles/next/"
    assert "ska inte skrivas under" not in text(client.get(next_cycle))
    desk.ready()
    desk.open()
    page = client.get(next_cycle)
    assert "En överenskommelse väntar på underskrift" in text(page)
    sent = {**work_form(page), "lessons": "Vi börjar tidigare.", "typed": desk.world.cycle.name}
    for name, day in (("starts_on", "2027-01-01"), ("ends_on", "2027-12-31")):
        sent |= {name: day, "name": "2027"}
    refused = client.post(next_cycle, sent)
    assert refused.status_code == 422 and "Kryssa i om den inte ska skrivas under" in text(refused)
    assert client.post(next_cycle, {**sent, "unsigned": "on"}).status_code == 302


def test_who_signs_is_told_when_the_work_has_gone_on(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()

    def told(rest: str) -> str:
        page = text(desk.world.client("karin").get(place(signing, rest)))
        return page.partition("Det nya om")[2].partition("står inte här")[0]

    assert "Problem i fokus" not in told("sign/")
    made = add_problem(desk.anna, None, name="Klotter")
    choose_focus(desk.anna, made, made.version, reason="Det ökar.")
    assert "Problem i fokus" in told("sign/") and "Problem i fokus" in told("")


def test_what_leaders_are_shown_as_changed_is_what_they_sign(desk: Desk) -> None:
    desk.ready()
    desk.on_paper(desk.open())
    desk.write(SectionKey.GOALS, words="Färre än 50 före 2028")
    signing = desk.open()
    desk.write(SectionKey.GOALS, words="Senare ändring")
    page = text(desk.world.client("karin").get("/p/ekdala/join/agreement/changes/"))
    assert "2028" in page and "Senare" not in page
    sign_page = desk.world.client("karin").get(place(signing, "sign/")).content.decode()
    assert f"changes/?after={signing.pk}" in sign_page


def test_what_holds_is_told_also_when_the_next_cycle_has_begun(desk: Desk) -> None:
    desk.ready()
    today = timezone.localdate()
    actions.set_period(desk.anna, desk.now.row.version, starts_on=today, ends_on=today + timedelta(days=400))  # type: ignore[union-attr]
    desk.on_paper(desk.open())
    begin_next_cycle(desk.anna)
    assert "Nu gäller överenskommelsen 2026, version 1" in text(
        desk.world.client("per").get("/p/ekdala/join/agreement/")
    )


def test_a_paper_that_is_too_large_is_not_kept(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    client = desk.world.client("anna")
    scan = SimpleUploadedFile("stor.pdf", b"%PDF-" + b"0" * (20 * 1024 * 1024))
    form = {**work_form(client.get(place(signing, "paper/"))), "party": desk.world.municipality.pk}
    answer = client.post(place(signing, "paper/"), {**form, "scan": scan})
    assert answer.status_code == 422 and "större än 20 MB" in text(answer)


def test_the_overall_version_is_put_forward_from_its_own_page(desk: Desk) -> None:
    desk.start()
    desk.write(*OVERALL)
    client = desk.world.client("anna")
    page = client.get("/p/ekdala/join/agreement/open/?overall=1")
    client.post("/p/ekdala/join/agreement/open/", {**work_form(page), "has_read": "on"})
    assert Signing.objects.get().overall
    assert "övergripande" in text(desk.world.client("karin").get(place(Signing.objects.get())))


def test_a_text_that_changed_while_it_was_read_is_not_put_forward(desk: Desk) -> None:
    desk.ready()
    client = desk.world.client("anna")
    form = work_form(client.get("/p/ekdala/join/agreement/open/"))
    desk.write(*OVERALL)
    late = client.post("/p/ekdala/join/agreement/open/", {**form, "has_read": "on"})
    assert late.status_code == 409 and "har ändrats sedan du öppnade sidan" in text(late)
    assert work_form(late)["content_sha256"] == desk.now.sha256()
    assert not Signing.objects.exists()


def test_the_steering_group_hears_of_it_and_everybody_when_the_time_is_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = form_group(desk.anna)
    desk.ready()
    signing = desk.open()
    told = [each.title for each in waiting_for(desk.anna, group)]
    assert "Samverkansöverenskommelsen ska skrivas under" in told
    desk.on_paper(signing)
    assert "Samverkansöverenskommelsen ska skrivas under" not in [
        each.title for each in waiting_for(desk.anna, group)
    ]
    ended = date.fromisoformat(signing.content["ends_on"])
    late = date(ended.year + 1, 1, 5)
    monkeypatch.setattr(timezone, "localdate", lambda *_: late)
    assert "join.agreement" in cycle_state(desk.anna).standing.met
    keep_all_standing.call()  # the background goes round
    state = cycle_state(desk.anna)
    assert "join.agreement" in state.standing.lost
    told = [each.text for each in overdue(desk.anna, state, late)]
    assert "Samverkansöverenskommelsen har gått ut" in told


def test_the_hidden_fields_hold_no_factor(desk: Desk) -> None:
    desk.ready()
    signing = desk.open()
    page = desk.world.client("karin").get(place(signing, "sign/")).content.decode()
    assert re.search(r'<input type="password" name="factor"[^>]*autocomplete="current-password"', page)
