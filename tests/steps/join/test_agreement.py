"""The agreement on the screen: its parts beside what the work says, what it lacks, and who has been told."""

import re

import pytest
from django.http import HttpResponse

from samverkan.access.actions import Refused
from samverkan.plans import actions
from samverkan.plans.models import AgreementSection, Annex, Informed
from samverkan.plans.rules import SectionKey
from samverkan.problems.models import Problem
from samverkan.problems.rules import Standing
from samverkan.steps.join import agreement_parts
from tests.conftest import begin_next_cycle
from tests.plans.conftest import OVERALL, Desk
from tests.steps.join.conftest import text, work_form

PLACE = "/p/ekdala/join/agreement/"


@pytest.fixture
def desk(world: object) -> Desk:
    return Desk(world)  # type: ignore[arg-type]


def get(desk: Desk, who: str, place: str = "") -> HttpResponse:
    return desk.world.client(who).get(PLACE + place)


def post(desk: Desk, who: str, place: str, /, **fields: object) -> HttpResponse:
    return desk.world.client(who).post(PLACE + place, fields)


def focus(desk: Desk, name: str) -> None:
    Problem.objects.create(
        cycle=desk.world.cycle, name=name, standing=Standing.FOCUS, changed_by=desk.anna.user
    )


def test_it_is_begun_and_a_part_is_taken_in_with_one_press_each(desk: Desk) -> None:
    assert "Börja på överenskommelsen" in text(get(desk, "anna"))
    assert post(desk, "anna", "start/").status_code == 302
    focus(desk, "Cykelstölder")
    page = get(desk, "anna", "sections/problems/")
    assert "Cykelstölder" in text(page)
    found = re.search(r'name="proposal_sha256" value="(\w+)"', page.content.decode())
    assert found
    assert post(desk, "anna", "sections/problems/take-in/", proposal_sha256=found[1]).status_code == 302
    assert "Cykelstölder" in AgreementSection.objects.get().text


def test_the_page_says_when_the_work_has_changed_and_shows_how(desk: Desk) -> None:
    desk.start()
    focus(desk, "Cykelstölder")
    page = get(desk, "anna", "sections/problems/")
    sha256 = re.search(r'name="proposal_sha256" value="(\w+)"', page.content.decode())
    assert sha256
    post(desk, "anna", "sections/problems/take-in/", proposal_sha256=sha256[1])
    focus(desk, "Klotter")
    desk.write(SectionKey.OTHER)  # whatever is written next, the page knows
    assert "Arbetet har ändrats" in text(get(desk, "anna"))
    page = get(desk, "anna", "sections/problems/")
    assert "<ins>" in page.content.decode() and "Klotter" in text(page)
    new = re.search(r'name="proposal_sha256" value="(\w+)"', page.content.decode())
    assert new
    post(desk, "anna", "sections/problems/keep/", proposal_sha256=new[1])
    assert "Arbetet har ändrats" not in text(get(desk, "anna"))
    assert "Klotter" not in desk.now.text(SectionKey.PROBLEMS)


def test_a_part_is_written_and_a_conflict_keeps_what_was_typed(desk: Desk) -> None:
    desk.start()
    form = work_form(get(desk, "anna", "sections/goals/"))
    post(desk, "per", "sections/goals/", **work_form(get(desk, "per", "sections/goals/")), text="Pers mål")
    late = post(desk, "anna", "sections/goals/", **form, text="Annas mål")
    assert late.status_code == 409 and "Pers" in text(late) and "Annas mål" in text(late)
    assert desk.now.text(SectionKey.GOALS) == "Pers mål"
    assert post(desk, "anna", "sections/goals/", **work_form(late), text="Annas mål").status_code == 302


def test_what_was_typed_stays_in_the_form_when_it_cannot_be_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refused("Varvet är avslutat.")

    desk.start()
    monkeypatch.setattr(agreement_parts, "write_agreement_section", refuse)
    refused = post(desk, "anna", "sections/goals/", text="Annas mål", expected_version=0)
    assert refused.status_code == 422
    assert "Varvet är avslutat." in text(refused) and "Annas mål" in text(refused)
    typed = {"text": "Annas mål", "expected_version": 0}
    by_itself = desk.world.client("anna").post(PLACE + "sections/goals/", typed, headers={"X-Autosave": "1"})
    assert (by_itself.status_code, by_itself.content) == (409, b"")


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("period/", {"starts_on": "2026-02-01", "ends_on": "2026-12-31"}),
        ("sections/goals/", {"text": "Annas"}),
    ],
)
def test_a_form_opened_in_the_cycle_before_does_not_write_over_the_new_one(
    desk: Desk, place: str, typed: dict[str, str]
) -> None:
    """Its version may by chance be that of the new text: both begin at 1."""
    desk.start()
    desk.write(SectionKey.GOALS)
    form = work_form(get(desk, "anna", place))
    begin_next_cycle(desk.anna)
    desk.start()
    before = desk.now.content
    late = post(desk, "anna", place, **{**form, **typed})
    assert late.status_code == 422 and "Ett nytt varv har börjat" in text(late)
    assert all(value in late.content.decode() for value in typed.values()), "what was typed is gone"
    again = post(desk, "anna", place, **{**work_form(late), **typed})
    assert again.status_code == 409, "what stands in the new one is shown before it is replaced"
    assert desk.now.content == before
    assert post(desk, "anna", place, **{**work_form(again), **typed}).status_code == 302


