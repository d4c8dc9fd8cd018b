"""The prioritisation matrix: the problems against the seven criteria (handbook p. 48)."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.actions import Conflict, Refused
from samverkan.access.scope import Scope
from samverkan.problems.actions import explain_mark, set_mark
from samverkan.problems.models import Mark, Problem
from samverkan.problems.proposals import BY_PEOPLE
from samverkan.problems.queries.figures import evidence_of
from samverkan.problems.queries.priorities import Row, also_removed, by_marks, row_of, rows
from samverkan.problems.rules import MatrixCriterion
from samverkan.steps.join.cells import VALUES, Cells
from samverkan.web.forms import Form
from samverkan.web.saving import Outcome, save
from samverkan.web.screens import ScopedRequest, screen


class WhyForm(Form):
    read_by_all = True
    why = forms.CharField(
        label=gettext_lazy("Varför svarar ni så?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy(
            "Ser ni olika på det, så skriv båda synsätten och vilken part som ser vad."
            " Alla parter läser det. Skriv inget om enskilda personer."
        ),
    )


class Press(NamedTuple):
    """What a button of the matrix sends: `12:common:3:yes`."""

    problem: Problem
    criterion: MatrixCriterion
    version: int
    fits: bool | None


@screen("problem.view", feature="3.2")
def matrix(request: ScopedRequest) -> HttpResponse:
    return _matrix(request, rows(request.scope, brief=True))


@screen("problem.mark", feature="3.2")
@require_POST
def set_one(request: ScopedRequest) -> HttpResponse:
    """From a cell, in the matrix or in the workshop. Without JavaScript the whole page comes back."""
    by_htmx = bool(request.headers.get("HX-Request"))
    note, status = "", 200
    try:
        press = _press(request.scope, request.POST.get("set", ""))
        set_mark(request.scope, press.problem, press.criterion, press.version, fits=press.fits)
    except Conflict as conflict:
        note, status = _before(conflict.current), 409  # type: ignore[arg-type]
    except Refused as reason:
        if not by_htmx:
            raise
        messages.warning(request, _("Svaret sparades inte. %(reason)s") % {"reason": reason})
        return HttpResponse(headers={"HX-Refresh": "true"})
    if not by_htmx and not note:
        back = "workshop" if "workshop" in request.POST else "matrix"
        url = reverse(f"join:{back}", args=[request.scope.partnership.slug])
        return redirect(f"{url}#c-{press.problem.pk}-{press.criterion.value}")
    every = rows(request.scope, brief=True)
    if not by_htmx:
        messages.warning(request, f"{press.criterion.swedish}, {press.problem}: {note}")
        return _matrix(request, every, status)
    cells, row = Cells(request.scope), row_of(every, press.problem.pk)
    answer = f"{cells.cell(row, press.criterion, note=note)}<template>{cells.sum(row, oob=True)}</template>"
    if "workshop" not in request.POST:  # which shows no count
        answer += render_to_string("join/matrix_count.html", _count(every) | {"oob": True})
    return HttpResponse(SafeString(answer), status=status)


@screen("problem.view", feature="3.2")
def mark(request: ScopedRequest, pk: int, criterion: str) -> HttpResponse:
    """What one mark rests on: the figures, what they propose, who set it and why."""
    return _mark(request, pk, _criterion(criterion))


@screen("problem.mark", feature="3.2")
@require_POST
def why(request: ScopedRequest, pk: int, criterion: str) -> HttpResponse:
    """The explanation, and with one of the buttons that answer, the answer too."""
    kind = _criterion(criterion)
    row = _row(request.scope, pk)
    standing = row.marks.get(kind.value)
    answer = request.POST.get("answer", "")
    if standing is None and answer not in VALUES:
        raise Http404
    form = WhyForm(request.POST)
    back = reverse("join:mark", args=[request.scope.partnership.slug, pk, kind.value])

    def change(version: int) -> Mark:
        typed = form.cleaned_data["why"]
        if standing and answer not in VALUES:
            return explain_mark(request.scope, standing, version, why=typed)
        new = None if standing and typed == standing.why else typed
        try:
            return set_mark(request.scope, row.problem, kind, version, fits=VALUES[answer], why=new)
        except Conflict as conflict:
            current: Mark = conflict.current  # type: ignore[assignment]
            if current.fits == VALUES[answer]:
                raise
            form.expect(current.version)
            raise Refused(_before(current)) from conflict

    said = _("Svaret är sparat.") if answer else _("Förklaringen är sparad.")
    outcome = save(request, form, change, said, back)
    return outcome.response or _mark(request, pk, kind, form, outcome)


def _matrix(request: ScopedRequest, every: list[Row], status: int = 200) -> HttpResponse:
    cells = Cells(request.scope)
    ordered = by_marks(every) if request.GET.get("sort") == "marks" else every
    context = {
        "criteria": list(MatrixCriterion),
        "rows": [cells.drawn(row) for row in ordered],
        "sorted": ordered is not every,
    } | _count(every)
    return render(request, "join/matrix.html", context, status=status)


def _count(every: list[Row]) -> dict[str, object]:
    answered = sum(row.answered for row in every)
    return {"answered": answered, "all": len(every) * len(MatrixCriterion)}


def _mark(
    request: ScopedRequest,
    pk: int,
    criterion: MatrixCriterion,
    form: WhyForm | None = None,
    outcome: Outcome | None = None,
) -> HttpResponse:
    row = _row(request.scope, pk)
    standing = row.marks.get(criterion.value)
    shown = evidence_of(finding.pk for finding in row.findings)
    proposal = row.proposal(criterion)
    told = {each.facts.source_line for each in proposal.said}
    fits = standing.fits if standing else None
    if form is None:
        form = WhyForm(
            initial={"why": standing.why, "expected_version": standing.version} if standing else None
        )
    context = {
        "row": row,
        "problem": row.problem,
        "criterion": criterion,
        "mark": standing,
        "proposal": proposal,
        "by_people": criterion in BY_PEOPLE,
        # What speaks of the criterion first; the problem's other figures are there to read too.
        "evidence": sorted(shown, key=lambda each: each.shown["source_line"] not in told),
        "answers": [
            (words, value)
            for words, value in (
                (_("Svara ja"), "yes"),
                (_("Svara nej"), "no"),
                (_("Ta bort svaret"), "clear"),
            )
            if VALUES[value] != fits
        ],
        "fits": fits,
        "form": form,
        "may_mark": request.scope.may("problem.mark"),
        "clashes": outcome.clashes if outcome else (),
    }
    status = outcome.status(form) if outcome and form else 200
    return render(request, "join/mark.html", context, status=status)


def _row(scope: Scope, pk: int) -> Row:
    try:
        return row_of(rows(scope, also=pk), pk)
    except Problem.DoesNotExist as missing:
        raise Http404 from missing


def _criterion(key: str) -> MatrixCriterion:
    try:
        return MatrixCriterion(key)
    except ValueError as unknown:
        raise Http404 from unknown


def _press(scope: Scope, sent: str) -> Press:
    try:
        pk, criterion, version, value = sent.split(":")
        press = (int(pk), MatrixCriterion(criterion), int(version), VALUES[value])
    except (ValueError, KeyError) as unreadable:
        raise Refused(
            _("Det du tryckte på gick inte att läsa. Ladda om sidan och försök igen.")
        ) from unreadable
    try:
        return Press(also_removed(scope).get(pk=press[0]), *press[1:])
    except (OverflowError, Problem.DoesNotExist) as unknown:
        raise Http404 from unknown


def _before(mark: Mark) -> str:
    """What somebody else has just set."""
    words = {True: _("ja"), False: _("nej"), None: _("inget svar")}[mark.fits]
    return _("%(who)s hann före: %(what)s. Tryck igen om du vill ändra.") % {
        "who": mark.answered_by,
        "what": words,
    }
