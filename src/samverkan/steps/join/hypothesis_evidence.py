"""What the answer to a hypothesis rests on: a finding, a dialogue, a file, something else."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.scope import Scope
from samverkan.pictures.models import Finding
from samverkan.pictures.queries.joint import joint_findings
from samverkan.problems.actions.hypotheses import add_evidence, put_back_evidence, remove_evidence
from samverkan.problems.files import StoredFile, Unfit, keep_file, read_file
from samverkan.problems.models import Hypothesis, HypothesisEvidence
from samverkan.problems.queries import hypotheses as queries
from samverkan.problems.rules import EvidenceKind
from samverkan.steps.join.analysis_pages import address, form_page
from samverkan.steps.join.hypotheses import hypothesis_crumbs
from samverkan.web.downloads import download
from samverkan.web.fields import NameField, PastDateField
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class EvidenceForm(Form):
    """Something else; the other kinds ask for more."""

    what = forms.CharField(
        label=gettext_lazy("Vad vet ni, och varifrån?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
    )

    def parts(self) -> dict[str, Any]:
        names = ("what", "finding", "held_on", "who")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class FindingForm(EvidenceForm):
    finding = forms.ModelChoiceField(
        Finding.objects.none(),
        label=gettext_lazy("Vilken iakttagelse i den gemensamma lägesbilden?"),
        help_text=gettext_lazy("Har iakttagelsen ett diagram följer det med."),
        empty_label=gettext_lazy("Välj en iakttagelse"),
    )
    what = forms.CharField(
        label=gettext_lazy("Vad säger den om hypotesen?"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
        max_length=4000,
    )
    field_order = ("finding", "what")

    def choose_among(self, scope: Scope) -> None:
        field: Any = self.fields["finding"]
        field.queryset = joint_findings(scope)
        field.label_from_instance = lambda finding: Truncator(finding.what).chars(100)


class DialogueForm(EvidenceForm):
    what = forms.CharField(
        label=gettext_lazy("Vad kom fram?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
    )
    held_on = PastDateField(label=gettext_lazy("Vilken dag?"))
    who = NameField(
        label=gettext_lazy("Med vilka?"),
        help_text=gettext_lazy(
            "Skriv funktion eller grupp, till exempel ”hyresgäster i kvarteret”. Inga namn."
        ),
        max_length=160,
        error_messages={"personal": gettext_lazy("Det ser ut att stå %(told)s. Skriv utan.")},
    )


class FileForm(EvidenceForm):
    file = forms.FileField(
        label=gettext_lazy("Vilken fil?"),
        max_length=255,
        help_text=gettext_lazy(
            "PDF, PNG, JPEG, XLSX, DOCX eller CSV, högst 20 MB. Alla parter kan hämta den. "
            "Se själva till att inga personuppgifter står i den: innehållet läses inte här."
        ),
    )
    what = forms.CharField(
        label=gettext_lazy("Vad visar filen?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
    )
    field_order = ("file", "what")

    def keep(self) -> StoredFile | None:
        """Safe in the store; None, with the reason in the form, when the file cannot be kept."""
        try:
            return keep_file(self.cleaned_data["file"])
        except Unfit as reason:
            self.add_error("file", str(reason))
            return None


FORMS: dict[EvidenceKind, type[EvidenceForm]] = {
    EvidenceKind.FINDING: FindingForm,
    EvidenceKind.DIALOGUE: DialogueForm,
    EvidenceKind.FILE: FileForm,
    EvidenceKind.OTHER: EvidenceForm,
}
HEADINGS = {
    EvidenceKind.FINDING: gettext_lazy("Lägg till en iakttagelse som underlag"),
    EvidenceKind.DIALOGUE: gettext_lazy("Lägg till en dialog som underlag"),
    EvidenceKind.FILE: gettext_lazy("Lägg till en fil som underlag"),
    EvidenceKind.OTHER: gettext_lazy("Lägg till något annat som underlag"),
}


@screen("cause.edit", feature="3.4")
def add(request: ScopedRequest, pk: int, kind: str) -> HttpResponse:
    scope = request.scope
    found: Hypothesis = get_object_or_404(queries.hypotheses(scope).filter(removed_at=None), pk=pk)
    if kind not in list(EvidenceKind):
        raise Http404
    sort = EvidenceKind(kind)
    form = FORMS[sort](request.POST or None, request.FILES or None)
    if isinstance(form, FindingForm):
        form.choose_among(scope)
    file = form.keep() if isinstance(form, FileForm) and form.is_valid() else None
    if made(
        request,
        form,
        lambda: add_evidence(
            scope, form.cleaned_data["form_token"], found, kind=sort, file=file, **form.parts()
        ),
        _("Underlaget är sparat."),
    ):
        return redirect(f"{address(request, 'hypothesis', pk)}#evidence")
    return form_page(
        request,
        form,
        heading=str(HEADINGS[sort]),
        crumbs=hypothesis_crumbs(request, found),
        row="3.4",
        lead=found.question,
    )


@screen("cause.edit", feature="3.4")
@require_POST
def remove(request: ScopedRequest, pk: int) -> HttpResponse:
    row: HypothesisEvidence = get_object_or_404(
        queries.evidence(request.scope).filter(removed_at=None), pk=pk
    )
    remove_evidence(request.scope, row)
    messages.success(request, _("Underlaget är borttaget från hypotesen. Det går att lägga tillbaka."))
    return _back(request, row)


@screen("cause.edit", feature="3.4")
@require_POST
def put_back(request: ScopedRequest, pk: int) -> HttpResponse:
    row: HypothesisEvidence = get_object_or_404(
        queries.evidence(request.scope).exclude(removed_at=None), pk=pk
    )
    put_back_evidence(request.scope, row)
    messages.success(request, _("Hypotesen vilar på underlaget igen."))
    return _back(request, row)


@screen("cause.view", feature="3.4")
def file(request: ScopedRequest, pk: int) -> HttpResponse:
    """As it came, to be saved by the browser and never shown by it."""
    try:
        row = queries.get_evidence_file(request.scope, pk)
    except HypothesisEvidence.DoesNotExist as missing:
        raise Http404 from missing
    return download(read_file(row.file_sha256), row.file_name)


def _back(request: ScopedRequest, row: HypothesisEvidence) -> HttpResponse:
    return redirect(f"{address(request, 'hypothesis', row.hypothesis_id)}#evidence")