def test_what_is_missing_leads_to_where_it_is_mended(desk: Desk) -> None:
    desk.start()
    page = get(desk, "anna").content.decode()
    for where in ("sections/goals/", "annexes/"):
        assert f'href="{PLACE}{where}"' in page
    assert "Lägg fram en övergripande version" in page
    reader = get(desk, "karin").content.decode()
    assert "Rätta till" not in reader and "inga mål" in reader


def test_the_period_is_set_and_never_ends_before_it_begins(desk: Desk) -> None:
    desk.start()
    form = work_form(get(desk, "anna", "period/"))
    wrong = post(desk, "anna", "period/", **form, starts_on="2027-01-01", ends_on="2026-01-01")
    assert wrong.status_code == 422 and "före startdagen" in text(wrong)
    assert (
        post(desk, "anna", "period/", **form, starts_on="2026-01-01", ends_on="2027-12-31").status_code == 302
    )
    assert "2026–2027" in text(get(desk, "karin"))


def test_an_annex_is_chosen_and_a_newer_version_is_told(desk: Desk) -> None:
    desk.start()
    first = desk.joint_picture()
    page = get(desk, "anna", "annexes/")
    assert post(desk, "anna", "annexes/", **work_form(page), document=first.pk).status_code == 302
    desk.joint_picture()
    assert "Version 2 har kommit" in text(get(desk, "anna", "annexes/"))
    annex = Annex.objects.get()
    assert post(desk, "anna", f"annexes/{annex.pk}/remove/").status_code == 302
    assert not desk.now.annexes


def test_an_annex_of_another_partnership_is_not_there(desk: Desk) -> None:
    desk.start()
    desk.joint_picture()
    annex = actions.add_annex(desk.anna, None, desk.joint_picture())
    elsewhere = desk.world.client("cecilia").post(f"/p/furuvik/join/agreement/annexes/{annex.pk}/remove/")
    assert elsewhere.status_code == 404
    assert post(desk, "anna", "annexes/", document=999).status_code == 422


def test_the_draft_is_read_and_fetched_and_says_it_is_one(desk: Desk) -> None:
    desk.ready()
    assert "Utkast" in text(get(desk, "lars", "page/"))
    for file, start in (("agreement.pdf", b"%PDF-"), ("agreement.docx", b"PK")):
        assert get(desk, "lars", file).content.startswith(start)


def test_versions_stand_beside_each_other(desk: Desk) -> None:
    assert "När en version är påskriven" in text(get(desk, "karin", "changes/"))
    desk.start()
    desk.write(*OVERALL)
    desk.on_paper(desk.open(overall=True))
    desk.write(SectionKey.SHORTFALL, words="Styrgruppen tar upp det")
    page = get(desk, "karin", "changes/")
    assert "Om någon part inte gör sin del" in text(page)
    assert "<ins>" in page.content.decode() and "<del>" in page.content.decode()


def test_who_is_affected_is_listed_and_told(desk: Desk) -> None:
    desk.start()
    form = work_form(get(desk, "anna", "informed/new/"))
    post(desk, "anna", "informed/new/", **form, who="Rektorerna", party="", expected="Låsa cykelstället")
    row = Informed.objects.get()
    assert "Har inte fått veta än" in text(get(desk, "karin", "informed/"))
    told = work_form(get(desk, "anna", f"informed/{row.pk}/told/"))
    assert (
        post(desk, "anna", f"informed/{row.pk}/told/", **told, told_on="2099-01-01", how="").status_code
        == 422
    )
    post(desk, "anna", f"informed/{row.pk}/told/", **told, told_on="2026-01-02", how="På mötet")
    assert "På mötet" in text(get(desk, "karin", "informed/"))
    edit = work_form(get(desk, "anna", f"informed/{row.pk}/"))
    post(desk, "anna", f"informed/{row.pk}/", **edit, who="Alla rektorer", party=desk.world.police.pk)
    assert "Alla rektorer" in text(get(desk, "karin", "informed/"))
    post(desk, "anna", f"informed/{row.pk}/remove/")
    assert "Ingen är noterad än" in text(get(desk, "karin", "informed/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_those_the_work_knows_of_are_proposed(desk: Desk, rows: int) -> None:
    from samverkan.conditions.actions import add_key_function
    from samverkan.conditions.rules import FunctionRole

    desk.start()
    for number in range(rows):
        add_key_function(desk.anna, None, who=f"Ekonom {number}", role=FunctionRole.CONTROLLER, manager="yes")
    page = get(desk, "anna", "informed/").content.decode()
    keys = re.findall(r'name="keys" value="([^"]+)"', page)
    assert len(keys) == rows
    post(desk, "anna", "informed/add/", keys=keys)
    assert Informed.objects.count() == rows
    assert "Välj dem" in text(
        desk.world.client("anna").post(PLACE + "informed/add/", {}, follow=True)  # type: ignore[arg-type]
    )
