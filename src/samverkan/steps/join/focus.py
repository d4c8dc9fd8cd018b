"""What goes first and what has to wait, each with its reason, and the steering group's decision (handbook p. 47–49)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.actions import Refused
from samverkan.groups.queries import decisions_about
from samverkan.problems.actions import adopt_priorities, change_reason, choose_focus, reopen_choice, set_aside
from samverkan.problems.models import Problem
from samverkan.problems.printing import print_priorities
from samverkan.problems.queries.decided import SUBJECT, standings
from samverkan.problems.queries.priorities import also_removed, by_marks
from samverkan.problems.queries.prioritised import prioritised
from samverkan.problems.rules import Standing
from samverkan.web.fields import SharedTextField
from samverkan.web.forms import Form
from samverkan.web.saving import attempt
from samverkan.web.screens import ScopedRequest, screen

Verb = Callable[..., Problem]
CHOICES: dict[Standing, tuple[Verb, Promise | str]] = {
    Standing.FOCUS: (choose_focus, gettext_lazy("Välj som fokusområde")),
    Standing.SET_ASIDE: (set_aside, gettext_lazy("Låt problemet vänta")),
    Standing.OPEN: (reopen_choice, gettext_lazy("Öppna valet igen")),
}
GROUPS = (Standing.OPEN, Standing.FOCUS, Standing.SET_ASIDE)


def _verb(problem: Problem, which: Standing) -> tuple[Verb, Promise | str]:
    if problem.standing == which != Standing.OPEN:
        return change_reason, gettext_lazy("Ändra skälet")
    return CHOICES[which]


class ReasonForm(Form):
    reason = SharedTextField(
        label=gettext_lazy("Skäl"),
        max_length=2000,
        help_text=gettext_lazy("Alla parter läser skälet, och det följer med i dokumentet."),
    )


class AdoptForm(Form):
    """The press that adopts; made by hand in the template, for it asks nothing."""


@screen("problem.view", feature="3.2")
def focus(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    now = prioritised(scope)
    ordered = by_marks(now.rows)
    context = {
        "now": now,
        "groups": [
            (standing, found)
            for standing in GROUPS
            if (found := [row for row in ordered if row.problem.standing == standing])
        ],
        "decisions": decisions_about(scope, SUBJECT, scope.cycle.pk),
        "form": AdoptForm(),
        "may_choose": scope.may("problem.choose"),
        "chosen": now.standings.focus + now.standings.set_aside,
        "may_read_document": scope.may("document.view"),
    }
    return render(request, "join/focus.html", context)


@screen("problem.choose", feature="3.2")
def choice(request: ScopedRequest, pk: int, standing: str) -> HttpResponse:
    """One problem's choice and its reason; of the choice that stands, other words for its reason."""
    scope = request.scope
    row: Problem = get_object_or_404(also_removed(scope), pk=pk)
    if row.removed_at and request.method != "POST":
        return redirect("join:problem", scope.partnership.slug, pk)
    try:
        which = Standing(standing)
    except ValueError as unknown:
        raise Http404 from unknown
    verb, words = _verb(row, which)
    initial = {"expected_version": row.version, "reason": row.reason if verb is change_reason else ""}
    form = ReasonForm(request.POST or None, initial=initial)
    before: Problem | None = None
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        tried = attempt(form, lambda version: verb(scope, row, version, reason=reason))
        if tried.result:
            messages.success(request, _("Valet är sparat."))
            return redirect("join:focus", scope.partnership.slug)
        if isinstance(tried.before, Problem):
            before = tried.before
            form.expect(before.version)
    context = {
        "form": form,
        "problem": before or row,
        "words": words,
        "before": before,
        "former": "" if before or verb is change_reason else row.reason,
        "decision": standings(scope).decision,
    }
    return render(request, "join/choice.html", context, status=409 if before else 422 if form.errors else 200)


@screen("problem.choose", feature="3.2", pdf=True)
@require_POST
def adopt(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    form = AdoptForm(request.POST)
    form.full_clean()
    now = prioritised(scope)
    sha256 = request.POST.get("content_sha256", "")
    if not now.can_be_adopted or now.sha256 != sha256:
        messages.warning(
            request, _("Prioriteringen har ändrats eller går inte att fastställa än. Läs sidan igen.")
        )
        return redirect("join:focus", scope.partnership.slug)
    try:
        adopt_priorities(
            scope,
            form.cleaned_data.get("form_token"),
            content_sha256=sha256,
            printed=print_priorities(scope, now),
        )
    except Refused as reason:  # somebody else was first
        messages.warning(request, str(reason))
        return redirect("join:focus", scope.partnership.slug)
    messages.success(request, _("Prioriteringen är fastställd och finns bland dokumenten."))
    return redirect("join:focus", scope.partnership.slug)
