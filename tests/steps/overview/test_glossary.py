"""The glossary has every term, and the interface leads to it."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.template import engines

from samverkan.partnerships.content import glossary, term
from samverkan.web.terms import link_terms
from tests.conftest import World

SOURCES = Path(__file__).parents[3] / "src/samverkan"
MARKED = {
    key
    for path in SOURCES.glob("**/templates/**/*.html")
    for key in re.findall(r'{% term "([\w-]+)"', path.read_text())
}


def test_every_term_has_its_place_and_leads_on(world: World) -> None:
    page = world.client("anna").get("/p/ekdala/glossary/").content.decode()
    for row in glossary():
        assert f'id="{row.key}"' in page and row.text in unescape(page)
    assert 'href="/p/ekdala/glossary/#morkertal"' in page


@pytest.mark.parametrize("who", ["karin", "per", "olle"])
def test_everybody_may_read_it(world: World, who: str) -> None:
    assert world.client(who).get("/p/ekdala/glossary/").status_code == 200


def test_a_search_leaves_the_words_that_fit(world: World) -> None:
    page = world.client("anna").get("/p/ekdala/glossary/?q=ANMÄLS+aldrig").content.decode()
    assert 'id="morkertal"' in page and 'id="kommunpolis"' not in page
    assert 'value="ANMÄLS aldrig"' in page


def test_a_search_without_answer_says_so_and_shows_nothing_as_code(world: World) -> None:
    page = world.client("anna").get("/p/ekdala/glossary/?q=<b>x").content.decode()
    assert "Inget ord stämmer" in page and "<b>x" not in page


def test_terms_marked_in_the_interface_are_in_the_glossary() -> None:
    assert len(MARKED) >= 5
    assert {key for key in MARKED if not term(key)} == set()


def test_a_marked_term_is_a_link_inside_a_partnership_and_a_word_outside(world: World) -> None:
    template = engines["django"].from_string('{% load samverkan %}{% term "morkertal" "mörkertalet" %}')
    inside = template.render({"scope": world.scope("anna")})
    assert 'href="/p/ekdala/glossary/#morkertal"' in inside and ">mörkertalet</a>" in inside
    assert template.render({}) == "mörkertalet"


def linked(text: str, seen: set[str] | None = None) -> str:
    return re.sub(r'<a [^>]*#([\w-]+)"[^>]*>', r"[\1:", link_terms(text, "ekdala", seen or set()))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Mörkertalet är stort.", "[morkertal:Mörkertalet</a> är stort."),
        ("Räkna anmälda brott.", "Räkna [anmalt-brott:anmälda brott</a>."),
        ("Brottsbalken och kommunalval", "Brottsbalken och kommunalval"),
        ("En enkät, flera enkäter", "En [enkat:enkät</a>, flera enkäter"),
        ("<b>Hot spots</b>", "&lt;b&gt;[hot-spots:Hot spots</a>&lt;/b&gt;"),
    ],
)
def test_a_text_leads_to_the_glossary_where_a_term_first_stands_and_is_never_code(
    written: str, shown: str
) -> None:
    assert linked(written) == shown


def test_a_term_linked_before_on_the_page_is_not_linked_again() -> None:
    seen: set[str] = set()
    link_terms("Mörkertalet", "ekdala", seen)
    assert link_terms("Mörkertalet", "ekdala", seen) == "Mörkertalet"
