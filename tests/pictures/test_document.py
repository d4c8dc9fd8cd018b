"""What stands in a picture document is for its readers: nothing empty, and no advice to who worked with the data."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from samverkan.datasets.figures import Context, freeze
from samverkan.datasets.trust import CHOOSE_A_TYPE, REPORTED
from samverkan.pictures.content import AnswerContent, OwnContent, PatternContent
from samverkan.pictures.document import figure_blocks, own_document
from samverkan.typeset import Meta, PartyTag
from samverkan.typeset.storage import to_data

CONTEXT = Context(
    kind="crime_counts",
    dataset="Anmälda brott",
    file="fil.csv",
    imported="2026-02-03",
    source="Källa A",
    period="2020–2022",
    filter="alla rader",
    subject="Anmälda brott",
    trust=REPORTED,
    advice=(CHOOSE_A_TYPE,),
)
TREND = {
    "unit": "anmälda brott",
    "per_100000": False,
    "years": [2020, 2021, 2022],
    "own": {"name": "Ekdala", "values": [80, 90, 100], "counts": [80, 90, 100], "low": [], "high": []},
    "references": [],
    "preliminary": [],
    "changes": [
        {
            "name": "Ekdala",
            "first_year": 2020,
            "last_year": 2022,
            "first": 80,
            "last": 100,
            "percent": 25.0,
            "slope": None,
            "direction": "cannot_tell",
        }
    ],
    "method": ["Rät linje."],
    "choices": ["Antalen går inte att jämföra med andra platser."],
    "caveats": ["Tre år är få."],
    "advice": ["Läs in befolkningen så räknas antal per invånare."],
}


def picture(**parts: Any) -> str:
    content: dict[str, Any] = {
        "party": "Ekdala kommun",
        "cycle": "2026",
        "summary": "",
        "outlook": "",
        "findings": [],
        "sources": [],
        "patterns": [],
        "answers": [],
        "seasons": [],
    }
    own: OwnContent = {**content, **parts}  # type: ignore[typeddict-item]
    meta = Meta(created=datetime(2026, 2, 3, tzinfo=UTC), author="Ekdala kommun")
    return str(to_data(own_document(own, {}, PartyTag("Ekdala kommun", "E", "kommun"), meta)))


def pattern(text: str, verdict: str, sentence: str, proposed: str = "") -> PatternContent:
    return {
        "question": text,
        "text": text,
        "verdict": verdict,
        "sentence": sentence,
        "proposed_verdict": "cannot_tell" if proposed else "",
        "proposed_sentence": proposed,
        "source_line": "",
    }


def test_advice_on_the_page_is_not_in_the_document_but_what_to_mind_is() -> None:
    frozen = freeze("trend", {"trend": TREND}, CONTEXT)
    blocks = list(figure_blocks({"key": "trend", "data": frozen, "source_line": "Källa A.", "hidden": []}))
    text = str(blocks)
    assert "Läs in" not in text and "Välj" not in text
    assert "Antalen går inte att jämföra" in text and "Tre år är få." in text and REPORTED in text
    assert [getattr(block, "about", "chart") for block in blocks] == ["chart", "trust", "source"]


def test_a_figure_frozen_before_there_was_advice_is_still_drawn() -> None:
    frozen = freeze("trend", {"trend": TREND}, replace(CONTEXT, advice=()))
    del frozen["context"]["advice"]
    assert list(figure_blocks({"key": "trend", "data": frozen, "source_line": "", "hidden": []}))


def test_questions_the_figures_can_not_answer_stand_in_one_sentence() -> None:
    told = "Det går inte att svara. Läs in koordinater."
    text = picture(
        patterns=[
            pattern("Var?", "cannot_tell", told, told),
            pattern("När?", "cannot_tell", told, told),
            pattern("Hur?", "cannot_tell", "Vi har sett för lite.", told),
            pattern("Vad?", "yes", "Det ökar."),
            pattern("Vem?", "", ""),
        ]
    )
    assert "Siffrorna kan inte svara på: Var? När?" in text
    assert "Vi har sett för lite." in text and "Det ökar." in text
    assert "inte besvarade: Vem?" in text
    assert "Läs in" not in text


@pytest.mark.parametrize(
    "empty", ["Sammanfattning", "Framåtblick", "Mönster", "Källor", "Frågor om kartläggningen"]
)
def test_what_nobody_has_written_is_left_out(empty: str) -> None:
    question: AnswerContent = {"question": "a", "text": "Varför?", "answer": "", "finished": False}
    assert empty not in picture(patterns=[pattern("Var?", "", "")], answers=[question])
    written: AnswerContent = {**question, "answer": "Därför."}
    source = {"name": "Källa A", "used": True, "remark": ""}
    full = picture(
        summary="Kort.",
        outlook="Sedan.",
        patterns=[pattern("Vad?", "yes", "Det ökar.")],
        answers=[written],
        sources=[source],
    )
    assert empty in full
