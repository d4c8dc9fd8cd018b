"""The pages of a hypothesis: posed, tried, with what it rests on, and its files given back and never shown."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from samverkan.pictures.actions import freeze_figure
from samverkan.problems.models import Cause, Hypothesis, HypothesisEvidence, Problem
from tests.conftest import World, begin_next_cycle
from tests.pictures.conftest import dataset, figure_data, write
from tests.planted.analysis import add_file, cause, focus_area, pose
from tests.steps.join.conftest import ANNAS, Table, fields_of, text


@pytest.fixture
def branch(world: World) -> Cause:
    anna = world.scope("anna")
    return cause(anna, focus_area(anna))


@pytest.fixture
def posed(world: World, branch: Cause) -> Hypothesis:
    return pose(world.scope("anna"), branch, responsible=world.scope("per").membership.pk)


def get(world: World, who: str | None, place: str) -> HttpResponse:
    return world.client(who).get(f"/p/ekdala/join/{place}")


def post(world: World, who_asks: str, place: str, **fields: Any) -> HttpResponse:
    return world.client(who_asks).post(f"/p/ekdala/join/{place}", fields)


def upload(world: World, posed: Hypothesis, name: str, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return post(world, "per", f"causes/hypotheses/{posed.pk}/evidence/file/", file=file, what="Tillsynen")


def test_a_hypothesis_is_posed_about_a_cause_in_the_tree(world: World, branch: Cause) -> None:
    place = f"causes/{branch.problem_id}/hypotheses/new/"
    page = get(world, "anna", f"{place}?cause={branch.pk}")
    assert "Överservering" in text(page) and "Till exempel:" in text(page)
    sent = fields_of(page) | {
        "cause_id": branch.pk,
        "question": "Varför bråkas det?",
        "assumption": "Krogarna serverar för mycket.",
        "test": "Gör tillsyn.",
        "responsible_id": world.scope("per").membership.pk,
        "due_on": "2026-03-01",
    }
    answer = post(world, "anna", place, **sent)
    found = Hypothesis.objects.get()
    assert answer.headers["Location"].endswith(f"/hypotheses/{found.pk}/")
    assert (found.cause, found.due_on) == (branch, date(2026, 3, 1))
    page = text(get(world, "karin", f"causes/hypotheses/{found.pk}/"))
    assert "Inte prövad än" in page and "Gör tillsyn." in page and "Per" in page
    assert "Varför bråkas det?" in text(get(world, "karin", f"causes/{branch.problem_id}/"))


def test_what_was_typed_stays_when_something_is_missing(world: World, branch: Cause) -> None:
    answer = post(
        world, "anna", f"causes/{branch.problem_id}/hypotheses/new/", question="Varför?", test="Titta"
    )
    assert answer.status_code == 422 and "Titta" in text(answer)


def test_without_causes_it_says_what_comes_first(world: World) -> None:
    problem = focus_area(world.scope("anna"))
    assert "Skriv minst en orsak" in text(get(world, "anna", f"causes/{problem.pk}/hypotheses/new/"))


def test_a_hypothesis_is_changed_and_a_clash_is_shown(world: World, posed: Hypothesis) -> None:
    place = f"causes/hypotheses/{posed.pk}/edit/"
    sent = fields_of(get(world, "anna", place)) | {
        "cause_id": posed.cause_id,
        "question": "Varför bråkas det?",
        "assumption": "Trängsel",
        "test": "Räkna",
    }
    assert post(world, "anna", place, **sent).status_code == 302
    late = post(world, "per", place, **sent | {"assumption": "Berusning"})
    assert late.status_code == 409 and "[tillagt: Berusning]" in text(late)


def test_the_outcome_needs_evidence_or_words_about_why_there_is_none(world: World, posed: Hypothesis) -> None:
    place = f"causes/hypotheses/{posed.pk}/outcome/"
    assert "Hypotesen har inget underlag än" in text(get(world, "per", place))
    sent = fields_of(get(world, "per", place)) | {"outcome": "not_supported"}
    answer = post(world, "per", place, **sent)
    assert answer.status_code == 422 and "Er slutsats" in text(answer)
    assert post(world, "per", place, **sent, conclusion="Krogarna sköter sig.").status_code == 302
    page = text(get(world, "karin", f"causes/hypotheses/{posed.pk}/"))
    assert "Får inte stöd" in page and "Krogarna sköter sig." in page
    assert "Orsaken finns kvar i trädet" in page
    posed.refresh_from_db()
    assert posed.tested_on == timezone.localdate()


def test_a_conclusion_is_not_left_unread_under_another_answer(world: World, posed: Hypothesis) -> None:
    place = f"causes/hypotheses/{posed.pk}/outcome/"
    first = {"outcome": "supported", "conclusion": "Krogarna serverar\nför mycket."}
    assert "Prövade ni som det var tänkt?" in text(get(world, "per", place))
    assert post(world, "per", place, **fields_of(get(world, "per", place)) | first).status_code == 302
    # A browser sends the lines of an untouched field with other ends than they were kept with.
    other = {"outcome": "not_supported", "conclusion": "Krogarna serverar\r\nför mycket."}
    sent = fields_of(get(world, "per", place)) | other
    asked = post(world, "per", place, **sent)
    assert asked.status_code == 422 and "Slutsatsen skrevs till ett annat svar" in text(asked)
    posed.refresh_from_db()
    assert posed.outcome == "supported"
    assert post(world, "per", place, **sent, still_so="on").status_code == 302
    sent = fields_of(get(world, "per", place)) | {"outcome": "unclear", "conclusion": "Vi vet inte."}
    assert post(world, "per", place, **sent).status_code == 302
    posed.refresh_from_db()
    assert (posed.outcome, posed.conclusion) == ("unclear", "Vi vet inte.")


def test_the_last_evidence_of_an_answer_stays_and_the_page_says_why(world: World, posed: Hypothesis) -> None:
    row = add_file(world.scope("anna"), posed)
    Hypothesis.objects.filter(pk=posed.pk).update(outcome="supported", conclusion="")
    answer = world.client("per").post(f"/p/ekdala/join/causes/evidence/{row.pk}/remove/", follow=True)
    assert "vilar bara på det här underlaget" in text(answer)
    row.refresh_from_db()
    assert row.removed_at is None


def test_a_dialogue_is_told_with_when_and_with_whom_by_function(world: World, posed: Hypothesis) -> None:
    place = f"causes/hypotheses/{posed.pk}/evidence/dialogue/"
    sent = {"what": "Alla handlar på torget", "held_on": "2026-02-03", "who": "ungdomar på fritidsgården"}
    refused = post(world, "per", place, **sent | {"who": "ring 070-174 06 05"})
    assert refused.status_code == 422
    assert post(world, "per", place, **sent).status_code == 302
    page = text(get(world, "karin", f"causes/hypotheses/{posed.pk}/"))
    assert "Alla handlar på torget" in page and "ungdomar på fritidsgården" in page


def test_something_else_is_described(world: World, posed: Hypothesis) -> None:
    assert post(world, "per", f"causes/hypotheses/{posed.pk}/evidence/other/", what=" ").status_code == 422
    post(world, "per", f"causes/hypotheses/{posed.pk}/evidence/other/", what="Tillsynsprotokoll")
    assert "Tillsynsprotokoll" in text(get(world, "anna", f"causes/hypotheses/{posed.pk}/"))
    assert get(world, "per", f"causes/hypotheses/{posed.pk}/evidence/nothing/").status_code == 404


def test_a_finding_of_the_joint_picture_is_chosen(table: Table) -> None:
    world = table.world
    table.decide("anna", "keep", ANNAS)
    joint = table.picture.findings[0]
    anna = world.scope("anna")
    posed = pose(anna, cause(anna, focus_area(anna)))
    place = f"causes/hypotheses/{posed.pk}/evidence/finding/"
    assert ANNAS in text(get(world, "per", place))
    assert post(world, "per", place, finding=table.number(ANNAS) + 1000).status_code == 422
    assert post(world, "per", place, finding=joint.pk).status_code == 302
    assert ANNAS in text(get(world, "karin", f"causes/hypotheses/{posed.pk}/"))
    assert ANNAS in text(get(world, "karin", f"causes/{posed.cause.problem_id}/page/"))


def test_the_figure_of_a_finding_comes_along_to_the_page_and_the_document(apart: Table) -> None:
    world, anna = apart.world, apart.kommun.writer
    frozen = freeze_figure(
        anna,
        dataset=dataset(world.municipality, anna.user),
        key="by_type",
        filter={},
        data=figure_data(Cykelstöld=60, Klotter=20),
        source_line="Polisen, anmälda brott.",
        token=None,
    )
    write(apart.polis.writer, "Mer klotter")
    apart.kommun.hand_over()
    apart.polis.hand_over()
    apart.decide("anna", "keep", frozen.what)
    posed = pose(anna, cause(anna, focus_area(anna)))
    joint = apart.picture.findings[0]
    post(world, "per", f"causes/hypotheses/{posed.pk}/evidence/finding/", finding=joint.pk)
    for place in (f"causes/hypotheses/{posed.pk}/", f"causes/{posed.cause.problem_id}/page/"):
        page = get(world, "karin", place)
        assert "Polisen, anmälda brott." in text(page) and "<svg" in page.content.decode()


def test_a_file_comes_back_as_it_was_and_is_never_shown(world: World, posed: Hypothesis) -> None:
    assert upload(world, posed, "tillsyn maj.csv", b"dag;antal\nfredag;12\n").status_code == 302
    row = HypothesisEvidence.objects.get()
    answer = get(world, "karin", f"causes/evidence/{row.pk}/file/")
    assert answer.content == b"dag;antal\nfredag;12\n"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tillsyn maj.csv"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "tillsyn maj.csv" in text(get(world, "karin", f"causes/hypotheses/{posed.pk}/"))


@pytest.mark.parametrize(
    ("name", "content"), [("sida.html", b"<html>"), ("falsk.pdf", b"<html>"), ("850709-9805.csv", b"a;b")]
)
def test_a_file_that_cannot_be_kept_is_told_beside_its_field(
    world: World, posed: Hypothesis, name: str, content: bytes
) -> None:
    answer = upload(world, posed, name, content)
    assert answer.status_code == 422
    assert "Tillsynen" in text(answer)
    assert not HypothesisEvidence.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("olle", 403), ("cecilia", 404), (None, 302)])
def test_nobody_else_gets_the_file(world: World, posed: Hypothesis, who: str | None, status: int) -> None:
    row = add_file(world.scope("anna"), posed)
    assert get(world, who, f"causes/evidence/{row.pk}/file/").status_code == status
    if who == "cecilia":
        theirs = world.client(who).get(f"/p/furuvik/join/causes/evidence/{row.pk}/file/")
        assert theirs.status_code == 404


def test_evidence_that_is_taken_away_can_no_longer_be_fetched(world: World, posed: Hypothesis) -> None:
    row = add_file(world.scope("anna"), posed)
    assert post(world, "per", f"causes/evidence/{row.pk}/remove/").status_code == 302
    assert get(world, "per", f"causes/evidence/{row.pk}/file/").status_code == 404
    page = text(get(world, "per", f"causes/hypotheses/{posed.pk}/"))
    assert "Inget underlag än" in page and "1 borttaget underlag" in page
    assert "Fil: tillsyn.csv Lägg tillbaka" in page


def test_evidence_that_is_put_back_is_what_the_answer_rests_on_again(world: World, posed: Hypothesis) -> None:
    row = add_file(world.scope("anna"), posed)
    place = f"causes/evidence/{row.pk}/put-back/"
    assert post(world, "anna", place).status_code == 404, "it is there"
    post(world, "per", f"causes/evidence/{row.pk}/remove/")
    assert post(world, "per", f"causes/evidence/{row.pk}/remove/").status_code == 404
    assert post(world, "karin", place).status_code == 403
    assert post(world, "cecilia", place).status_code == 404
    assert post(world, "anna", place).status_code == 302
    assert get(world, "per", f"causes/evidence/{row.pk}/file/").status_code == 200
    page = text(get(world, "per", f"causes/hypotheses/{posed.pk}/"))
    assert "Inget underlag än" not in page and "borttaget underlag" not in page


def test_a_hypothesis_that_is_removed_can_be_read_and_put_back(world: World, posed: Hypothesis) -> None:
    post(world, "per", f"causes/hypotheses/{posed.pk}/remove/")
    assert "Borttagen ur analysen" in text(get(world, "anna", f"causes/hypotheses/{posed.pk}/"))
    assert get(world, "anna", f"causes/hypotheses/{posed.pk}/edit/").status_code == 404
    assert posed.question not in text(get(world, "anna", f"causes/{posed.cause.problem_id}/"))
    post(world, "anna", f"causes/hypotheses/{posed.pk}/put-back/")
    assert posed.question in text(get(world, "anna", f"causes/{posed.cause.problem_id}/"))


def test_what_is_no_longer_in_focus_can_be_read_and_not_written(world: World, posed: Hypothesis) -> None:
    upload(world, posed, "tillsyn.csv", b"a;b")
    row = HypothesisEvidence.objects.get()
    Problem.objects.update(standing="set_aside")
    page = get(world, "anna", f"causes/hypotheses/{posed.pk}/")
    assert posed.question in text(page) and "outcome/" not in page.content.decode()
    assert get(world, "anna", f"causes/hypotheses/{posed.pk}/edit/").status_code == 404
    file = f"causes/evidence/{row.pk}/file/"
    assert get(world, "anna", file).status_code == 200
    begin_next_cycle(world.scope("anna"))
    assert get(world, "per", file).status_code == 200, "an adopted analysis of the year before names it"
    for who in ("olle", "cecilia"):
        assert get(world, who, file).status_code in (403, 404)


def test_an_answer_from_a_day_that_has_not_been_is_not_taken(world: World, posed: Hypothesis) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    sent = {"outcome": "unclear", "conclusion": "Oklart.", "tested_on": tomorrow, "expected_version": 1}
    answer = post(world, "anna", f"causes/hypotheses/{posed.pk}/outcome/", **sent)
    assert answer.status_code == 422 and "Dagen har inte varit än" in text(answer)
    sent = {"what": "De berättade.", "who": "Hyresgäster", "held_on": tomorrow}
    answer = post(world, "anna", f"causes/hypotheses/{posed.pk}/evidence/dialogue/", **sent)
    assert answer.status_code == 422 and "Dagen har inte varit än" in text(answer)


def test_a_result_is_taken_back_without_a_conclusion(world: World, posed: Hypothesis) -> None:
    place = f"causes/hypotheses/{posed.pk}/outcome/"
    told = {"expected_version": 1, "outcome": "supported", "conclusion": "Ja, i kön."}
    assert post(world, "per", place, **told).status_code == 302
    assert (
        post(world, "per", place, expected_version=2, outcome="supported", conclusion="").status_code == 422
    )
    assert post(world, "per", place, expected_version=2, outcome="untested", conclusion="").status_code == 302
    posed.refresh_from_db()
    assert (posed.outcome, posed.tested_on) == ("untested", None)


def test_a_day_that_has_been_is_asked_about_and_kept(world: World, branch: Cause) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    words = {"cause_id": branch.pk, "question": "Varför?", "assumption": "Så.", "test": "Titta."}
    answer = world.client("anna").post(
        f"/p/ekdala/join/causes/{branch.problem_id}/hypotheses/new/",
        {**words, "due_on": yesterday.isoformat()},
        follow=True,
    )
    assert "har redan varit. Stämmer det?" in text(answer)
    made = Hypothesis.objects.get()
    assert made.due_on == yesterday
    edit = f"/p/ekdala/join/causes/hypotheses/{made.pk}/edit/"
    same = {**words, "due_on": yesterday.isoformat(), "expected_version": 1, "test": "Titta igen."}
    assert "Stämmer det?" not in text(world.client("anna").post(edit, same, follow=True))
    tomorrow = {**same, "due_on": (yesterday + timedelta(days=2)).isoformat(), "expected_version": 2}
    assert "Stämmer det?" not in text(world.client("anna").post(edit, tomorrow, follow=True))
    earlier = {**same, "due_on": (yesterday - timedelta(days=2)).isoformat(), "expected_version": 3}
    assert "Stämmer det?" in text(world.client("anna").post(edit, earlier, follow=True))


def test_what_is_late_or_nobodys_is_marked_where_the_analysis_is_read(world: World, branch: Cause) -> None:
    late = timezone.localdate() - timedelta(days=3)
    pose(
        world.scope("anna"),
        branch,
        question="Sen?",
        responsible=world.scope("per").membership.pk,
        due_on=late,
    )
    pose(world.scope("anna"), branch, question="I tid?")
    page = text(get(world, "karin", f"causes/{branch.problem_id}/"))
    first, second = page.partition("Hypotes 1: Sen?")[2].split("Hypotes 2: I tid?")
    assert "Skulle ha varit prövad" in first and "Prövas av Per" in first
    assert "Skulle ha varit" not in second and "Ingen har ansvar för att pröva den." in second
    finish = text(get(world, "anna", f"causes/{branch.problem_id}/finish/"))
    assert "2 hypoteser är inte prövade än" in finish
