"""The handbook's criteria, support questions and terms are all here, in words of our own."""

from collections.abc import Iterator

import pytest

from samverkan.partnerships.content import (
    counts,
    criteria,
    criteria_of,
    criterion,
    glossary,
    guidance,
    guidances,
    question,
    question_area,
    question_areas,
    term,
)
from samverkan.partnerships.rules import Step

AREAS = {
    # The gathering on pages 88–93 has fifteen headings. It leaves out the first question about causes, which
    # stands on page 52, and alone has the six about the agreement.
    "decision": 5,
    "inventory": 6,
    "anchoring": 4,
    "coordinator": 7,
    "communication": 6,
    "own_picture": 4,
    "patterns": 6,
    "priorities": 4,
    "causes": 4,
    "agreement": 6,
    "goals": 2,
    "measures": 2,
    "promises": 5,
    "follow_up_plan": 9,
    "documentation": 3,
}
TERMS_ON_PAGE = {94: 10, 95: 13, 96: 10, 97: 11, 98: 12, 99: 10}
GUIDED = {
    *("1.1", "1.2", "1.3", "1.4", "1.5", "1.6"),
    *("2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.10", "2.12"),
    "3.1",
    "3.7",
}


def texts() -> Iterator[tuple[str, str]]:
    """Every text that a person reads, with the key of the entry it stands in."""
    for area in question_areas():
        yield area.key, area.title
        yield from ((asked.key, asked.text) for asked in area.questions)
    for row in criteria():
        yield from ((row.key, text) for text in (row.text, row.evidence))
    for entry in glossary():
        yield from ((entry.key, text) for text in (entry.term, entry.text))
    for guide in guidances():
        read = [text for reading in guide.more for text in (reading.title, reading.text)]
        own = [guide.title, guide.what, guide.why, *guide.how, *guide.pitfalls]
        yield from ((guide.key, text) for text in (*own, *read))


def test_as_much_is_here_as_in_the_handbook() -> None:
    """Criteria on pages 20, 32, 46, 62 and 80; questions on pages 22–77 and 88–93; terms on pages 94–99."""
    assert counts() == {"criteria": 24, "question areas": 15, "questions": 73, "terms": 66}


def test_every_area_asks_as_many_questions_as_the_handbook() -> None:
    assert {area.key: len(area.questions) for area in question_areas()} == AREAS


def test_the_areas_follow_the_order_of_the_handbook() -> None:
    assert [area.key for area in question_areas()] == list(AREAS)


def test_five_areas_are_answered_by_each_party() -> None:
    assert {area.key for area in question_areas() if area.per_party} == {
        "inventory",
        "anchoring",
        "coordinator",
        "own_picture",
        "patterns",
    }


@pytest.mark.parametrize(
    ("step", "count", "page"),
    [
        (Step.INITIATE, 4, 20),
        (Step.PREPARE, 3, 32),
        (Step.JOIN, 5, 46),
        (Step.IMPLEMENT, 7, 62),
        (Step.FOLLOW_UP, 5, 80),
    ],
)
def test_a_step_has_the_handbooks_criteria(step: Step, count: int, page: int) -> None:
    assert [row.page for row in criteria_of(step)] == [page] * count


def test_each_page_of_the_glossary_has_its_terms() -> None:
    found = {page: len([row for row in glossary() if row.page == page]) for page in TERMS_ON_PAGE}
    assert found == TERMS_ON_PAGE


def test_the_glossary_is_sorted_as_swedes_sort() -> None:
    words = [row.term for row in glossary()]
    assert words[0] == "Anmält brott"
    assert words[-3:] == ["Våldsbrott", "Åtgärder", "Åtgärdsplan"]
    assert words.index("Medborgarlöfte") < words.index("Minderårig") < words.index("Målformulering")
    assert words.index("Hot spots") < words.index("Händelserapport")


def test_no_two_entries_share_a_key() -> None:
    for keys in (
        [area.key for area in question_areas()],
        [asked.key for area in question_areas() for asked in area.questions],
        [row.key for row in criteria()],
        [row.key for row in glossary()],
        [row.key for row in guidances()],
    ):
        assert sorted(keys) == sorted(set(keys))


def test_a_question_is_named_after_its_area_and_a_criterion_after_its_step() -> None:
    assert all(asked.key.startswith(f"{area.key}.") for area in question_areas() for asked in area.questions)
    assert all(row.key.startswith(f"{row.step.value}.") for row in criteria())


def test_every_entry_rests_on_a_page_of_the_handbook() -> None:
    pages = [row.page for rows in (question_areas(), criteria(), glossary(), guidances()) for row in rows]
    assert all(10 <= page <= 99 for page in pages)


def test_a_term_refers_only_to_other_terms_that_exist() -> None:
    keys = {row.key for row in glossary()}
    assert all(set(row.see) <= keys - {row.key} for row in glossary())


def test_the_keys_of_terms_fit_in_an_address() -> None:
    assert all(row.key.isascii() and row.key.replace("-", "").isalnum() for row in glossary())


def test_the_rows_of_the_first_steps_and_every_step_have_guidance() -> None:
    assert {row.key for row in guidances()} == GUIDED | {f"step.{step.value}" for step in Step}
    assert all(guidance(f"step.{step.value}").step == step for step in Step)


def test_guidance_says_what_and_why_and_how() -> None:
    for row in guidances():
        assert row.what and row.why
        assert 2 <= len(row.how) <= 4, row.key
        assert 1 <= len(row.pitfalls) <= 3, row.key
        assert row.more, row.key


def test_no_text_is_empty() -> None:
    assert [key for key, text in texts() if not text.strip()] == []


def test_no_text_shouts() -> None:
    assert [(key, text) for key, text in texts() if "!" in text] == []


def test_every_question_ends_with_an_end() -> None:
    assert all(asked.text.endswith(("?", ".")) for area in question_areas() for asked in area.questions)


def test_an_entry_is_found_by_its_key() -> None:
    assert question("patterns.hour") in question_area("patterns").questions
    assert criterion("join.joint_picture") in criteria_of(Step.JOIN)
    assert term("morkertal").term == "Mörkertal"
    assert guidance("2.10").step == Step.PREPARE
