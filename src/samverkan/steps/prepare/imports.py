"""A file on its way in: sent, looked at and confirmed, read with its progress shown, and what came of it."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from samverkan.datasets import queries
from samverkan.datasets.actions import ReadBefore, cancel_import, queue_import
from samverkan.datasets.looking import chosen_kind, mapping_of
from samverkan.datasets.models import Import, Source
from samverkan.datasets.preview import Preview, preview
from samverkan.datasets.readers import ReadError
from samverkan.datasets.receiving import look_again, receive
from samverkan.datasets.rules import DatasetKind, ImportState
from samverkan.datasets.uploads import TOO_LARGE, upload_path
from samverkan.steps.prepare.import_form import ConfirmForm
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen

MEGABYTE = 1024 * 1024


class UploadForm(Form):
    source = forms.ModelChoiceField(
        Source.objects.none(), label=_("Varifrån kommer filen"), empty_label=_("Välj källa")
    )
    file = forms.FileField(
        label=_("Fil"),
        max_length=255,
        help_text=_(
            "Excel, CSV eller en sparad resultatsida från Brå, som den är. Inget sparas förrän du har bekräftat."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Sorts fil"),
        required=False,
        choices=[("", _("Känn igen den åt mig")), *DatasetKind.choices()],
    )

    def __init__(self, request: ScopedRequest) -> None:
        super().__init__(request.POST or None, request.FILES or None)
        self.fields["source"].queryset = queries.sources(request.scope)  # type: ignore[attr-defined]
        self._too_large = request.META.get(TOO_LARGE, False)

    def clean(self) -> None:
        if self._too_large:
            self.errors.pop("file", None)  # the rest of the file was never received
            limit = settings.UPLOAD_LIMIT // MEGABYTE
            told = _("Filen är större än %(limit)d MB. Dela den, till exempel ett år i varje fil.")
            self.add_error("file", told % {"limit": limit})


@screen("dataset.import", feature="2.3")
def import_new(request: ScopedRequest) -> HttpResponse:
    form = UploadForm(request)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            made = receive(
                request.scope,
                sent["file"],
                source=sent["source"],
                token=sent["form_token"],
                kind=sent["kind"],
            )
        except ReadError as error:
            form.add_error("file", str(error))
        else:
            return _to_import(request, made)
    return render(request, "prepare/import_new.html", {"form": form}, status=422 if form.errors else 200)


@screen("dataset.view", feature="2.3")
def import_page(request: ScopedRequest, pk: int) -> HttpResponse:
    """One address from the first look to the dataset: what it shows follows the state."""
    row = get_object_or_404(queries.imports(request.scope), pk=pk)
    may_import = request.scope.may("dataset.import")
    asked_by_htmx = bool(request.headers.get("HX-Request"))
    if row.state == ImportState.LOOKED_AT and may_import:
        shown = Preview(**row.inspection["preview"])
        return _confirm_page(request, row, ConfirmForm(request.scope, row), shown)
    if not ImportState(row.state).ended:
        template = "prepare/import_running.html" + ("#progress" if asked_by_htmx else "")
        return render(request, template, {"import": row, "may_import": may_import})
    if asked_by_htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "prepare/import_ended.html", {"import": row, "may_import": may_import})


@screen("dataset.import", feature="2.3")
@require_POST
def import_confirm(request: ScopedRequest, pk: int) -> HttpResponse:
    """Read the file as chosen, or show again how it would be read (`do=show`)."""
    row = get_object_or_404(queries.imports(request.scope), pk=pk)
    if row.state != ImportState.LOOKED_AT:
        return _to_import(request, row)
    form = ConfirmForm(request.scope, row, request.POST)
    if not form.is_valid():
        return _confirm_page(request, row, form, Preview(**row.inspection["preview"]))
    if form.wants_another_look():
        return _look_again(request, row, form)
    shown = _preview(row, form)
    if shown.error:
        form.add_error(None, shown.error)
    elif request.POST.get("do") != "show":
        try:
            queue_import(request.scope, row, form.choices(), again=form.cleaned_data.get("again", False))
        except ReadBefore:
            form.ask_whether_again()
        else:
            return _to_import(request, row)
    return _confirm_page(request, row, form, shown)


@screen("dataset.import", feature="2.3")
@require_POST
def import_cancel(request: ScopedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.imports(request.scope), pk=pk)
    cancel_import(request.scope, row)
    messages.info(
        request, _("Inläsningen av %(name)s är avbruten. Ingenting är sparat.") % {"name": row.file_name}
    )
    return redirect("prepare:datasets", request.scope.partnership.slug)


def _look_again(request: ScopedRequest, row: Import, form: ConfirmForm) -> HttpResponse:
    try:
        look_again(
            request.scope,
            row,
            kind=form.cleaned_data["kind"],
            sheet=form.cleaned_data.get("sheet", row.sheet),
        )
    except ReadError as error:
        form.add_error(None, str(error))
        return _confirm_page(request, row, form, Preview(**row.inspection["preview"]))
    return _to_import(request, row)


def _preview(row: Import, form: ConfirmForm) -> Preview:
    choices = form.choices()
    return preview(
        upload_path(row.stored_as),
        row.file_name,
        kind=chosen_kind(row),
        mapping=mapping_of(choices.mapping),
        sheet=row.sheet or None,
        crs=choices.crs,
    )


def _confirm_page(request: ScopedRequest, row: Import, form: ConfirmForm, shown: Preview) -> HttpResponse:
    context = {
        "import": row,
        "form": form,
        "preview": shown,
        "table": [list(zip(shown.columns, cells, shown.numeric, strict=True)) for cells in shown.rows],
        "heads": list(zip(shown.columns, shown.numeric, strict=True)),
        "read_before": form.read_before,
        "being_read": form.being_read,
    }
    return render(request, "prepare/import_confirm.html", context, status=422 if form.errors else 200)


def _to_import(request: ScopedRequest, row: Import) -> HttpResponse:
    return redirect("prepare:import", request.scope.partnership.slug, row.pk)
