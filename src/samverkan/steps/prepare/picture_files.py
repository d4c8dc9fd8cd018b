"""The own picture to read and to fetch, for its own party only: web page, PDF and DOCX of the same content."""

from django.http import HttpResponse
from django.shortcuts import render

from samverkan.documents.printing import Ending, file_of
from samverkan.pictures.printing import draft_document
from samverkan.pictures.queries.road import road
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


def _file(request: ScopedRequest, kind: Ending) -> HttpResponse:
    scope, now = request.scope, road(request.scope)
    content = file_of(kind, None, now.own.sha256, lambda: draft_document(scope, now))
    return download(content, f"Lägesbild {scope.party} {scope.cycle} utkast.{kind}")
