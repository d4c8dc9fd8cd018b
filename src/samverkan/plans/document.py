"""The agreement as a document: the same blocks for PDF, DOCX and web page, the signatures last. No Django here."""

from collections.abc import Iterator, Sequence

from samverkan.documents.rules import in_groups
from samverkan.plans.content import AgreementContent, annex_name
from samverkan.plans.rules import SectionKey
from samverkan.typeset import (
    Block,
    BulletList,
    Column,
    Document,
    Facts,
    Heading,
    Meta,
    Note,
    PageBreak,
    Paragraph,
    PartyTag,
    SignaturePlace,
    Table,
)

TITLE = "Samverkansöverenskommelse"
OVERALL = (
    "Det här är en första, övergripande överenskommelse. Den kompletteras när parterna har lagt ihop sina lägesbilder "
    "och valt vad de ska arbeta med."
)
STANDING = (
    "Här står det parterna gör tillsammans. Vad var och en gör på egen hand mot brott hör inte hit. Överenskommelsen "
    "binder ingen juridiskt, men den som skriver under svarar för att den egna organisationen gör sin del."
)

COMPARE = (
    "Kontrolltalet räknas på bilagans PDF-fil. Den som vill veta att en fil är just den bilagan räknar om talet, till "
    "exempel med programmet sha256sum, och jämför."
)


def agreement_document(
    content: AgreementContent,
    tags: Sequence[PartyTag],
    meta: Meta,
    period: str,
    *,
    about_signatures: str = "",
    warning: str = "",
    to_sign: bool = False,
) -> Document:
    """`period` is the time in words. With `to_sign` the places can be signed in the PDF; else they are lines.

    `about_signatures` says beside the places what a signature made there is.
    """
    blocks: list[Block] = [*tags]
    if warning:
        blocks.append(Note("warning", warning))
    if content["overall"]:
        blocks.append(Paragraph(OVERALL))
    blocks.append(Paragraph(STANDING))
    blocks.append(Facts((("Gäller", period or "Inte bestämt"),)))
    for key in SectionKey:
        if text := content["sections"].get(key, "").strip():
            blocks.append(Heading(key.swedish, 1))
            blocks += text_blocks(text)
    blocks += _annexes(content)
    blocks += _signatures(content, about_signatures, to_sign=to_sign)
    subtitle = f"{content['partnership']}, {content['cycle']}"
    return Document(TITLE, meta, tuple(blocks), subtitle)


def text_blocks(text: str) -> Iterator[Block]:
    """Paragraphs, and lists where lines begin with a hyphen."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        plain: list[str] = []
        items: list[str] = []
        for line in part.strip().split("\n"):
            if line.startswith("- "):
                items.append(line[2:].strip())
                continue
            if items:
                yield from _run(plain, items)
                plain, items = [], []
            plain.append(line)
        yield from _run(plain, items)


def _run(plain: list[str], items: list[str]) -> Iterator[Block]:
    if text := "\n".join(plain).strip():
        yield Paragraph(text)
    if items:
        yield BulletList(tuple(items))


def _annexes(content: AgreementContent) -> Iterator[Block]:
    if not content["annexes"]:
        return
    yield Heading("Bilagor", 1)
    yield Table(
        "Bilagorna gäller i just de här versionerna",
        (Column("Bilaga"), Column("Dokument"), Column("Kontrolltal (SHA-256)")),
        tuple(
            (str(number), annex_name(annex), in_groups(annex["sha256"]))
            for number, annex in enumerate(content["annexes"], 1)
        ),
    )
    yield Paragraph(COMPARE)


def _signatures(content: AgreementContent, about: str, *, to_sign: bool) -> Iterator[Block]:
    yield PageBreak()
    yield Heading("Underskrifter", 1)
    yield Paragraph("Den som skriver under gör det för sin organisation, och svarar för att den gör sin del.")
    for signer in content["signers"]:
        yield SignaturePlace(
            label=f"Underskrift för {signer['party']}",
            role=signer["role"],
            party=signer["party"],
            field=signer["field"] if to_sign else "",
        )
    if about:
        yield Paragraph(about)
