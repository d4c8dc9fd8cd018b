import re

import pytest

from samverkan.charts import Branch, Chart, Twig, cause_tree

BRANCHES = (
    Branch(
        "Situationen",
        "Många samlas på liten yta",
        (Twig("Överservering", (Twig("Personalen byts ofta"),)), Twig("Sista bussen går tidigt")),
    ),
    Branch("Den eller det som drabbas", "Unga som är berusade", (Twig("Langning"),)),
    Branch("Den som begår brottet", "Dåligt ölsinne"),
)


def big(branches: int, twigs: int, deeper: int) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            "Situationen",
            f"Huvudorsak {branch}",
            tuple(
                Twig(
                    f"Bidragande orsak {twig} med några ord",
                    tuple(Twig(f"Djupare {each}") for each in range(deeper)),
                )
                for twig in range(twigs)
            ),
        )
        for branch in range(branches)
    )


def size(chart: Chart) -> tuple[float, float]:
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', chart.svg)
    assert found
    return float(found[1]), float(found[2])


def test_every_cause_is_drawn_and_stands_in_the_table() -> None:
    chart = cause_tree("Våld utomhus", BRANCHES)
    assert [row[1:3] for row in chart.table.rows] == [
        ("Många samlas på liten yta", "1"),
        ("Överservering", "2"),
        ("Personalen byts ofta", "3"),
        ("Sista bussen går tidigt", "2"),
        ("Unga som är berusade", "1"),
        ("Langning", "2"),
        ("Dåligt ölsinne", "1"),
    ]
    for _, label, *_rest in chart.table.rows:
        assert f">{label}</text>" in chart.svg
    assert "med 7 orsaker på 3 grenar" in chart.description
    assert "Våld utomhus" in chart.title
    assert not chart.notes


def test_a_cause_that_a_test_did_not_support_is_kept_with_a_word_and_a_stroke() -> None:
    branches = (
        *BRANCHES[:1],
        Branch(
            "Den eller det som drabbas",
            "Unga som är berusade",
            (Twig("Langning", mark="Får inte stöd", aside=True),),
            mark="Ska prövas",
        ),
    )
    chart = cause_tree("Våld utomhus", branches)
    assert chart.svg.count("Får inte stöd") == 1 and chart.svg.count("Ska prövas") == 1
    assert chart.svg.count('class="note-aside"') == 1
    assert chart.svg.count("stroke-dasharray") == 1
    assert chart.table.rows[5] == ("Den eller det som drabbas", "Langning", "2", "Får inte stöd")


def under_headings(chart: Chart, headings: tuple[str, ...]) -> dict[str, list[str]]:
    """What is written under each heading: a column is drawn from the top down, and at last the problem at the foot."""
    found: dict[str, list[str]] = {}
    heading = ""
    for words in re.findall(r"<text [^>]*>([^<]*)</text>", chart.svg):
        if words in headings:
            heading = words
        else:
            found.setdefault(heading, []).append(words)
    return found


PERSPECTIVES = ("Situationen", "Den eller det som drabbas", "Den som begår brottet")
SIZES = ({"landscape": True}, {}, {"compact": True})


@pytest.mark.parametrize("options", SIZES)
def test_every_note_stands_under_its_own_perspective(options: dict[str, bool]) -> None:
    branches = (
        *(Branch("Situationen", f"Läge {number}") for number in range(6)),
        *(Branch("Den som begår brottet", f"Person {number}") for number in range(2)),
    )
    told = under_headings(cause_tree("Våld", branches, **options), PERSPECTIVES)
    assert told["Situationen"] == [f"Läge {number}" for number in range(6)]
    assert told["Den som begår brottet"][:2] == ["Person 0", "Person 1"]


@pytest.mark.parametrize("landscape", [True, False])
def test_a_perspective_that_goes_on_on_the_other_side_is_named_there_too(landscape: bool) -> None:
    alone = tuple(Branch("Situationen", f"Läge {number}") for number in range(5))
    goes_on = "Situationen, fortsättning"
    told = under_headings(cause_tree("Våld", alone, landscape=landscape), ("Situationen", goes_on))
    assert told["Situationen"] == ["Läge 0", "Läge 1", "Läge 2"]
    assert told[goes_on][:2] == ["Läge 3", "Läge 4"]
    full = (
        *big(7, 3, 1),
        Branch("Den som begår brottet", "Grupptryck"),
    )  # 57 notes: one side does not hold 56
    told = under_headings(cause_tree("Våld", full, landscape=landscape), (*PERSPECTIVES, goes_on))
    assert "Huvudorsak 6" in told[goes_on]
    assert told["Den som begår brottet"][0] == "Grupptryck"


@pytest.mark.parametrize("landscape", [True, False])
def test_some_forty_notes_fit_on_one_page(landscape: bool) -> None:
    chart = cause_tree("Våld utomhus", big(6, 3, 1), landscape=landscape)  # 42
    width, height = size(chart)
    assert not chart.notes
    assert height / width < (0.66 if landscape else 1.4)


def test_what_does_not_fit_is_left_to_the_list_and_told() -> None:
    chart = cause_tree("Våld utomhus", big(10, 5, 5), landscape=True)  # 310
    width, height = size(chart)
    assert height / width < 0.66
    drawn = chart.svg.count('class="note"') + chart.svg.count('class="note-branch"')
    assert chart.notes == (f"{310 - drawn} av 310 lappar får inte plats i bilden. De står i listan.",)
    assert len(chart.table.rows) == 310


def test_a_long_text_is_wrapped_and_nothing_is_drawn_outside_the_paper() -> None:
    words = "orsaker som samverkar med varandra på flera sätt " * 5
    branches = (
        Branch("Situationen", words, (Twig(words, (Twig(words, (Twig(words),)),)),)),
        Branch("Den som begår brottet", words),
    )
    for options in ({"landscape": True}, {}, {"compact": True}):
        chart = cause_tree("Våld", branches, **options)
        width, height = size(chart)
        for x, y, wide, high in re.findall(
            r'<rect [^>]*x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"', chart.svg
        ):
            assert float(x) >= 0
            assert float(y) >= 0
            assert float(x) + float(wide) <= width
            assert float(y) + float(high) <= height


def test_no_causes_yet_is_said_in_a_sentence() -> None:
    chart = cause_tree("Våld", ())
    assert "Inga uppgifter för orsaker till Våld." in chart.svg
    assert chart.table.rows == ()


def test_what_people_write_stays_text() -> None:
    chart = cause_tree("<b>", (Branch("Situationen", '</text><script>"&'),))
    assert "<script>" not in chart.svg
    assert "&lt;script&gt;" in chart.svg
