"""The document store: what the process has adopted, who stood behind it, and the files (handbook p. 59, 77)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from samverkan.documents import store
from samverkan.documents.models import DocumentVersion
from samverkan.documents.queries import versions
from samverkan.groups.queries import decisions_about
from samverkan.process.subjects import subject_of
from samverkan.typeset import from_data
from samverkan.web.downloads import download
from samverkan.web.screens import ScopedRequest, screen

A_PAGE = 25


@screen("document.view", feature="P9")
def documents(request: ScopedRequest) -> HttpResponse:
    page = Paginator(versions(request.scope), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "overview/documents.html", {"page": page})


@screen("document.view", feature="P9")
def document(request: ScopedRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    subject = subject_of(version)
    context = {
        "version": version,
        "document": from_data(version.content),
        "decisions": decisions_about(request.scope, subject.kind, subject.pk),
    }
    return render(request, "overview/document.html", context)


@screen("document.view", feature="P9")
def document_pdf(request: ScopedRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    return download(store.read(version.pdf_sha256, "pdf"), _name(version, "pdf"))


@screen("document.view", feature="P9")
def document_docx(request: ScopedRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    return download(store.read(version.docx_sha256, "docx"), _name(version, "docx"))


def _version(request: ScopedRequest, pk: int) -> DocumentVersion:
    version: DocumentVersion = get_object_or_404(versions(request.scope).defer(None), pk=pk)
    return version


def _name(version: DocumentVersion, ending: str) -> str:
    return f"{version.document.title} {version.document.cycle} version {version.number}.{ending}"
