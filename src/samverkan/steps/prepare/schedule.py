"""When the pictures should be ready: the time frame that the steering group has set (handbook p. 34)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Conflict
from samverkan.pictures.actions import set_due_day
from samverkan.web.fields import DateField
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class DueForm(Form):
    due_on = DateField(label=gettext_lazy("Lägesbilderna ska vara klara"), required=False)
    seen = forms.DateField(required=False, widget=forms.HiddenInput({"id": False}))


@screen("picture.schedule", feature="2.12")
def due(request: ScopedRequest) -> HttpResponse:
    stands = request.scope.cycle.picture_due_on
    form = DueForm(request.POST or None, initial={"due_on": stands, "seen": stands})
    if form.is_valid():
        try:
            set_due_day(request.scope, form.cleaned_data["seen"], form.cleaned_data["due_on"])
        except Conflict:
            data = request.POST.copy()
            data["seen"] = stands.isoformat() if stands else ""
            form = DueForm(data)
            form.add_error(
                "due_on",
                _("Någon annan har just bestämt %(day)s. Spara igen om din dag ska gälla.")
                % {"day": stands or _("att ingen dag gäller")},
            )
        else:
            messages.success(request, _("Tidsramen är sparad och gäller alla parter."))
            return redirect("prepare:own_picture", request.scope.partnership.slug)
    context = {"form": form, "heading": _("När ska lägesbilderna vara klara?")}
    return render(request, "prepare/due.html", context, status=422 if form.errors else 200)
