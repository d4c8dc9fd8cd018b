"""The prioritisation as web page, PDF and DOCX: the adopted file when it reads the same, else a draft that says so."""

from django.http import HttpResponse
from django.shortcuts import render

from samverkan.documents import store
from samverkan.pictures.printing import draft_key
from samverkan.problems.printing import priorities_draft
from samverkan.problems.queries.prioritised import prioritised
from samverkan.typeset import to_docx, to_pdf
from samverkan.web.downloads import download
from samverkan.web.screens import ScopedRequest, screen


@screen("problem.view", feature="3.2")
def page(request: ScopedRequest) -> HttpResponse:
    document = priorities_draft(request.scope, prioritised(request.scope))
    return render(request, "join/priorities_page.html", {"document": document})


@screen("problem.view", feature="3.2", pdf=True)
def pdf(request: ScopedRequest) -> HttpResponse:
    now = prioritised(request.scope)
    if now.adopted and now.is_adopted:
        return download(store.read(now.adopted.pdf_sha256, "pdf"), _name(request, "pdf"))
    made = store.draft(draft_key(now.sha256), "pdf", lambda: to_pdf(priorities_draft(request.scope, now)))
    return download(made, _name(request, "pdf", draft=True))


@screen("problem.view", feature="3.2", pdf=True)
def docx(request: ScopedRequest) -> HttpResponse:
    now = prioritised(request.scope)
    if now.adopted and now.is_adopted:
        return download(store.read(now.adopted.docx_sha256, "docx"), _name(request, "docx"))
    made = store.draft(draft_key(now.sha256), "docx", lambda: to_docx(priorities_draft(request.scope, now)))
    return download(made, _name(request, "docx", draft=True))


def _name(request: ScopedRequest, ending: str, *, draft: bool = False) -> str:
    scope = request.scope
    return f"Prioritering {scope.partnership} {scope.cycle}{' utkast' if draft else ''}.{ending}"
