"""The presses of the cause tree: every one works as a form on a page of its own, and from the page's script."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samverkan.access.actions import Conflict, Refused
from samverkan.access.scope import Scope
from samverkan.problems.actions.causes import (
    add_cause,
    group_causes,
    move_cause,
    put_back_cause,
    remove_cause,
    word_cause,
)
from samverkan.problems.models import Cause, Problem
from samverkan.problems.queries.causes import (
    cause_tree,
    get_any_cause,
    get_cause,
    get_removed_cause,
    history,
    is_growing,
)
from samverkan.problems.queries.hypotheses import resting_on
from samverkan.steps.join.tree import LIVE, answer, the_problem
from samverkan.steps.join.tree_forms import AddForm, GroupForm, MoveForm, RemoveForm, WordForm
from samverkan.web.fields import read_number
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


@screen("cause.edit", feature="3.3")
def cause_add(request: ScopedRequest, pk: int) -> HttpResponse:
    problem = the_problem(request, pk)
    wanted = request.POST.get("to") or request.GET.get("to", "")
    form = AddForm(request.POST or None, initial={"to": wanted}, under=_under(request, wanted))
    if form.is_valid():
        try:
            data = form.cleaned_data
            made = add_cause(request.scope, data["form_token"], problem, text=data["text"], to=data["to"])
        except Refused as reason:
            return _refused(request, problem, form, reason, heading=_("Sätt upp en lapp"))
        warn_about_personal_data(request, form)
        return answer(request, problem, _("”%(text)s” sitter nu i trädet.") % {"text": made.text}, made.pk)
    if form.errors and request.headers.get(LIVE):
        return answer(request, problem, _first_error(form), status=422)
    return _form_page(request, form, problem, heading=_("Sätt upp en lapp"))


@screen("cause.edit", feature="3.3")
def cause_word(request: ScopedRequest, pk: int) -> HttpResponse:
    cause = _cause(request.scope, pk, get_cause)
    form = WordForm(request.POST or None, initial={"text": cause.text, "expected_version": cause.version})
    back = _tree_address(request, cause)
    outcome = save(
        request,
        form,
        lambda version: word_cause(request.scope, cause, version, text=form.cleaned_data["text"]),
        _("Lappen är ändrad."),
        back,
    )
    if outcome.response:
        return outcome.response
    context = {
        "form": form,
        "clashes": outcome.clashes,
        "cause": cause,
        "problem": cause.problem,
        "back": back,
        "resting": resting_on([cause.pk]),
    }
    return render(request, "join/cause_word.html", context, status=outcome.status(form))


@screen("cause.edit", feature="3.3")
def cause_move(request: ScopedRequest, pk: int) -> HttpResponse:
    cause = _cause(request.scope, pk, get_cause)
    found = cause_tree(request.scope, cause.problem)
    form = MoveForm(
        found, cause, request.POST or None, initial={"expected_version": cause.version, "to": _held_by(cause)}
    )
    status, said = 200, ""
    if form.is_valid():
        try:
            version = form.cleaned_data["expected_version"] or 0
            move_cause(request.scope, cause, version, form.cleaned_data["to"])
        except (Conflict, Refused) as reason:
            said, status = _why_not(request.scope, cause, reason), 409
            form.expect(Cause.objects.get(pk=cause.pk).version)
        else:
            return answer(
                request, cause.problem, _("”%(text)s” är flyttad.") % {"text": cause.text}, cause.pk
            )
    elif form.errors:
        said, status = _first_error(form), 422
    if said and request.headers.get(LIVE):
        return answer(request, cause.problem, said, status=status)
    now = cause_tree(request.scope, cause.problem) if status == 409 else found
    here = now.causes.get(cause.pk)
    if here is None:
        return answer(request, cause.problem, said, status=409)
    context = {
        "form": form,
        "cause": here,
        "problem": cause.problem,
        "said": said if status == 409 else "",
        "where": now.place_in_words(here),
        "small_moves": {step: str(spot) for step, spot in now.tree.steps(here.pk).items()},
        "version": here.version,
        "back": _tree_address(request, cause),
    }
    return render(request, "join/cause_move.html", context, status=status)


@screen("cause.edit", feature="3.3")
def cause_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    """Told first, with what goes along."""
    cause = _cause(request.scope, pk, get_cause)
    found = cause_tree(request.scope, cause.problem)
    below = found.tree.below(cause.pk)
    status, said = 200, ""
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            version = form.cleaned_data["expected_version"] or 0
            remove_cause(request.scope, cause, version, hanging_on_it=form.cleaned_data["hanging"])
        except (Conflict, Refused) as reason:
            said, status = _why_not(request.scope, cause, reason), 409
            found = cause_tree(request.scope, cause.problem)
            if cause.pk not in found.causes:
                return answer(request, cause.problem, said, status=409)
        else:
            along = len(below)
            told = ngettext(
                "”%(text)s” är borttagen, och %(n)s lapp som hängde på den.",
                "”%(text)s” är borttagen, och %(n)s lappar som hängde på den.",
                along,
            )
            alone = _("”%(text)s” är borttagen. Den kan läggas tillbaka.")
            return answer(
                request, cause.problem, (told if along else alone) % {"text": cause.text, "n": along}
            )
    elif form.errors:
        said, status = _first_error(form), 422
    below = found.tree.below(cause.pk)
    context = {
        "cause": found.causes[cause.pk],
        "problem": cause.problem,
        "below": [found.causes[each] for each in below],
        "resting": resting_on([cause.pk, *below]),
        "said": said,
        "back": _tree_address(request, cause),
    }
    return render(request, "join/cause_remove.html", context, status=status)


@screen("cause.edit", feature="3.3")
@require_POST
def cause_put_back(request: ScopedRequest, pk: int) -> HttpResponse:
    cause = _cause(request.scope, pk, get_removed_cause)
    try:
        put_back_cause(request.scope, cause)
    except Refused as reason:
        return answer(request, cause.problem, str(reason), status=409)
    said = _("”%(text)s” sitter i trädet igen.") % {"text": cause.text}
    return answer(request, cause.problem, said, cause.pk)


@screen("cause.edit", feature="3.3")
def causes_group(request: ScopedRequest, pk: int) -> HttpResponse:
    problem = the_problem(request, pk)
    chosen = [note for each in request.POST.getlist("notes") if (note := read_number(each)) is not None]
    form = GroupForm(request.POST or None)
    if form.is_valid():
        try:
            data = form.cleaned_data
            made = group_causes(request.scope, data["form_token"], problem, chosen, text=data["text"])
        except Refused as reason:
            return _refused(
                request,
                problem,
                form,
                reason,
                heading=_("Samla lappar"),
                notes=_to_gather(request, problem, chosen),
            )
        warn_about_personal_data(request, form)
        said = _("De valda lapparna hänger nu under ”%(text)s”.") % {"text": made.text}
        return answer(request, problem, said, made.pk)
    if form.errors and request.headers.get(LIVE):
        return answer(request, problem, _first_error(form), status=422)
    return _form_page(
        request, form, problem, heading=_("Samla lappar"), notes=_to_gather(request, problem, chosen)
    )


@screen("cause.view", feature="3.3")
def cause_history(request: ScopedRequest, pk: int) -> HttpResponse:
    cause = _cause(request.scope, pk, get_any_cause)
    context = {
        "cause": cause,
        "problem": cause.problem,
        "told": history(request.scope, cause),
        "back": _tree_address(request, cause),
        "resting": resting_on([cause.pk]),
        "may_edit": request.scope.may("cause.edit") and is_growing(cause.problem),
    }
    return render(request, "join/cause_history.html", context)


class ToGather(NamedTuple):
    """A note that may be gathered with others; deeper ones stand farther in."""

    pk: int
    label: str
    chosen: bool


def _to_gather(request: ScopedRequest, problem: Problem, chosen: list[int]) -> list[ToGather]:
    """Every note, so that the page is no dead end for whoever ticked too few before they came to it."""
    found = cause_tree(request.scope, problem)
    return [
        ToGather(pk, "\u2003" * (level - 1) + found.causes[pk].text, pk in chosen)
        for pk, level in found.tree.walk()
    ]


def _cause(scope: Scope, pk: int, get: Callable[[Scope, int], Cause]) -> Cause:
    try:
        return get(scope, pk)
    except Cause.DoesNotExist as missing:
        raise Http404 from missing


def _under(request: ScopedRequest, wanted: str) -> Cause | None:
    side, _colon, written = wanted.partition(":")
    number = read_number(written)
    return None if side != "under" or number is None else _cause(request.scope, number, get_any_cause)


def _held_by(cause: Cause) -> str:
    return f"under:{cause.parent_id}" if cause.parent_id else f"branch:{cause.perspective}"


def _tree_address(request: ScopedRequest, cause: Cause) -> str:
    address = reverse("join:tree", args=[request.scope.partnership.slug, cause.problem_id])
    return f"{address}#lapp-{cause.pk}"


def _why_not(scope: Scope, cause: Cause, reason: Exception) -> str:
    """The reason in words; where somebody else was first, also where the note hangs now."""
    if not isinstance(reason, Conflict):
        return str(reason)
    now = cause_tree(scope, cause.problem)
    current = now.causes[cause.pk]
    return _("%(who)s hann före och har just ändrat ”%(text)s”. Den hänger nu %(where)s.") % {
        "who": current.changed_by,
        "text": current.text,
        "where": now.place_in_words(current),
    }


def _first_error(form: Form) -> str:
    return str(next(iter(form.errors.values()))[0])


def _refused(
    request: ScopedRequest,
    problem: Problem,
    form: Form,
    reason: Refused,
    *,
    heading: str,
    notes: list[ToGather] | None = None,
) -> HttpResponse:
    if request.headers.get(LIVE):
        return answer(request, problem, str(reason), status=409)
    form.add_error(None, str(reason))
    return _form_page(request, form, problem, heading=heading, status=409, notes=notes)


def _form_page(
    request: ScopedRequest,
    form: Form,
    problem: Problem,
    *,
    heading: str,
    status: int = 0,
    notes: list[ToGather] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "problem": problem,
        "notes": notes or [],
        "back": reverse("join:tree", args=[request.scope.partnership.slug, problem.pk]),
    }
    return render(request, "join/tree_form.html", context, status=status or (422 if form.errors else 200))
