"""What differs between two versions of the agreement, part by part."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from samverkan.plans.queries.versions import compared, versions_to_compare
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class CompareForm(Form):
    before = forms.ChoiceField(label=gettext_lazy("Jämför"))
    after = forms.ChoiceField(label=gettext_lazy("Med"))


@screen("agreement.view", feature="3.7")
def changes(request: ScopedRequest) -> HttpResponse:
    versions = versions_to_compare(request.scope)
    found = compared(versions, request.GET.get("before", ""), request.GET.get("after", ""))
    form = CompareForm(
        initial={"before": found[0].key, "after": found[1].key} if found else None, auto_id="compare-%s"
    )
    for name in ("before", "after"):
        form.fields[name].choices = [(each.key, each.name) for each in versions]  # type: ignore[attr-defined]
    context = {
        "versions": versions,
        "form": form,
        "before": found[0] if found else None,
        "after": found[1] if found else None,
        "changes": found[2] if found else [],
    }
    return render(request, "join/agreement_changes.html", context)
