"""The parts pages are put together from."""

import re
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from samverkan.charts import Chart, Table
from samverkan.web.components import STATES, party_class
from samverkan.web.wheel import arc, sector

TABLE = Table.of(("Brottstyp", "Antal"), [("Cykelstöld", "2\u202f960"), ("<b>", "4")])
CHART = Chart("<svg id='picture'></svg>", "Cykelstölderna är fler", "Linje", TABLE, ("Preliminärt.",))


@dataclass
class Who:
    position: int
    initial: str = "K"

    def __str__(self) -> str:
        return "Kommunen"


def drawn(template: str, **context: object) -> str:
    return Template("{% load samverkan %}" + template).render(Context(context))


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_a_shape_and_a_word_never_a_colour_alone(state: str) -> None:
    html = drawn("{% status state %}", state=state)
    assert "<svg" in html
    assert STATES[state] in html


def test_every_state_has_a_shape_of_its_own() -> None:
    shapes = {re.sub(r".*?(<svg.*</svg>).*", r"\1", drawn("{% status s %}", s=state)) for state in STATES}
    assert len(shapes) == len(STATES)


def test_a_party_is_told_by_initial_colour_and_name() -> None:
    html = drawn("{% party who %}", who=Who(2))
    assert 'class="party party-2"' in html
    assert ">K<" in html
    assert "Kommunen" in html


def test_a_party_shown_by_its_mark_alone_is_still_named_for_the_ear() -> None:
    assert '<span class="unseen">Kommunen</span>' in drawn("{% party who short=True %}", who=Who(1))


def test_a_fifth_party_gets_the_first_colour_again() -> None:
    assert [party_class(Who(position)) for position in (1, 4, 5)] == ["party-1", "party-4", "party-1"]


def test_what_people_wrote_is_shown_as_text() -> None:
    html = drawn("{% notice 'warn' title %}{{ words }}{% endnotice %}", title="<i>", words="<script>")
    assert "&lt;i&gt;" in html
    assert "&lt;script&gt;" in html


def test_an_empty_place_says_what_will_stand_there_and_how_to_begin() -> None:
    html = drawn("{% empty 'Här visas era iakttagelser' %}<a href='#'>Läs in</a>{% endempty %}")
    assert "Här visas era iakttagelser" in html
    assert "<a href='#'>Läs in</a>" in html


def test_progress_has_the_same_in_words() -> None:
    html = drawn("{% progress 2 5 '2 av 5 är klara' %}")
    assert '<progress value="2" max="5" aria-label="2 av 5 är klara">' in html
    assert "<span>2 av 5 är klara</span>" in html


def test_a_table_keeps_its_meaning_when_it_becomes_cards() -> None:
    html = drawn("{% data_table table caption='Brott' %}", table=TABLE)
    assert '<th scope="row" role="rowheader">Cykelstöld</th>' in html
    assert '<td role="cell" data-label="Antal" class="number">2\u202f960</td>' in html
    assert "&lt;b&gt;" in html


def test_a_figure_has_its_message_source_trust_notes_and_table() -> None:
    html = drawn(
        "{% figure chart source='Brå 2024' trust='Små mörkertal' %}<button>Behåll</button>{% endfigure %}",
        chart=CHART,
    )
    for part in (
        "<h2",
        CHART.title,
        CHART.svg,
        "Brå 2024",
        "Små mörkertal",
        "Preliminärt.",
        "<table",
        "<button>",
    ):
        assert part in html


def test_a_figure_without_a_source_line_claims_none() -> None:
    assert "Källa:" not in drawn("{% figure chart %}{% endfigure %}", chart=CHART)


def test_a_step_shows_how_much_of_it_is_met() -> None:
    assert 'stroke-dasharray="67 100"' in drawn("{% ring s %}", s={"number": 2, "met": 2, "total": 3})
    assert "ring__tick" in drawn("{% ring s %}", s={"number": 1, "met": 4, "total": 4})
    assert "ring__met" not in drawn("{% ring s %}", s={"number": 4})
    again = {"number": 1, "met": 4, "total": 4, "reopened": True}
    assert "ring__tick" not in drawn("{% ring s %}", s=again)


def test_the_wheel_tells_every_step_to_those_who_do_not_see_it() -> None:
    steps = [{"number": n, "name": f"Steg {n}", "met": n, "total": 5, "current": n == 2} for n in range(1, 6)]
    html = drawn("{% wheel steps %}Härnäst{% endwheel %}", steps=steps)
    assert "Steg 2, Steg 2: 2 av 5 kriterier är klara" in html
    assert html.count("wheel__current") == 1
    assert "Härnäst" in html


def test_an_arc_leads_to_its_step_where_the_step_has_a_page() -> None:
    steps = [
        {
            "number": 1,
            "name": "Initiera",
            "met": 4,
            "total": 4,
            "finished": True,
            "url": "/p/a/steps/initiate/",
        }
    ]
    html = drawn("{% wheel steps %}Klart{% endwheel %}", steps=steps)
    assert '<a class="wheel__arc" href="/p/a/steps/initiate/" aria-label="Steg 1, Initiera: 4 av 4' in html
    assert "wheel__tick" in html


def test_an_arc_of_the_wheel_is_filled_by_its_met_criteria() -> None:
    half = arc(0, 1, {"number": 1, "name": "", "met": 1, "total": 2})
    assert len(half["cuts"]) == 1  # between one criterion and the next
    assert half["filled"] == sector(2, 178)  # a whole turn less a gap of 4 degrees, halved
    assert arc(0, 5, {"number": 1, "name": "", "met": 0, "total": 2})["filled"] == ""


def test_the_difference_is_marked_for_eye_and_ear() -> None:
    html = drawn("{% difference 'till 15' 'till 16' %}")
    assert re.search(r"<del>.*\[borttaget:.*15.*</del>", html)
    assert re.search(r"<ins>.*\[tillagt:.*16.*</ins>", html)


def test_links_to_other_pages_of_a_list_keep_the_filter() -> None:
    request = RequestFactory().get("/", {"type": "cykel", "page": "2"})
    context = RequestContext(request, {"page": Paginator(range(100), 10).page(2)}, processors=[])
    context["request"] = request
    html = Template("{% load samverkan %}{% pages page %}").render(context)
    assert 'href="?type=cykel&amp;page=3"' in html
    assert 'aria-current="page"' in html


def test_a_list_of_one_page_has_no_links_to_others() -> None:
    context = Context({"page": Paginator(range(3), 10).page(1), "request": SimpleNamespace(GET={})})
    assert Template("{% load samverkan %}{% pages page %}").render(context).strip() == ""


@pytest.mark.parametrize(("level", "mood"), [("success", "ok"), ("error", "stop"), ("extra error", "info")])
def test_a_message_is_as_loud_as_its_level(level: str, mood: str) -> None:
    assert drawn("{{ level|mood }}", level=level) == mood
