"""The notes of a cause tree as a nested list. Written in Python: three hundred through templates take too long."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samverkan.access.scope import Scope
from samverkan.problems.models import Cause
from samverkan.problems.queries.causes import CauseTree
from samverkan.problems.rules import Perspective
from samverkan.problems.tree import LEVELS, Holder
from samverkan.web.icons import DRAWINGS


@dataclass(frozen=True)
class Limb:
    """One perspective: its branches with all that hangs on them."""

    key: str
    name: str
    notes: SafeString
    count: int


def drawings() -> SafeString:
    """The icons of the notes, once for the whole tree; every note refers to them."""
    symbols = "".join(
        f'<symbol id="tree-{name}" viewBox="0 0 24 24">{DRAWINGS[name]}</symbol>'
        for name in ("move", "add", "edit")
    )
    return mark_safe(f'<svg class="unseen" aria-hidden="true">{symbols}</svg>')  # noqa: S308 our own constants


def _used(name: str) -> str:
    return f'<svg class="icon" aria-hidden="true"><use href="#tree-{name}"/></svg>'


def limbs(scope: Scope, found: CauseTree, *, editable: bool) -> list[Limb]:
    written = Writer(scope, found, editable=editable)
    return [
        Limb(each.value, each.swedish, written.below(each.value, 1), len(found.tree.children(each.value)))
        for each in Perspective
    ]


class Writer:
    """`editable`: each note has what it takes to choose, word and move it, and to hang another under it."""

    def __init__(self, scope: Scope, found: CauseTree, *, editable: bool) -> None:
        slug = scope.partnership.slug
        self._found, self._editable, self._me = found, editable, scope.user.pk
        # Addresses of one note, cut where its number stands: resolving three hundred of each takes too long.
        self._note = reverse("join:cause_word", args=[slug, 0]).rpartition("0/")[0]
        self._hypothesis = reverse("join:hypothesis", args=[slug, 0]).rpartition("0/")[0]
        self._hypotheses = reverse("join:analysis", args=[slug, found.problem.pk]) + "#hypotheses"
        self._add = reverse("join:cause_add", args=[slug, found.problem.pk])
        self._words = {
            "choose": escape(_("Välj lappen")),
            "move": escape(_("Flytta")),
            "under": escape(_("Ny under")),
            "hint": escape(_("Ändra texten eller ta bort lappen")),
            "one": escape(_("Läs hypotesen om")),
            "several": escape(_("Läs hypoteserna om")),
        }
        self._grip, self._plus, self._pen = _used("move"), _used("add"), _used("edit")

    def below(self, holder: Holder, level: int) -> SafeString:
        causes = self._found.children(holder)
        return mark_safe("".join(self._items(causes, level)))  # noqa: S308 every text is escaped below

    def _items(self, causes: Iterable[Cause], level: int) -> Iterable[str]:
        for cause in causes:
            below = self.below(cause.pk, level + 1)
            yield (
                f'<li class="note-item" id="lapp-{cause.pk}" data-note="{cause.pk}" data-version="{cause.version}"'
                f' data-by="{escape(self._found.changed_by[cause.pk])}"'
                f"{' data-own' if cause.changed_by_id == self._me else ''}>"
                f'{self._paper(cause, level)}<ul class="notes">{below}</ul></li>'
            )

    def _paper(self, cause: Cause, level: int) -> str:
        text = escape(cause.text)
        mark = self._found.marks.get(cause.pk)
        look = (
            "note"
            + (" note--branch" if level == 1 else "")
            + (" note--aside" if cause.pk in self._found.unsupported else "")
        )
        told = self._mark(cause.pk, mark, text) if mark else ""
        if not self._editable:
            address = f"{self._note}{cause.pk}/history/"
            return f'<div class="{look}"><a class="note__text" href="{address}">{text}</a>{told}</div>'
        words = self._words
        unseen = f'<span class="unseen">: {text}</span>'
        under = (
            f'<a class="note__act" data-under href="{self._add}?to=under:{cause.pk}">'
            f"{self._plus}<span>{words['under']}{unseen}</span></a>"
            if level < LEVELS
            else ""
        )
        return (
            f'<div class="{look}"><label class="note__choose"><input type="checkbox" name="notes" form="group"'
            f' value="{cause.pk}"><span class="unseen">{words["choose"]}: {text}</span></label>'
            f'<a class="note__text" draggable="false" title="{words["hint"]}" href="{self._note}{cause.pk}/">'
            f"{text}{self._pen}</a>{told}"
            f'<div class="note__acts"><a class="note__act note__grip" draggable="false" data-grip'
            f' href="{self._note}{cause.pk}/move/">{self._grip}<span>{words["move"]}{unseen}</span></a>'
            f"{under}</div></div>"
        )

    def _mark(self, cause: int, mark: str, text: str) -> str:
        """What the hypotheses have come to, and the way to them: to the one, or to the analysis' list of several."""
        posed = self._found.posed[cause]
        to, words = (
            (f"{self._hypothesis}{posed[0]}/", self._words["one"])
            if len(posed) == 1
            else (self._hypotheses, self._words["several"])
        )
        return (
            f' <a class="note__mark" draggable="false" href="{to}">{escape(mark)}'
            f'<span class="unseen">. {words} {text}</span></a>'
        )
