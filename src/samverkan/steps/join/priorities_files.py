"""The prioritisation as web page, PDF and DOCX: the adopted file when it reads the same, else a draft that says so."""

from django.http import HttpResponse
from django.shortcuts import render

from samverkan.documents.printing import Ending, file_of
from samverkan.problems.printing import priorities_draft
from samverkan.problems.queries.prioritised import prioritised
from samverkan.typeset import from_data
from samverkan.web.downloads import download
from samverkan.web.screens import ScopedRequest, screen


@screen("problem.view", feature="3.2")
def page(request: ScopedRequest) -> HttpResponse:
    now = prioritised(request.scope)
    adopted = now.adopted if now.is_adopted else None
    document = from_data(adopted.content) if adopted else priorities_draft(request.scope, now)
    return render(request, "join/priorities_page.html", {"document": document})


@screen("problem.view", feature="3.2", pdf=True)
def pdf(request: ScopedRequest) -> HttpResponse:
    return _file(request, "pdf")


@screen("problem.view", feature="3.2", pdf=True)
def docx(request: ScopedRequest) -> HttpResponse:
    return _file(request, "docx")


def _file(request: ScopedRequest, ending: Ending) -> HttpResponse:
    """The adopted file when it is of what is said now, else a draft that says it is one."""
    now = prioritised(request.scope)
    adopted = now.adopted if now.is_adopted else None
    content = file_of(ending, adopted, now.sha256, lambda: priorities_draft(request.scope, now))
    return download(content, _name(request, ending, draft=adopted is None))


def _name(request: ScopedRequest, ending: str, *, draft: bool = False) -> str:
    scope = request.scope
    return f"Prioritering {scope.partnership} {scope.cycle}{' utkast' if draft else ''}.{ending}"
