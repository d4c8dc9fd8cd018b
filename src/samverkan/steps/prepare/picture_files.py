"""The own picture to read and to fetch, for its own party only: web page, PDF and DOCX of the same content."""

from django.http import HttpResponse
from django.shortcuts import render

from samverkan.documents import store
from samverkan.documents.store import Kind
from samverkan.pictures.printing import draft_document, draft_key
from samverkan.pictures.queries.road import road
from samverkan.typeset import to_docx, to_pdf
from samverkan.web.downloads import download
from samverkan.web.screens import ScopedRequest, screen


@screen("picture.view", feature="2.1")
def picture_page(request: ScopedRequest) -> HttpResponse:
    now = road(request.scope)
    return render(request, "prepare/picture_page.html", {"document": draft_document(request.scope, now)})


@screen("picture.view", feature="2.1", pdf=True)
def picture_pdf(request: ScopedRequest) -> HttpResponse:
    return _file(request, "pdf")


@screen("picture.view", feature="2.1", pdf=True)
def picture_docx(request: ScopedRequest) -> HttpResponse:
    return _file(request, "docx")


def _file(request: ScopedRequest, kind: Kind) -> HttpResponse:
    scope, write = request.scope, {"pdf": to_pdf, "docx": to_docx}[kind]
    now = road(scope)
    content = store.draft(draft_key(now.own.sha256), kind, lambda: write(draft_document(scope, now)))
    return download(content, f"Lägesbild {scope.party} {scope.cycle} utkast.{kind}")
