import json
from dataclasses import replace
from datetime import datetime

import pytest

from samverkan.typeset import (
    Column,
    Document,
    Figure,
    Heading,
    Meta,
    Paragraph,
    SignaturePlace,
    Table,
    from_data,
    to_data,
)
from samverkan.typeset.blocks import BLOCKS
from samverkan.typeset.prepare import labels, prepared
from samverkan.typeset.widths import widths


def test_a_document_survives_being_stored_as_json(document: Document) -> None:
    assert {block.kind for block in document.blocks} == set(BLOCKS), "the example holds every kind of block"
    assert from_data(json.loads(json.dumps(to_data(document)))) == document


def test_every_block_says_what_kind_it_is(document: Document) -> None:
    assert [block["kind"] for block in to_data(document)["blocks"][:3]] == ["facts", "heading", "paragraph"]


def test_a_heading_never_skips_a_level(document: Document) -> None:
    blocks = (Heading("a", 3), Heading("b", 4), Heading("c", 2), Heading("d", 1), Heading("e", 3))
    ready = prepared(replace(document, blocks=blocks))
    assert [block.level for block in ready.blocks if isinstance(block, Heading)] == [1, 2, 2, 1, 2]


def test_a_heading_without_words_is_left_out(document: Document) -> None:
    ready = prepared(replace(document, blocks=(Heading("\x1f \u200b"), Heading("a"))))
    assert ready.blocks == (Heading("a"),)


def test_a_title_is_one_line_and_a_paragraph_may_have_several(document: Document) -> None:
    ready = prepared(
        replace(document, title="Ett\ntvå", blocks=(Heading("tre\nfyra"), Paragraph("fem\nsex")))
    )
    assert ready.title == "Ett två"
    assert ready.blocks == (Heading("tre fyra"), Paragraph("fem\nsex"))


def test_figures_and_tables_are_counted_separately(document: Document) -> None:
    assert [label for label in labels(document.blocks * 2) if label] == [
        "Figur 1",
        "Tabell 1",
        "Figur 2",
        "Tabell 2",
    ]


def test_what_cannot_become_an_accessible_document_is_refused(document: Document) -> None:
    with pytest.raises(ValueError, match="title"):
        replace(document, title="  ")
    with pytest.raises(ValueError, match="alt text"):
        Figure("<svg/>", " ", "Rubrik")
    with pytest.raises(ValueError, match="one cell per column"):
        Table("", (Column("A"),), (("1", "2"),))
    with pytest.raises(ValueError, match="columns"):
        Table("", (), ())
    with pytest.raises(ValueError, match="level"):
        Heading("a", 5)
    with pytest.raises(ValueError, match="signature"):
        SignaturePlace(" ")
    with pytest.raises(ValueError, match="field"):
        SignaturePlace("Underskrift", field="del 1")
    with pytest.raises(ValueError, match="time zone"):
        Meta(datetime(2026, 3, 12))


def test_the_line_of_facts_holds_what_is_known(document: Document) -> None:
    assert document.meta.facts == ("Utkast", "Version 2", "Diarienummer KS 2026/123", "12 mars 2026")
    assert replace(document.meta, status="", version="", date="").facts == ("Diarienummer KS 2026/123",)


def test_numbers_beside_prose_get_just_what_they_need_and_short_columns_share_alike() -> None:
    prose = Table("", (Column("Vad"), Column("Antal", "right")), (("En lång mening om något viktigt", "3"),))
    short = Table("", (Column("År"), Column("Antal", "right")), (("2024", "3"),))
    assert widths(prose) == (31, 0)
    assert widths(short) == (6, 6)
