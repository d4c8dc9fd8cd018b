"""The agenda of a meeting that is called: what has come to wait, own items, and their order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.groups.actions import add_agenda_item, collect, move_agenda_item, remove_agenda_item
from samverkan.groups.models import AgendaItem, Meeting
from samverkan.groups.queries import agenda, meetings
from samverkan.process.agenda import Waiting, waiting_for
from samverkan.process.state import cycle_state
from samverkan.steps.initiate.form_page import address, form_page, meeting_crumbs
from samverkan.steps.initiate.meeting import chosen, offer
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class ItemForm(Form):
    collected = forms.MultipleChoiceField(
        label=gettext_lazy("Det här väntar på gruppen"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    title = forms.CharField(label=gettext_lazy("En egen punkt"), max_length=200, required=False)
    why = forms.CharField(
        label=gettext_lazy("Vad ska gruppen göra med den?"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Till exempel besluta, diskutera eller ta del."),
    )

    def __init__(self, waiting: Sequence[Waiting], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, waiting)
        self.fields["title"].required = "collected" not in self.fields

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if not cleaned.get("title") and not cleaned.get("collected") and not self.errors:
            self.add_error("title", _("Skriv en egen punkt, eller kryssa i något som väntar."))
        return cleaned


@screen("groups.edit", feature="1.4")
def add(request: ScopedRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(meetings(request.scope), pk=pk)
    state = request.cycle_state = cycle_state(request.scope)
    waiting = waiting_for(request.scope, meeting.group, meeting, state)
    form = ItemForm(waiting, request.POST or None)
    done = made(
        request, form, lambda: _add(request, meeting, form, waiting), _("Dagordningen är uppdaterad.")
    )
    if done:
        return redirect(f"{address(request, 'meeting', pk)}#agenda-heading")
    return form_page(
        request,
        form,
        heading=_("Vad mer ska upp på mötet?"),
        crumbs=meeting_crumbs(request, meeting),
        template="initiate/waiting_form.html",
        private=[each for each in waiting if each.private],
        submit=_("Lägg till på dagordningen"),
    )


def _add(request: ScopedRequest, meeting: Meeting, form: Form, waiting: Sequence[Waiting]) -> Meeting:
    title, token = form.cleaned_data["title"], form.cleaned_data["form_token"]
    if picked := chosen(form, waiting):
        collect(request.scope, meeting, picked)
    if title:
        add_agenda_item(request.scope, token, meeting, title=title, why=form.cleaned_data["why"])
    return meeting


@screen("groups.edit", feature="1.4")
@require_POST
def move(request: ScopedRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(agenda(request.scope), pk=pk)
    move_agenda_item(request.scope, item, up="up" in request.POST)
    return _back(request, item)


@screen("groups.edit", feature="1.4")
@require_POST
def remove(request: ScopedRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(agenda(request.scope), pk=pk)
    remove_agenda_item(request.scope, item)
    messages.success(request, _("Punkten är borttagen från dagordningen."))
    return redirect(f"{address(request, 'meeting', item.meeting_id)}#agenda-heading")


def _back(request: ScopedRequest, item: AgendaItem) -> HttpResponse:
    return redirect(f"{address(request, 'meeting', item.meeting_id)}#punkt-{item.pk}")
