"""What the focus areas come from: how far each analysis has come, and one of them with all its parts."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.documents.printing import Ending, file_of
from samverkan.problems.actions.analysis import finish_analysis
from samverkan.problems.analysis_printing import analysis_draft, print_analysis
from samverkan.problems.content import part, perspectives, risk_levels, strategic_crimes
from samverkan.problems.models import Problem
from samverkan.problems.queries import analysis_state, analysis_states, focus_areas, problems
from samverkan.problems.queries.analysis import AnalysisState
from samverkan.problems.queries.causes import is_growing
from samverkan.steps.join.analysis_pages import address, analysis_crumbs
from samverkan.typeset import from_data
from samverkan.web.confirming import ConfirmForm, refused
from samverkan.web.downloads import download
from samverkan.web.screens import ScopedRequest, screen


class FinishForm(ConfirmForm):
    has_read = forms.BooleanField(label=gettext_lazy("Jag har läst analysen, och den är klar som den är nu"))


@screen("cause.view", feature="3.3")
def causes(request: ScopedRequest) -> HttpResponse:
    states = analysis_states(request.scope)
    done = sum(1 for each in states if each.is_finished)
    context = {
        "states": states,
        "done": done,
        "progress_words": _("%(done)s av %(all)s orsaksanalyser är klara")
        % {"done": done, "all": len(states)},
    }
    return render(request, "join/causes.html", context)


@screen("cause.view", feature="3.3")
def analysis(request: ScopedRequest, pk: int) -> HttpResponse:
    scope, now = request.scope, _state(request, pk)
    growing = is_growing(now.problem)
    context = {
        "now": now,
        "problem": now.problem,
        "crumbs": analysis_crumbs(request),
        "why": part("why"),
        "why_row": now.texts.get("why"),
        "perspectives": [
            (part(each.perspective.value), each, now.texts.get(each.perspective.value))
            for each in perspectives()
        ],
        "risks": [(each, now.risks_of(each.level)) for each in risk_levels()],
        "strategic": part("strategic"),
        "strategic_row": now.texts.get("strategic"),
        "reports": strategic_crimes(),
        "growing": growing,
        "today": timezone.localdate(),
        "may_edit": growing and scope.may("cause.edit"),
        "may_finish": growing and scope.may("cause.finish"),
    }
    return render(request, "join/analysis.html", context)


@screen("cause.view", feature="3.3")
def page(request: ScopedRequest, pk: int) -> HttpResponse:
    now = _state(request, pk)
    context = {
        "now": now,
        "crumbs": analysis_crumbs(request, now.problem),
        "document": from_data(now.document.content)
        if now.document and now.is_finished
        else analysis_draft(request.scope, now),
    }
    return render(request, "join/analysis_page.html", context)


@screen("cause.view", feature="3.3", pdf=True)
def pdf(request: ScopedRequest, pk: int) -> HttpResponse:
    return _file(request, pk, "pdf")


@screen("cause.view", feature="3.3", pdf=True)
def docx(request: ScopedRequest, pk: int) -> HttpResponse:
    return _file(request, pk, "docx")


def _file(request: ScopedRequest, pk: int, ending: Ending) -> HttpResponse:
    """The adopted file when it is of what the analysis says now, else a draft that says it is one."""
    now = _state(request, pk)
    adopted = now.document if now.is_finished else None
    content = file_of(ending, adopted, now.sha256, lambda: analysis_draft(request.scope, now))
    return download(content, _name(now, ending))


@screen("cause.finish", feature="3.3", pdf=True)
def finish(request: ScopedRequest, pk: int) -> HttpResponse:
    get_object_or_404(focus_areas(request.scope), pk=pk)
    now = _state(request, pk)
    form = FinishForm(request.POST or None, initial={"content_sha256": now.sha256})
    status = 200
    if form.is_valid():
        try:
            finish_analysis(
                request.scope,
                form.cleaned_data["form_token"],
                now.problem,
                content_sha256=form.cleaned_data["content_sha256"],
                printed=print_analysis(request.scope, now),
            )
        except Refused as reason:
            now = _state(request, pk)
            form, status = refused(FinishForm, request.POST, now.sha256, str(reason)), 409
        else:
            messages.success(request, _("Orsaksanalysen är klar och finns nu som dokument."))
            return redirect(address(request, "analysis", pk))
    elif form.errors:
        status = 422
    context = {
        "form": form,
        "now": now,
        "document": analysis_draft(request.scope, now),
        "crumbs": analysis_crumbs(request, now.problem),
        "back": address(request, "analysis", pk),
        "untested": len(now.hypotheses) - now.tested,
        "without": now.without_evidence,
        "open": now.is_ready and not now.is_finished,
    }
    return render(request, "join/analysis_finish.html", context, status=status)


def _state(request: ScopedRequest, pk: int) -> AnalysisState:
    """Also of a problem that is not in focus any longer: what was written can still be read."""
    found: Problem = get_object_or_404(problems(request.scope).select_related("analysis__document"), pk=pk)
    return analysis_state(request.scope, found)


def _name(now: AnalysisState, ending: str) -> str:
    draft = "" if now.is_finished else " utkast"
    return f"Orsaksanalys {now.problem.name}{draft}.{ending}"
