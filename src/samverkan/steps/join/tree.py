"""The cause tree of a focus area: read, grown together, drawn and printed (handbook p. 52)."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samverkan.access.actions import Refused
from samverkan.charts.cause_tree import cause_tree as draw
from samverkan.problems.actions.undoing import undo_in_tree
from samverkan.problems.models import Problem
from samverkan.problems.queries import get_problem
from samverkan.problems.queries.causes import (
    CauseTree,
    cause_tree,
    is_growing,
    latest,
    may_undo,
    removed,
    seen,
    tree_log,
)
from samverkan.problems.tree_drawing import branches_of
from samverkan.steps.join.tree_forms import AddForm, GroupForm
from samverkan.steps.join.tree_notes import drawings, limbs
from samverkan.web.screens import ScopedRequest, screen

LIVE = "X-Tree"  # the page's own script asks and answers with the tree alone


def the_problem(request: ScopedRequest, pk: int) -> Problem:
    try:
        return get_problem(request.scope, pk)
    except Problem.DoesNotExist as missing:
        raise Http404 from missing


@screen("cause.view", feature="3.3")
def tree(request: ScopedRequest, pk: int) -> HttpResponse:
    problem = the_problem(request, pk)
    context = {"problem": problem, "growing": is_growing(problem)}
    if is_growing(problem):
        context |= _tree_context(request, cause_tree(request.scope, problem))
        context |= {
            "add_form": AddForm(auto_id="add_%s"),
            "group_form": GroupForm(auto_id="group_%s"),
        }
    return render(request, "join/tree.html", context)


@screen("cause.view", feature="3.3")
def tree_live(request: ScopedRequest, pk: int) -> HttpResponse:
    """The tree alone, for a page that shows it; nothing where it is as the page has `seen` it."""
    now = seen(request.scope, pk)
    if now is None:
        raise Http404
    if request.GET.get("seen") == now:
        return HttpResponse(status=204)
    return fragment(request, the_problem(request, pk))


@screen("cause.edit", feature="3.3")
@require_POST
def tree_undo(request: ScopedRequest, pk: int) -> HttpResponse:
    problem = the_problem(request, pk)
    try:
        undone = undo_in_tree(request.scope, problem, _act(request.POST.get("act", "")))
    except Refused as reason:
        return answer(request, problem, str(reason), status=409)
    said = _("Ångrat: du %(did)s.") % {"did": undone.words}
    return answer(request, problem, said, undone.changes[-1].cause_id)


def _act(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


@screen("cause.view", feature="3.3")
def tree_drawn(request: ScopedRequest, pk: int) -> HttpResponse:
    problem = the_problem(request, pk)
    found = cause_tree(request.scope, problem)
    branches = branches_of(found)
    context = {
        "problem": problem,
        "chart": draw(problem.name, branches, landscape=True),
        "narrow": draw(problem.name, branches, compact=True),
        "now": timezone.localdate(),
        "limbs": limbs(request.scope, found, editable=False),
        "count": len(found.causes),
    }
    return render(request, "join/tree_drawn.html", context)


@screen("cause.view", feature="3.3")
def tree_log_page(request: ScopedRequest, pk: int) -> HttpResponse:
    problem = the_problem(request, pk)
    context = {
        "problem": problem,
        "told": tree_log(request.scope, problem),
        "removed": removed(request.scope, problem),
        "may_edit": request.scope.may("cause.edit") and is_growing(problem),
    }
    return render(request, "join/tree_log.html", context)


def answer(
    request: ScopedRequest, problem: Problem, said: str, note: int | None = None, status: int = 200
) -> HttpResponse:
    """What has been done, or why not: to the page's script as the tree, to everybody else as the page."""
    if request.headers.get(LIVE):
        return fragment(request, problem, said, status)
    (messages.success if status == 200 else messages.error)(request, said)
    response = redirect("join:tree", request.scope.partnership.slug, problem.pk)
    if note:
        response["Location"] += f"#lapp-{note}"
    return response


def fragment(request: ScopedRequest, problem: Problem, said: str = "", status: int = 200) -> HttpResponse:
    found = cause_tree(request.scope, problem)
    context = _tree_context(request, found) | {"problem": problem, "said": said, "scope": request.scope}
    # Without the request: a piece of the page needs none of what the frame reads.
    return HttpResponse(render_to_string("join/tree_fragment.html", context), status=status)


def _tree_context(request: ScopedRequest, found: CauseTree) -> dict[str, object]:
    scope, problem = request.scope, found.problem
    may_edit = scope.may("cause.edit") and is_growing(problem)
    last = latest(scope, problem)
    count = len(found.causes)
    return {
        "limbs": limbs(scope, found, editable=may_edit),
        "drawings": drawings(),
        "count_words": ngettext("%(count)s lapp i trädet", "%(count)s lappar i trädet", count)
        % {"count": count},
        "count": count,
        "latest": last,
        "seen": found.seen,
        "token": uuid4(),
        "may_edit": may_edit,
        "may_undo": may_undo(scope, problem) if may_edit else None,
    }
