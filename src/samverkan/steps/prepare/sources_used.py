"""Which sources the own picture rests on, which were left aside, and what that leaves out (handbook p. 34)."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.datasets import queries
from samverkan.datasets.models import Source
from samverkan.pictures.actions import assess_source
from samverkan.pictures.models import SourceUse
from samverkan.pictures.queries.own import source_uses
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class SourceUseForm(Form):
    used = forms.TypedChoiceField(
        label=gettext_lazy("Bygger bilden på källan?"),
        choices=[("yes", gettext_lazy("Ja, den används")), ("no", gettext_lazy("Nej, den valdes bort"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=gettext_lazy("Begränsningar, eller varför den valdes bort"),
        widget=forms.Textarea,
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Vad syns inte i källan, och vad betyder det för bilden?"),
    )


@dataclass(frozen=True)
class Row:
    """A source of the catalogue with what the picture says about it, None where nothing is said yet."""

    source: Source
    use: SourceUse | None


@screen("picture.view", feature="2.1")
def sources_used(request: ScopedRequest) -> HttpResponse:
    uses = {use.source_id: use for use in source_uses(request.scope)}
    rows = [Row(source, uses.get(source.pk)) for source in queries.sources(request.scope)]
    rows.sort(key=lambda row: (row.use is not None, -row.source.dataset_count))  # type: ignore[attr-defined]
    assessed = sum(1 for row in rows if row.use)
    context = {
        "rows": rows,
        "assessed": assessed,
        "progress_words": _("%(done)s av %(all)s källor är bedömda") % {"done": assessed, "all": len(rows)},
        "may_edit": request.scope.may("picture.edit"),
    }
    return render(request, "prepare/sources_used.html", context)


@screen("picture.edit", feature="2.1")
def source_used(request: ScopedRequest, pk: int) -> HttpResponse:
    source = get_object_or_404(queries.sources(request.scope), pk=pk)
    use = source_uses(request.scope).filter(source=source).first()
    form = SourceUseForm(
        request.POST or None, initial=_as_said(use) if use else {"remark": source.weaknesses}
    )
    outcome = save(
        request,
        form,
        lambda version: assess_source(
            request.scope,
            source,
            version,
            used=form.cleaned_data["used"],
            remark=form.cleaned_data["remark"],
        ),
        _("Bedömningen av %(name)s är sparad.") % {"name": source.name},
        reverse("prepare:sources_used", args=[request.scope.partnership.slug]),
    )
    context = {"form": form, "clashes": outcome.clashes, "source": source}
    return outcome.response or render(
        request, "prepare/source_used.html", context, status=outcome.status(form)
    )


def _as_said(use: SourceUse) -> dict[str, Any]:
    return {
        "used": "yes" if use.used else "no",
        "remark": use.remark,
        "expected_version": use.version,
    }
