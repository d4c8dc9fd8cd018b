"""The cause tree as the drawing wants it, for the page and for documents."""

from samverkan.charts.cause_tree import Branch, Twig
from samverkan.problems.queries.causes import CauseTree
from samverkan.problems.rules import Perspective


def branches_of(found: CauseTree) -> tuple[Branch, ...]:
    return tuple(
        Branch(perspective.swedish, cause.pk, cause.text, _twigs(found, cause.pk))
        for perspective in Perspective
        for cause in found.children(perspective.value)
    )


def _twigs(found: CauseTree, pk: int) -> tuple[Twig, ...]:
    return tuple(Twig(cause.pk, cause.text, _twigs(found, cause.pk)) for cause in found.children(pk))
