"""What the work is put in words as, and what the printed agreement is made of."""

from datetime import UTC, datetime

from samverkan.plans.content import AgreementContent, changes, says_the_same
from samverkan.plans.document import agreement_document, text_blocks
from samverkan.plans.proposals import CauseLine, FocusLine, GroupLine, Tried, Work, propose, why_nothing
from samverkan.plans.rules import SectionKey
from samverkan.problems.rules import Outcome
from samverkan.typeset import Meta


def content(**sections: str) -> AgreementContent:
    return AgreementContent(
        partnership="Ekdala",
        cycle="2026",
        overall=False,
        starts_on="2026-01-01",
        ends_on="2026-12-31",
        sections=sections,
        annexes=[{"title": "Gemensam lägesbild 2026", "version": 1, "sha256": "a" * 64}],
        signers=[{"party": "Kommunen", "role": "kommunstyrelsens ordförande", "field": "part-1"}],
    )


def test_a_work_without_anything_proposes_nothing_and_every_part_says_why() -> None:
    for key in SectionKey:
        assert propose(key, Work()) == ""
        assert why_nothing(key)


def test_a_cause_nobody_has_tried_says_so() -> None:
    work = Work(focus=(FocusLine("Klotter", causes=(CauseLine("Fri väggyta", "Situationen"),)),))
    assert "- Fri väggyta. Ingen hypotes har prövat det." in propose(SectionKey.CAUSES, work)


def test_a_cause_that_got_no_support_is_not_said_to_be_believed() -> None:
    dark = CauseLine("Mörkt", "Situationen", (Tried("", Outcome.NOT_SUPPORTED, "Är det mörkret"),))
    empty = CauseLine("Öde", "Situationen")
    believed, _, refuted = propose(
        SectionKey.CAUSES, Work(focus=(FocusLine("Klotter", causes=(dark, empty)),))
    ).partition("\nDet här har parterna prövat utan att det fick stöd:\n")
    assert "Öde" in believed and "Mörkt" not in believed
    assert refuted.startswith("- Mörkt.")


def test_a_group_is_named_once() -> None:
    work = Work(groups=(GroupLine("Styrgruppen", "Styrgrupp"), GroupLine("Rådet", "Beredningsgrupp")))
    assert propose(SectionKey.ORGANISATION, work) == "Styrgruppen.\n\nRådet (beredningsgrupp)."


def test_lines_with_a_hyphen_become_a_list_and_all_the_words_are_there() -> None:
    blocks = list(text_blocks("Så här:\n- ett\n- två\nSedan.\n\nSist."))
    assert [block.kind for block in blocks] == ["paragraph", "bullet_list", "paragraph", "paragraph"]


def test_the_document_ends_with_a_place_for_each_signature() -> None:
    meta = Meta(created=datetime(2026, 1, 1, tzinfo=UTC))
    document = agreement_document(content(goals="Färre"), [], meta, "2026", to_sign=True)
    places = [block for block in document.blocks if block.kind == "signature_place"]
    assert [place.field for place in places] == ["part-1"]  # type: ignore[union-attr]
    draft = agreement_document(content(goals="Färre"), [], meta, "2026")
    assert [b.field for b in draft.blocks if b.kind == "signature_place"] == [""]  # type: ignore[union-attr]


def test_two_versions_that_say_the_same_differ_in_nothing() -> None:
    assert says_the_same(content(goals="Färre "), content(goals="Färre", other="  "))
    assert not says_the_same(content(goals="Färre"), content(goals="Fler"))
    assert [change.name for change in changes(content(goals="Färre"), content(goals="Fler"))] == ["Mål"]
