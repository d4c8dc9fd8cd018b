"""What the joint picture says as a document. Every finding names whose knowledge it is. No Django here."""

from collections.abc import Iterator, Mapping, Sequence

from samverkan.pictures.content import (
    JointContent,
    JointFindingContent,
    LeftOutContent,
    PartContent,
    ShownFigure,
)
from samverkan.pictures.document import (
    NOT_WRITTEN,
    Stood,
    closing,
    figure_blocks,
    finding_words,
    season_section,
    text_section,
)
from samverkan.typeset import Block, Column, Document, Facts, Heading, Meta, Note, Paragraph, PartyTag, Table


def joint_document(
    content: JointContent,
    figures: Mapping[str, ShownFigure],
    tags: Mapping[str, PartyTag],
    meta: Meta,
    facts: Sequence[Stood] = (),
    warning: str = "",
) -> Document:
    """`figures` by their SHA-256, `tags` by the parties' names."""
    blocks: list[Block] = [tags[part["party"]] for part in content["parties"]]
    if warning:
        blocks.append(Note("warning", warning))
    blocks += text_section("Sammanfattning", content["summary"])
    blocks.append(Heading("Iakttagelser", 1))
    if not content["findings"]:
        blocks.append(Paragraph(NOT_WRITTEN))
    for place, finding in enumerate(content["findings"], 1):
        blocks += finding_words(place, finding)
        blocks += _origins(finding, tags)
        for sha256 in dict.fromkeys(
            origin["figure"]["sha256"] for origin in finding["origins"] if origin["figure"]
        ):
            blocks += figure_blocks(figures.get(sha256))
    blocks += text_section("Framåtblick", content["outlook"])
    blocks += season_section(content["seasons"], content["cycle"])
    blocks += _left_out(content["left_out"])
    blocks += _parties(content["parties"])
    blocks += closing("Om den gemensamma lägesbilden", facts)
    return Document(
        "Gemensam lägesbild", meta, tuple(blocks), f"{content['partnership']}, {content['cycle']}"
    )


def _origins(finding: JointFindingContent, tags: Mapping[str, PartyTag]) -> Iterator[Block]:
    if finding["contributed_by"]:
        yield Facts((("Kunskap från", finding["contributed_by"]),))
    for party in dict.fromkeys(origin["party"] for origin in finding["origins"]):
        yield tags[party]


def _left_out(left_out: Sequence[LeftOutContent]) -> Iterator[Block]:
    if not left_out:
        return
    yield Heading("Iakttagelser som lämnas utanför", 1)
    columns = (Column("Part"), Column("Iakttagelse"), Column("Skäl"))
    rows = tuple((each["party"], each["what"], each["reason"]) for each in left_out)
    yield Table("Överlämnade iakttagelser som inte är med, och varför", columns, rows)


def _parties(parties: Sequence[PartContent]) -> Iterator[Block]:
    """Equal weight, made visible: what each party brought and what became of it."""
    yield Heading("Vad den bygger på", 1)
    numbers = ("Iakttagelser", "Behålls", "Slås ihop", "Lämnas utanför")
    columns = (Column("Part"), *(Column(name, "right") for name in numbers))
    rows = tuple(
        (part["party"], *(str(part[key]) for key in ("findings", "kept", "merged", "left_out")))
        for part in parties
    )
    yield Table("Parternas lägesbilder och vad som blev av deras iakttagelser", columns, rows)
    yield Facts(
        tuple(
            (part["party"], f"Överlämnande {part['hand_over']}, kontrolltal {part['sha256'][:16]}")
            for part in parties
        )
    )
