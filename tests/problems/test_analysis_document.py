"""What a cause analysis says on paper: who tries what, each figure once, and lines that do not run into each other."""

from datetime import date

from samverkan.pictures.models import Finding
from samverkan.problems.actions.hypotheses import add_evidence, tell_hypothesis_outcome
from samverkan.problems.analysis_content import EvidenceContent
from samverkan.problems.analysis_document import evidence_words
from samverkan.problems.analysis_printing import analysis_draft
from samverkan.problems.models import Cause, Problem
from samverkan.problems.queries import analysis_state
from samverkan.problems.rules import EvidenceKind, Outcome
from samverkan.typeset import Document, Facts, Figure, Heading, Paragraph
from tests.conftest import World
from tests.planted.analysis import pose


def document(world: World, problem: Problem) -> Document:
    anna = world.scope("anna")
    return analysis_draft(anna, analysis_state(anna, problem))


def facts_of(drawn: Document, heading: str) -> dict[str, str]:
    """The facts that stand next after a heading."""
    at = next(
        place
        for place, block in enumerate(drawn.blocks)
        if isinstance(block, Heading) and block.text == heading
    )
    return dict(next(block for block in drawn.blocks[at:] if isinstance(block, Facts)).items)


def test_who_tries_a_hypothesis_and_by_when_is_told_until_it_is_tried(world: World, branch: Cause) -> None:
    anna, per = world.scope("anna"), world.scope("per")
    tried = pose(anna, branch, responsible=per.membership.pk, due_on=date(2026, 5, 4))
    pose(anna, branch)
    told = facts_of(document(world, branch.problem), "Hypotes 1: inte prövad än")
    assert told["Prövas av"] == "kommunpolis, Polisen" and told["Senast"] == "4 maj 2026"
    alone = facts_of(document(world, branch.problem), "Hypotes 2: inte prövad än")
    assert "Prövas av" not in alone and "Senast" not in alone
    tell_hypothesis_outcome(per, tried, 1, outcome=Outcome.SUPPORTED, conclusion="Ja.")
    assert "Prövas av" not in facts_of(document(world, branch.problem), "Hypotes 1: får stöd")


def test_who_is_to_try_it_does_not_make_the_analysis_another_one(world: World, branch: Cause) -> None:
    anna = world.scope("anna")
    posed = pose(anna, branch)
    before = analysis_state(anna, branch.problem).sha256
    type(posed).objects.filter(pk=posed.pk).update(due_on=date(2026, 5, 4))
    assert analysis_state(anna, branch.problem).sha256 == before


def test_a_figure_is_printed_once_and_referred_to_after_that(
    world: World, branch: Cause, joint: list[Finding]
) -> None:
    anna = world.scope("anna")
    drawn = next(each for each in joint if "bus" not in each.what)
    for times in (2, 1):
        posed = pose(anna, branch)
        for _ in range(times):
            add_evidence(anna, None, posed, kind=EvidenceKind.FINDING, finding=drawn)
    blocks = document(world, branch.problem).blocks
    figures = [block for block in blocks if isinstance(block, Figure)]
    assert len(figures) == 2, "the tree, and the finding's"
    said = [block.runs[0].text for block in blocks if isinstance(block, Paragraph)]
    assert said.count("Diagrammet till iakttagelsen står under hypotes 1.") == 1


def test_a_finding_of_two_lines_is_joined_with_a_stop() -> None:
    def words(finding: str, what: str) -> str:
        return evidence_words(
            EvidenceContent(
                kind="finding", what=what, held_on="", who="", finding=finding, file_name="", file_sha256=""
            )
        )

    assert words("Brotten stiger\nCykelstöld: flest på fredagar", "Det stämmer med kön") == (
        "Lägesbilden: Brotten stiger. Cykelstöld: flest på fredagar. Det stämmer med kön"
    )
    assert (
        words("Brotten stiger.\n\nFlest på fredagar.", "")
        == "Lägesbilden: Brotten stiger. Flest på fredagar."
    )
