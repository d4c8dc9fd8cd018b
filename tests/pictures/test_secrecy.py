"""The check says what it found and where, never what should be hidden, and does not cry wolf."""

from typing import Any

import pytest

from samverkan.pictures.content import changes
from samverkan.pictures.legal_bases import in_words, legal_bases
from samverkan.pictures.secrecy import blocks, check


def picture(what: str = "", **parts: Any) -> dict[str, Any]:
    finding = {
        "number": 1,
        "what": what,
        "where": "",
        "who": "",
        "trend": "",
        "compared_with": "",
        "figure": None,
    }
    return {
        "summary": "",
        "outlook": "",
        "findings": [finding],
        "sources": [],
        "patterns": [],
        "answers": [],
        "seasons": [],
        **parts,
    }


def figure(hidden: list[str] | None = None, **chosen: str) -> dict[str, Any]:
    return {
        "dataset": "Brott",
        "filter": chosen,
        "source_line": "",
        "hidden": hidden or [],
        "open_statistics": False,
    }


@pytest.mark.parametrize(
    "text", ["850709-9805", "19850709 9805", "070-123 45 67", "a.b@example.test", "ABC 123"]
)
@pytest.mark.parametrize("part", ["summary", "outlook"])
def test_personal_data_block_wherever_they_stand_and_are_never_repeated(text: str, part: str) -> None:
    remarks = check(picture(**{part: f"Se {text}."}))
    assert blocks(remarks)
    assert text not in str(remarks)


def test_a_possible_identity_number_with_a_wrong_check_digit_is_told_and_stops_nothing() -> None:
    remarks = check(picture(summary="Se 19850709-9806."))
    assert not blocks(remarks)
    assert any("kontrollsiffran stämmer inte" in remark.about for remark in remarks)
    assert "9806" not in str(remarks)


@pytest.mark.parametrize(
    "where",
    [
        {"sources": [{"name": "Fil 850709-9805", "used": True, "remark": ""}]},
        {"sources": [{"name": "Fil", "used": True, "remark": "850709-9805"}]},
        {"answers": [{"text": "Varför?", "answer": "850709-9805"}]},
        {"seasons": [{"what": "850709-9805", "months": [1]}]},
        {"left_out": [{"reason": "850709-9805"}]},
        {"patterns": [{"text": "?", "sentence": "850709-9805", "proposed_sentence": "", "source_line": ""}]},
        {"patterns": [{"text": "?", "sentence": "", "proposed_sentence": "", "source_line": "850709-9805"}]},
    ],
)
def test_every_text_of_the_picture_is_read(where: dict[str, Any]) -> None:
    assert blocks(check(picture(**where)))


def test_a_figures_source_line_is_read_too() -> None:
    content = picture("Brott")
    content["findings"][0]["figure"] = figure() | {"source_line": "Inläst ur 850709-9805.xlsx"}
    assert blocks(check(content))


@pytest.mark.parametrize(
    "text", ["två personer", "Tre flickor i årskurs 8", "1 misstänkt", "fyra äldre kvinnor"]
)
def test_a_small_number_of_people_is_asked_about_but_does_not_block(text: str) -> None:
    remarks = check(picture(text))
    assert remarks and not blocks(remarks)


@pytest.mark.parametrize(
    "text",
    [
        "38 % fler än 2020",
        "12 personer",
        "var tredje elev",
        "sedan 2023",
        "Storgatan och torget",
        "två gånger",
        "från 731 till 1\u202f071 anmälda brott",
        "från 731 till 1 071 anmälda brott",
        "Läs in en händelselista",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert check(picture(text)) == ()


def test_an_address_is_asked_about() -> None:
    assert "adress" in check(picture("Bränder vid Storgatan 12"))[0].about


def test_what_is_hidden_in_a_figure_is_told_and_small_numbers_beside_it_asked_about() -> None:
    content = picture("Rån är vanligast: 3")
    content["findings"][0]["figure"] = figure(["Dolt i diagrammet: Rån."])
    told = [remark.about for remark in check(content)]
    assert told[0] == "Dolt i diagrammet: Rån."
    assert "mellan 1 och 4" in told[1]


def test_two_figures_of_one_dataset_with_different_choices_are_asked_about() -> None:
    one, other = picture("A")["findings"][0], picture("B")["findings"][0]
    one["figure"], other["figure"] = figure(), figure(area="Centrum")
    assert "samma datamängd" in check(picture(findings=[one, other]))[0].about
    other["figure"] = figure()
    assert check(picture(findings=[one, other])) == ()


def test_a_change_is_told_by_place_and_never_by_content() -> None:
    old, new = picture("Hemligord"), picture("Hemligord ändrat", outlook="Hemligord")
    new["findings"].append({**new["findings"][0], "number": 2})
    told = changes(old, new)
    assert told == ["framåtblicken", "iakttagelse 1", "iakttagelse 2 (ny)"]
    assert "Hemligord" not in str(told)
    assert changes(new, old) == ["framåtblicken", "iakttagelse 1", "en iakttagelse har tagits bort"]


def test_an_order_is_a_change_too() -> None:
    first, second = picture("a")["findings"][0], {**picture("b")["findings"][0], "number": 2}
    assert changes(picture(findings=[first, second]), picture(findings=[second, first])) == [
        "iakttagelsernas ordning"
    ]


def test_legal_bases_are_written_out_in_the_order_of_the_list() -> None:
    assert [words[:6] for words in in_words(["35:1", "18:1"])] == ["18 kap", "35 kap"]
    assert {basis.kind for basis in legal_bases()} == {"none", "protects", "allows"}
    with pytest.raises(KeyError):
        in_words(["99:1"])
