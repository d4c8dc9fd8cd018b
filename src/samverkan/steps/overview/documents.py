"""The document store: what the process has adopted, who stood behind it, and the files (handbook p. 59, 77)."""

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.documents import store
from samverkan.documents.actions import register_version
from samverkan.documents.models import DocumentVersion
from samverkan.documents.queries import current, may_register, versions
from samverkan.documents.rules import DocumentKind
from samverkan.groups.queries import decisions_about
from samverkan.partnerships.models import Cycle
from samverkan.plans.queries.signing import signing_of
from samverkan.process.drafts import drafts
from samverkan.process.stages import Stages, noted
from samverkan.process.state import cycle_state
from samverkan.process.subjects import subject_of
from samverkan.typeset import from_data
from samverkan.web.downloads import download
from samverkan.web.fields import NameField
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen

A_PAGE = 25


class FilterForm(forms.Form):
    """What to look for; a choice that does not exist finds everything."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Sort"),
        required=False,
        choices=[("", gettext_lazy("Alla")), *DocumentKind.choices()],
    )
    cycle = forms.ChoiceField(label=gettext_lazy("Varv"), required=False)
    stands = forms.ChoiceField(
        label=gettext_lazy("Vilka versioner"),
        required=False,
        choices=[("", gettext_lazy("Alla versioner")), ("current", gettext_lazy("Bara de som gäller"))],
    )

    def __init__(self, data: object, cycles: list[Cycle]) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]
        chosen = [("", _("Alla")), *((str(cycle.pk), cycle.name) for cycle in cycles)]
        self.fields["cycle"].choices = chosen  # type: ignore[attr-defined]

    def narrow(self, found: QuerySet[DocumentVersion]) -> QuerySet[DocumentVersion]:
        if not self.is_valid():
            return found
        asked = self.cleaned_data
        if asked["kind"]:
            found = found.filter(document__kind=asked["kind"])
        if asked["cycle"]:
            found = found.filter(document__cycle=asked["cycle"])
        return current(found) if asked["stands"] else found


class RegisterForm(Form):
    number = NameField(
        label=gettext_lazy("Diarienummer"),
        max_length=60,
        help_text=gettext_lazy("Numret som dokumentet har fått hos er, till exempel KS 2026/12."),
    )


@screen("document.view", feature="P9")
def documents(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    form = FilterForm(request.GET, list(scope.partnership.cycles.all()))
    page = Paginator(form.narrow(versions(scope)), A_PAGE).get_page(request.GET.get("page"))
    state = cycle_state(scope)
    context = {
        "page": page,
        "changed": _changed_since(page, noted(scope, state)),
        "form": form,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "drafts": drafts(scope, state),
    }
    return render(request, "overview/documents.html", context)


@screen("document.view", feature="P9")
def document(request: ScopedRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    return _page(request, version, RegisterForm())


@screen("document.register", feature="P9")
@require_POST
def document_register(request: ScopedRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    form = RegisterForm(request.POST)
    if not form.is_valid():
        return _page(request, version, form, status=422)
    number = form.cleaned_data["number"]
    register_version(request.scope, form.cleaned_data["form_token"], version, number)
    messages.success(request, _("Diarienumret %(number)s är antecknat.") % {"number": number})
    return redirect("overview:document", request.scope.partnership.slug, pk)


def _page(
    request: ScopedRequest, version: DocumentVersion, form: RegisterForm, status: int = 200
) -> HttpResponse:
    subject = subject_of(version)
    context = {
        "version": version,
        "changed": _changed_since([version], noted(request.scope)),
        "document": from_data(version.content),
        "others": [
            other for other in versions(request.scope).filter(document=version.document) if other != version
        ],
        "decisions": decisions_about(request.scope, subject.kind, subject.pk),
        "signing": signing_of(request.scope, version) if request.scope.may("agreement.view") else None,
        "form": form,
        "may_register": may_register(request.scope, version),
    }
    return render(request, "overview/document.html", context, status=status)


@screen("document.view", feature="P9")
def document_pdf(request: ScopedRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    return download(store.read(version.pdf_sha256, "pdf"), _name(version, "pdf"))


@screen("document.view", feature="P9")
def document_docx(request: ScopedRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    return download(store.read(version.docx_sha256, "docx"), _name(version, "docx"))


def _changed_since(shown: Iterable[DocumentVersion], stages: Stages) -> set[int]:
    """Those of what is shown that tell of a cause analysis which has been changed and not finished again. No query."""
    unfinished = {str(problem) for problem, stage in stages.joint["analyses"] if stage}
    return {
        version.pk
        for version in shown
        if version.document.kind == DocumentKind.CAUSE_ANALYSIS and version.document.about in unfinished
    }


def _version(request: ScopedRequest, pk: int) -> DocumentVersion:
    version: DocumentVersion = get_object_or_404(versions(request.scope).defer(None), pk=pk)
    return version


def _name(version: DocumentVersion, ending: str) -> str:
    return f"{version.title} {version.document.cycle} version {version.number}.{ending}"
