"""A small document that holds every kind of block, and one whose words try to be something else."""

from datetime import UTC, datetime

import pytest

from samverkan import typeset
from samverkan.typeset import Column, Document, Meta, Run

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 90" width="640" height="90" '
    'font-family="\'Source Sans 3\'"><rect x="0" y="30" width="300" height="20" fill="#0F5562"/>'
    '<text x="310" y="45" font-size="13" font-weight="400">Norrstrand 14,2 %</text></svg>'
)
HOSTILE = (
    '#import "x": * $x^2$ \\textbf{å} <b>fet</b> &amp; ]]> *stark* _kursiv_ `kod` @ref @hot = Rubrik // /* '
    "{{ bad }} {% if %} \t tab \x00\x07 \u202eomvänt\u202c \ufeff 👨‍👩‍👧 😀 漢字 ﬁ e\u0301 1\u202f016"
)


@pytest.fixture
def meta() -> Meta:
    return Meta(
        datetime(2026, 3, 12, 9, 30, tzinfo=UTC),
        author="Lindviks kommun",
        subject="Egen lägesbild",
        keywords=("lägesbild", "brottsförebyggande"),
        registry_number="KS 2026/123",
        status="Utkast",
        version="2",
        date="12 mars 2026",
    )


@pytest.fixture
def document(meta: Meta) -> Document:
    figures = typeset.Table("", (Column("Område"), Column("Andel", "right")), (("Norrstrand", "14,2 %"),))
    return Document(
        "Lägesbild för Lindvik",
        meta,
        (
            typeset.Facts((("Period", "2020–2024"), ("Framtagen av", "Samordnaren"))),
            typeset.Heading("Det viktigaste"),
            typeset.Paragraph(
                (Run("Inbrotten är "), Run("39 % fler", "strong"), Run(" än i landet: 1\u202f016."))
            ),
            typeset.BulletList(("Först åäö ÅÄÖ é", (Run("Sedan", "emphasis"), Run(" mer")))),
            typeset.PartyTag("Lindviks kommun", "LK", "kommun"),
            typeset.Heading("Norrstrand har flest", 2),
            typeset.Figure(SVG, "Norrstrand har 14,2 procent.", "Norrstrand har högst andel", figures),
            typeset.Note("source", "Den egna enkäten 2024."),
            typeset.Note("trust", "Få svarade."),
            typeset.Note("warning", "Uppgifterna är preliminära."),
            typeset.PageBreak(),
            typeset.Table(
                "Källor",
                (Column("Källa"), Column("Rader", "right")),
                (("Brå", "2\u202f960"),),
                "Inlästa rader.",
            ),
            typeset.SignaturePlace(
                "Underskrift för kommunen", "Karin Åkesson", "ordförande", "Lindviks kommun", "part-1"
            ),
        ),
        subtitle="Kommunens egen lägesbild",
    )


@pytest.fixture
def hostile(meta: Meta) -> Document:
    table = typeset.Table(HOSTILE, (Column(HOSTILE), Column("B", "right")), ((HOSTILE, HOSTILE),), HOSTILE)
    return Document(
        HOSTILE,
        Meta(meta.created, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        (
            typeset.Heading(HOSTILE, 4),
            typeset.Paragraph(HOSTILE),
            typeset.Paragraph((Run(HOSTILE, "strong"),)),
            typeset.BulletList((HOSTILE,)),
            typeset.Facts(((HOSTILE, HOSTILE),)),
            typeset.Note("trust", HOSTILE),
            typeset.PartyTag(HOSTILE, "#x", "third"),
            typeset.Figure(SVG.replace("Norrstrand", "😀 漢 \x0b #x"), HOSTILE, HOSTILE, table),
            table,
            typeset.SignaturePlace(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "part-1"),
        ),
        subtitle=HOSTILE,
    )
