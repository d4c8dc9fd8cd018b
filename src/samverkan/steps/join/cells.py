"""A cell of the matrix: what stands in it, what a press makes of it, and the way to why.

Put together here and not in a template, for a matrix of sixty problems has more than four hundred of them.
"""

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samverkan.access.scope import Scope
from samverkan.problems.models import Mark
from samverkan.problems.queries.priorities import Row
from samverkan.problems.rules import MatrixCriterion

# A press goes round: yes, no, and back to no answer.
AFTER = {None: "yes", True: "no", False: "clear"}
OUT_OF_BAND = ' hx-swap-oob="true"'
LONGEST = 160
VALUES: dict[str, bool | None] = {"yes": True, "no": False, "clear": None}


class Cells:
    """Draws the cells of one page, whose addresses and words are looked up once."""

    def __init__(self, scope: Scope) -> None:
        self._post = reverse("join:set_mark", args=[scope.partnership.slug])
        self._problem = reverse("join:problem", args=[scope.partnership.slug, 0]).replace("/0/", "/{}/")
        self._why = (
            reverse("join:mark", args=[scope.partnership.slug, 0, "-"])
            .replace("/0/", "/{}/")
            .replace("/-/", "/{}/")
        )
        self._words = {True: _("Ja"), False: _("Nej"), None: "–"}
        self._classes = {True: "yes", False: "no", None: "none"}
        self._press = {
            None: _("Inte besvarat. Tryck för ja."),
            True: _("Tryck för nej."),
            False: _("Tryck för att ta bort svaret."),
        }
        self._proposed: dict[bool | None, str] = {True: _("Förslag: ja"), False: _("Förslag: nej")}
        self._figures = {True: _("Siffrorna: ja"), False: _("Siffrorna: nej")}
        self._labels = (_("Resurser:"), _("Er möjlighet att påverka:"), _("Kostnad:"))
        self._gone = _("En iakttagelse finns inte längre i den gemensamma lägesbilden.")
        self._basis, self._told, self._tell = _("Underlag"), _("Varför"), _("Skriv varför")

    def cell(self, row: Row, criterion: MatrixCriterion, *, oob: bool = False, note: str = "") -> SafeString:
        mark = row.marks.get(criterion.value)
        fits = mark.fits if mark else None
        pk, name = row.problem.pk, criterion.swedish
        key, named = f"{pk}-{criterion.value}", f"{name}, {escape(row.problem.name)}"
        told = format_html('<span class="mark__note" role="alert">{}</span>', note) if note else ""
        # Four hundred of them in a page: only the problem's name is anybody's words, so only it is escaped.
        return SafeString(
            f'<td role="cell" id="c-{key}" class="mark mark--{self._classes[fits]}" data-label="{name}"'
            f"{OUT_OF_BAND if oob else ''}>"
            f'<button class="mark__press" id="m-{key}" type="submit" name="set"'
            f' value="{pk}:{criterion.value}:{mark.version if mark else 0}:{AFTER[fits]}" hx-post="{self._post}">'
            f'{self._words[fits]}<span class="unseen"> {named}. {self._press[fits]}</span></button>'
            f'<a class="mark__why" href="{self._why.format(pk, criterion.value)}">{self._way(row, criterion, mark)}'
            f'<span class="unseen">: {named}</span></a>{told}</td>'
        )

    def sum(self, row: Row, *, oob: bool = False) -> SafeString:
        return format_html(
            '<td role="cell" id="sum-{}" class="number mark__sum" data-label="{}"{}>{}</td>',
            row.problem.pk,
            _("Antal ja"),
            SafeString(OUT_OF_BAND if oob else ""),
            row.sum,
        )

    def drawn(self, row: Row, *, plain: bool = False) -> SafeString:
        """The problem with all its cells and their sum, and unless `plain` what the parties know of their own."""
        problem = row.problem
        cells = "".join(self.cell(row, criterion) for criterion in MatrixCriterion)
        way = self._problem.format(problem.pk)
        return SafeString(
            f'<tbody role="rowgroup" id="row-{problem.pk}"><tr role="row"><th scope="row" role="rowheader">'
            f'<a href="{way}">{escape(problem.name)}</a></th>{cells}{self.sum(row)}</tr>'
            f"{'' if plain else self._own(row)}</tbody>"
        )

    def _own(self, row: Row) -> str:
        problem = row.problem
        texts = (problem.resources, problem.influence, problem.cost)
        told = "".join(
            f"<span><b>{label}</b> {escape(_short(text))}</span>"
            for label, text in zip(self._labels, texts, strict=True)
            if text
        )
        if row.gone:
            told += f'<span class="matrix__gone">{self._gone}</span>'
        return (
            f'<tr role="row" class="matrix__own"><td role="cell" colspan="9">{told}</td></tr>' if told else ""
        )

    def _way(self, row: Row, criterion: MatrixCriterion, mark: Mark | None) -> str:
        """What the link to the figures says: what they propose where the parties have not said the same, and why."""
        fits, proposal = mark.fits if mark else None, row.proposal(criterion)
        if fits is None:
            return self._proposed.get(proposal.fits) or (self._basis if proposal.told else self._tell)
        words = self._told if mark and mark.why else self._tell
        if proposal.fits in (None, fits):
            return words
        return f'<span class="mark__figures">{self._figures[proposal.fits]}</span> {words}'


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
