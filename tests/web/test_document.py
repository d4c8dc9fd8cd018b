"""A typeset document read as a web page."""

from datetime import UTC, datetime

from django.template.loader import render_to_string

from samverkan.typeset import (
    BulletList,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Meta,
    Note,
    PageBreak,
    Paragraph,
    PartyTag,
    Run,
    Table,
)

TABLE = Table(
    "Anmälda brott", (Column("Typ"), Column("Antal", "right")), (("Cykelstöld", "12"),), "Preliminärt."
)
DOCUMENT = Document(
    "Lägesbild",
    Meta(datetime(2026, 1, 1, tzinfo=UTC), registry_number="KS 2026/12"),
    (
        Heading("Iakttagelser", 1),
        PartyTag("Polisen", "P", "polis"),
        Paragraph((Run("Cyklar "), Run("stjäls", "strong"), Run(" <här>"))),
        BulletList(("vid stationen", "vid badhuset")),
        TABLE,
        Figure("<svg id='f'></svg>", "Linje", "Fler cykelstölder", TABLE),
        Note("source", "Brå 2024"),
        Note("warning", "Små tal"),
        Facts((("Period", "2024"),)),
        PageBreak(),
    ),
)


def page() -> str:
    return render_to_string("web/document.html", {"document": DOCUMENT})


def test_every_kind_of_block_is_shown() -> None:
    html = page()
    for part in (
        "<h2>Iakttagelser</h2>",
        "party-2",
        "<strong>stjäls</strong>",
        "<li>vid stationen</li>",
        "<caption>Anmälda brott</caption>",
        "Preliminärt.",
        "<svg id='f'></svg>",
        "<strong>Källa:</strong> Brå 2024",
        "notice--warn",
        "<dt>Period</dt><dd>2024</dd>",
        "Diarienummer KS 2026/12",
    ):
        assert part in html


def test_words_in_a_document_are_never_markup() -> None:
    assert "&lt;här&gt;" in page()
