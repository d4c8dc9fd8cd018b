"""The pages of the cause analysis: what stands on them, what may be done, and that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from samverkan.access.scope import Scope
from samverkan.problems.actions.analysis import add_risk_factor, add_situation, write_analysis_text
from samverkan.problems.actions.causes import word_cause
from samverkan.problems.models import AnalysisText, Cause, Problem, Situation
from samverkan.problems.queries import analysis_state
from tests.conftest import World
from tests.planted.analysis import cause, finish, focus_area, pose, write_all
from tests.steps.join.conftest import fields_of, text


@pytest.fixture
def area(world: World) -> Problem:
    return focus_area(world.scope("anna"))


@pytest.fixture
def written(world: World) -> Problem:
    problem = focus_area(world.scope("anna"), "Klotter vid skolan")
    write_all(world.scope("per"), problem)
    return problem


def get(world: World, who: str | None, place: str) -> HttpResponse:
    return world.client(who).get(f"/p/ekdala/join/{place}")


def post(world: World, who_asks: str, place: str, **fields: Any) -> HttpResponse:
    return world.client(who_asks).post(f"/p/ekdala/join/{place}", fields)


def test_the_overview_says_how_far_every_focus_area_has_come(
    world: World, area: Problem, written: Problem
) -> None:
    finish(world.scope("anna"), written)
    page = text(get(world, "karin", "causes/"))
    assert "1 av 2 orsaksanalyser är klara" in page
    assert "Misshandel vid krogarna" in page and "Klar som version 1" in page
    assert "Det som saknas: en text om varför problemet uppstår" in page


def test_without_focus_areas_it_says_what_comes_first(world: World) -> None:
    assert "Inget problem är valt till fokusområde än" in text(get(world, "anna", "causes/"))


def test_the_page_has_every_part_with_help_and_the_year_of_the_strategic_crimes(
    world: World, area: Problem
) -> None:
    page = text(get(world, "anna", f"causes/{area.pk}/"))
    for words in ("Händelsekedjan", "Tre perspektiv", "Riskfaktorer", "Närsamhället", "Orsaksträdet"):
        assert words in page
    assert "2011" in page and "rapport 2011:21" in page and "snatteri, skadegörelse, misshandel" in page
    assert "Det här behövs innan analysen är klar:" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("per", 200), ("amir", 200), ("lars", 200), ("olle", 403), ("cecilia", 404), (None, 302)],
)
def test_all_who_read_may_read_and_nobody_else(
    world: World, written: Problem, who: str | None, status: int
) -> None:
    posed = pose(world.scope("anna"), Cause.objects.get(problem=written))
    for place in (
        "causes/",
        f"causes/{written.pk}/",
        f"causes/{written.pk}/page/",
        f"causes/hypotheses/{posed.pk}/",
    ):
        assert get(world, who, place).status_code == status


def test_those_who_only_read_see_no_buttons_and_may_not_press(world: World, written: Problem) -> None:
    page = get(world, "karin", f"causes/{written.pk}/").content.decode()
    assert "situations/new/" not in page and "finish/" not in page
    assert post(world, "karin", f"causes/{written.pk}/situations/new/", what="x").status_code == 403


def test_the_analysis_of_what_is_no_focus_area_is_read_and_not_written(world: World, area: Problem) -> None:
    Problem.objects.filter(pk=area.pk).update(standing="open")
    page = get(world, "anna", f"causes/{area.pk}/")
    assert "Problemet är inte ett fokusområde" in text(page)
    assert "situations/new/" not in page.content.decode()
    assert get(world, "anna", f"causes/{area.pk}/finish/").status_code == 404
    assert get(world, "anna", f"causes/{area.pk}/texts/why/").status_code == 404


def test_a_text_is_saved_by_itself_and_a_clash_is_shown(world: World, area: Problem) -> None:
    place = f"causes/{area.pk}/texts/victim/"
    assert "Varför drabbas just de personerna" in text(get(world, "anna", place))
    client = world.client("anna")
    draft = client.post(
        f"/p/ekdala/join/{place}",
        {"text": "Cyklar utan lås", "expected_version": 0},
        headers={"X-Autosave": "1"},
    )
    assert draft.json()["version"] == 1
    write_analysis_text(world.scope("per"), area, "victim", 1, text="Dyra cyklar")
    late = post(world, "anna", place, text="Cyklar med enkla lås", expected_version=1)
    assert late.status_code == 409
    assert "Per sparade" in text(late) and "Cyklar med enkla lås" in text(late)
    sent = fields_of(late) | {"text": "Cyklar med enkla lås", "set_aside": "on"}
    assert post(world, "anna", place, **sent).status_code == 302
    row = AnalysisText.objects.get()
    assert (row.text, row.set_aside) == ("Cyklar med enkla lås", True)
    assert "Saknar betydelse här" in text(get(world, "per", f"causes/{area.pk}/"))


def test_what_finishing_needs_is_not_said_to_be_optional(world: World, area: Problem) -> None:
    for key, optional in (("why", False), ("victim", False), ("strategic", True)):
        place = f"causes/{area.pk}/texts/{key}/"
        assert ("(frivilligt)" in text(get(world, "anna", place))) is optional, key
        assert post(world, "anna", place, text="", expected_version=0).status_code == 302


def test_a_part_there_is_none_of_is_not_found(world: World, area: Problem) -> None:
    assert get(world, "anna", f"causes/{area.pk}/texts/other/").status_code == 404


def test_the_chain_is_built_moved_and_mended_from_the_page(world: World, area: Problem) -> None:
    for what in ("Langning", "Trängsel"):
        place = f"causes/{area.pk}/situations/new/"
        sent = fields_of(get(world, "anna", place)) | {"what": what, "broken_by": "Vuxna på plats"}
        for _ in range(2):  # sent twice is one
            assert post(world, "anna", place, **sent).status_code == 302
    page = get(world, "per", f"causes/{area.pk}/").content.decode()
    assert page.index("Langning") < page.index("Trängsel") and "Här kan kedjan brytas" in page
    last = Situation.objects.last()
    assert last
    moved = post(world, "per", f"causes/situations/{last.pk}/move/", up="1")
    assert moved.headers["Location"].endswith(f"#situation-{last.pk}")
    post(
        world, "per", f"causes/situations/{last.pk}/", expected_version=1, what="Trängsel i kön", broken_by=""
    )
    post(world, "per", f"causes/situations/{last.pk}/remove/")
    assert get(world, "per", f"causes/situations/{last.pk}/").status_code == 404
    assert "1 borttagen situation" in text(get(world, "per", f"causes/{area.pk}/"))
    post(world, "per", f"causes/situations/{last.pk}/put-back/")
    now = analysis_state(world.scope("anna"), area)
    assert [each.what for each in now.situations] == ["Langning", "Trängsel i kön"]


def test_a_situation_says_something_or_is_not_saved(world: World, area: Problem) -> None:
    answer = post(world, "anna", f"causes/{area.pk}/situations/new/", what=" ", broken_by="Tillsyn")
    assert answer.status_code == 422 and "Tillsyn" in text(answer)


def test_a_risk_factor_is_added_changed_and_removed(world: World, area: Problem) -> None:
    page = text(get(world, "anna", f"causes/{area.pk}/risk-factors/new/"))
    assert "Våld i hemmet" in page and "Bygger på handboken, s. 51" in page
    post(
        world,
        "anna",
        f"causes/{area.pk}/risk-factors/new/",
        level="school",
        what="Skolk",
        known_from="Lärare",
    )
    [factor] = analysis_state(world.scope("anna"), area).risk_factors
    post(
        world,
        "per",
        f"causes/risk-factors/{factor.pk}/",
        expected_version=1,
        level="family",
        what="Bråk hemma",
    )
    assert "Bråk hemma" in text(get(world, "per", f"causes/{area.pk}/"))
    post(world, "per", f"causes/risk-factors/{factor.pk}/remove/")
    assert get(world, "per", f"causes/risk-factors/{factor.pk}/").status_code == 404
    page = text(get(world, "anna", f"causes/{area.pk}/"))
    assert "1 borttagen riskfaktor" in page and "Familjen: Bråk hemma Lägg tillbaka" in page
    assert analysis_state(world.scope("anna"), area).risk_factors == ()
    assert "borttagen riskfaktor" not in text(get(world, "karin", f"causes/{area.pk}/"))
    post(world, "anna", f"causes/risk-factors/{factor.pk}/put-back/")
    assert post(world, "anna", f"causes/risk-factors/{factor.pk}/put-back/").status_code == 404
    assert [each.what for each in analysis_state(world.scope("anna"), area).risk_factors] == ["Bråk hemma"]


def test_what_looks_like_personal_data_is_told_when_it_is_saved(world: World, area: Problem) -> None:
    answer = world.client("anna").post(
        f"/p/ekdala/join/causes/{area.pk}/situations/new/", {"what": "Ring 070-174 06 05"}, follow=True
    )
    assert "Texten ser ut att innehålla ett telefonnummer" in text(answer)


def test_finishing_reads_through_and_becomes_a_document(world: World, written: Problem) -> None:
    place = f"causes/{written.pk}/finish/"
    sent = fields_of(get(world, "anna", place)) | {"has_read": "on"}
    assert post(world, "anna", place, **sent).status_code == 302
    page = text(get(world, "per", f"causes/{written.pk}/"))
    assert "Klar som version 1" in page and "Hämta PDF" in page
    for ending, mark in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = get(world, "karin", f"causes/{written.pk}/analysis.{ending}")
        assert answer.content.startswith(mark)
        assert "utkast" not in answer.headers["Content-Disposition"]


def test_what_changed_while_it_was_read_is_read_again(world: World, written: Problem) -> None:
    place = f"causes/{written.pk}/finish/"
    sent = fields_of(get(world, "anna", place)) | {"has_read": "on"}
    write_analysis_text(world.scope("per"), written, "why", 1, text="Något nytt")
    answer = post(world, "anna", place, **sent)
    assert answer.status_code == 409 and "har ändrats sedan du öppnade sidan" in text(answer)
    assert post(world, "anna", place, **fields_of(answer), has_read="on").status_code == 302


def test_what_has_changed_since_a_version_is_named_and_the_version_can_be_read(
    world: World, written: Problem
) -> None:
    version = finish(world.scope("anna"), written)
    to = f'href="{reverse("overview:document", args=["ekdala", version.pk])}">Läs version 1'
    page = get(world, "karin", f"causes/{written.pk}/")
    assert to in page.content.decode() and "har ändrats sedan dess" not in text(page)
    listed = world.client("karin").get(reverse("overview:documents", args=["ekdala"]))
    assert "Gäller, men" not in text(listed)
    per = world.scope("per")
    add_situation(per, None, written, what="Kön ringlar")
    cause(per, written, "Inget att göra")
    add_risk_factor(per, None, written, level="school", what="Skolk")
    page = get(world, "karin", f"causes/{written.pk}/")
    assert to in page.content.decode() and "Ändrad sedan version 1" in text(page)
    assert "Det här har ändrats sedan dess: Händelsekedjan, Riskfaktorer, Orsakerna." in text(page)
    listed = world.client("karin").get(reverse("overview:documents", args=["ekdala"]))
    assert "Gäller, men analysen har ändrats" in text(listed)
    read = world.client("karin").get(reverse("overview:document", args=["ekdala", version.pk]))
    assert "Analysen har ändrats sedan dess" in text(read)


CHANGES: dict[str, Callable[[Scope, Problem], object]] = {
    "Varför problemet uppstår": lambda scope, area: write_analysis_text(scope, area, "why", 1, text="Annat"),
    "Situationen": lambda scope, area: write_analysis_text(
        scope, area, "situation", 1, text="Det är trångt när krogarna stänger.", set_aside=True
    ),
    "Orsakerna": lambda scope, area: word_cause(scope, Cause.objects.get(), 1, text="Omskriven"),
    "Hypoteser": lambda scope, area: pose(scope, Cause.objects.get()),
}


@pytest.mark.parametrize("part", CHANGES)
def test_each_part_is_named_when_it_changes_and_no_other(world: World, written: Problem, part: str) -> None:
    anna = world.scope("anna")
    finish(anna, written)
    CHANGES[part](anna, written)
    now = analysis_state(anna, Problem.objects.get(pk=written.pk))
    told = now.changed_parts
    assert part in told and set(told) <= {part, "Orsakerna"}, "a note says that it is to be tried"
    assert len(told) == (2 if part == "Hypoteser" else 1)


def test_finishing_too_early_names_what_is_missing(world: World, area: Problem) -> None:
    page = get(world, "anna", f"causes/{area.pk}/finish/")
    assert "Minst en orsak i trädet" in text(page) and "has_read" not in page.content.decode()
    sha256 = analysis_state(world.scope("anna"), area).sha256
    answer = post(world, "anna", f"causes/{area.pk}/finish/", content_sha256=sha256, has_read="on")
    assert answer.status_code == 409 and "minst en orsak i trädet" in text(answer)


def test_a_draft_says_that_it_is_one(world: World, written: Problem) -> None:
    assert "Utkast. Orsaksanalysen är inte klar" in text(get(world, "per", f"causes/{written.pk}/page/"))
    answer = get(world, "per", f"causes/{written.pk}/analysis.pdf")
    assert answer.content.startswith(b"%PDF") and "utkast" in answer.headers["Content-Disposition"]


def test_a_cause_without_support_stands_marked_on_the_page_and_in_the_document(
    world: World, written: Problem
) -> None:
    from samverkan.problems.actions.hypotheses import tell_hypothesis_outcome

    anna = world.scope("anna")
    branch = Cause.objects.get(problem=written)
    cause(anna, written, "Kön ringlar", branch)
    tell_hypothesis_outcome(anna, pose(anna, branch), 1, outcome="not_supported", conclusion="Nej")
    for place in ("", "page/"):
        page = text(get(world, "per", f"causes/{written.pk}/{place}"))
        assert "Överservering" in page and "får inte stöd" in page.lower()
