"""Which mails the person who looks wants to have."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.notices.actions import choose_notices
from samverkan.notices.queries import latest, wanted_kinds
from samverkan.notices.rules import CHOOSABLE, Kind
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class NoticesForm(Form):
    kinds = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Skicka mejl till mig"),
        choices=[(kind.value, f"{kind.swedish}. {kind.hint}") for kind in CHOOSABLE],
        coerce=Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    # Nothing chosen is an answer too: this tells it from a form that came without its fields.
    shown = forms.BooleanField(widget=forms.HiddenInput({"id": False}), initial=True)


@screen("notices.choose", feature="P4")
def notices(request: ScopedRequest) -> HttpResponse:
    wanted = wanted_kinds(request.scope.user)
    form = NoticesForm(request.POST or None, initial={"kinds": wanted, "shown": True})
    if form.is_valid():
        choose_notices(request.scope, form.cleaned_data["kinds"])
        messages.success(request, _("Ditt val är sparat och gäller från och med nu."))
        return redirect("overview:notices", request.scope.partnership.slug)
    context = {
        "form": form,
        "wanted": len(wanted),
        "all": len(CHOOSABLE),
        "latest": latest(request.scope),
        "heading": _("Vilka mejl vill du ha?"),
    }
    return render(request, "overview/notices.html", context, status=422 if form.errors else 200)
