"""The cause tree as the drawing wants it, for the page and for documents."""

from samverkan.charts.cause_tree import Branch, Twig
from samverkan.problems.queries.causes import CauseTree
from samverkan.problems.rules import Perspective


def branches_of(found: CauseTree) -> tuple[Branch, ...]:
    return tuple(
        Branch(perspective.swedish, cause.text, _twigs(found, cause.pk), *_tried(found, cause.pk))
        for perspective in Perspective
        for cause in found.children(perspective.value)
    )


def _twigs(found: CauseTree, pk: int) -> tuple[Twig, ...]:
    return tuple(
        Twig(cause.text, _twigs(found, cause.pk), *_tried(found, cause.pk)) for cause in found.children(pk)
    )


def _tried(found: CauseTree, pk: int) -> tuple[str, bool]:
    return found.marks.get(pk, ""), pk in found.unsupported
