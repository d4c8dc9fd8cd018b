"""The pictures that are being written and not adopted yet, the party's own and the joint one, for the document store.

Whatever else is being written (the agreement, an analysis, a plan) is read as a draft on its own page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from samverkan.access.scope import Scope
from samverkan.pictures.models import Picture
from samverkan.process.state import CycleState


@dataclass(frozen=True)
class Draft:
    """`url_name` leads to the draft as a page, `files` to it as PDF and DOCX. `shared`: all parties see it."""

    title: str
    url_name: str
    files: tuple[str, str]
    shared: bool


def drafts(scope: Scope, state: CycleState) -> list[Draft]:
    """The drafts of the running cycle's pictures that this person may read."""
    return [draft for source in SOURCES for draft in source(scope, state)]


def _own_picture(scope: Scope, state: CycleState) -> list[Draft]:
    if not Picture.objects.filter(cycle=scope.cycle, party=scope.party).exists():
        return []
    files = ("prepare:picture_pdf", "prepare:picture_docx")
    return [Draft("Er egen lägesbild", "prepare:picture_page", files, shared=False)]


def _joint_picture(scope: Scope, state: CycleState) -> list[Draft]:
    if state.joint_at or state.handed_over < len(state.parties) or not state.parties:
        return []
    return [Draft("Den gemensamma lägesbilden", "join:page", ("join:pdf", "join:docx"), shared=True)]


SOURCES: tuple[Callable[[Scope, CycleState], list[Draft]], ...] = (_own_picture, _joint_picture)
