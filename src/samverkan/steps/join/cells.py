"""A cell of the matrix: what stands in it, what a press makes of it, and the way to why.

Put together here and not in a template, for a matrix of sixty problems has more than four hundred of them.
"""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samverkan.access.scope import Scope
from samverkan.problems.queries.priorities import Row
from samverkan.problems.rules import MatrixCriterion

# A press goes round: yes, no, and back to no answer.
AFTER = {None: "yes", True: "no", False: "clear"}
VALUES: dict[str, bool | None] = {"yes": True, "no": False, "clear": None}


class Cells:
    """Draws the cells of one page, whose addresses and words are looked up once."""

    def __init__(self, scope: Scope) -> None:
        self._post = reverse("join:set_mark", args=[scope.partnership.slug])
        self._why = reverse("join:mark", args=[scope.partnership.slug, 0, "criterion"])
        self._words = {True: _("Ja"), False: _("Nej"), None: "–"}
        self._classes = {True: "yes", False: "no", None: "none"}
        self._press = {
            None: _("Inte besvarat. Tryck för ja."),
            True: _("Tryck för nej."),
            False: _("Tryck för att ta bort svaret."),
        }
        self._proposed = {True: _("Förslag: ja"), False: _("Förslag: nej"), None: _("Underlag")}
        self._told = _("Varför")

    def cell(self, row: Row, criterion: MatrixCriterion, *, oob: bool = False, note: str = "") -> SafeString:
        mark = row.marks.get(criterion.value)
        fits = mark.fits if mark else None
        pk, name = row.problem.pk, criterion.swedish
        way = self._why.replace("/0/", f"/{pk}/").replace("criterion", criterion.value)
        return format_html(
            '<td role="cell" id="c-{0}-{1}" class="mark mark--{2}" data-label="{3}"{4}>'
            '<button class="mark__press" id="m-{0}-{1}" type="submit" name="set" value="{0}:{1}:{5}:{6}" hx-post="{7}">'
            '{8}<span class="unseen"> {3}, {9}. {10}</span></button>'
            '<a class="mark__why" href="{11}">{12}<span class="unseen">: {3}, {9}</span></a>{13}</td>',
            pk,
            criterion.value,
            self._classes[fits],
            name,
            SafeString(' hx-swap-oob="true"' if oob else ""),
            mark.version if mark else 0,
            AFTER[fits],
            self._post,
            self._words[fits],
            row.problem.name,
            self._press[fits],
            way,
            self._way(row, criterion, fits),
            format_html('<span class="mark__note" role="alert">{}</span>', note) if note else "",
        )

    def sum(self, row: Row, *, oob: bool = False) -> SafeString:
        return format_html(
            '<td role="cell" id="sum-{}" class="number mark__sum" data-label="{}"{}>{}</td>',
            row.problem.pk,
            _("Antal ja"),
            SafeString(' hx-swap-oob="true"' if oob else ""),
            row.sum,
        )

    def drawn(self, row: Row) -> tuple[Row, list[SafeString], SafeString]:
        """The row with all its cells and its sum."""
        return row, [self.cell(row, criterion) for criterion in MatrixCriterion], self.sum(row)

    def _way(self, row: Row, criterion: MatrixCriterion, fits: bool | None) -> str:
        """What the link to the figures says: their proposal where nobody has answered, else that there is a reason."""
        if fits is not None:
            return self._told
        return self._proposed[row.proposal(criterion).fits]
