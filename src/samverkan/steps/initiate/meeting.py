"""One meeting on one page: agenda, who was there, what was decided, and the minutes; and calling a group to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Conflict
from samverkan.groups.actions import call_meeting, cancel_meeting, change_meeting
from samverkan.groups.content import hours
from samverkan.groups.models import AgendaItem, Decision
from samverkan.groups.queries import (
    agenda,
    decisions,
    expected,
    groups,
    meetings,
    minutes_of,
    presence,
    why_not_approve,
    wrote,
)
from samverkan.groups.rules import Presence
from samverkan.process.agenda import Waiting, own_waiting, waiting_for
from samverkan.process.state import cycle_state
from samverkan.steps.initiate.form_page import address, form_page, group_crumbs, meeting_crumbs
from samverkan.steps.initiate.subject_links import link
from samverkan.web.fields import DateField, TimeField
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

CALL_GUIDE = (
    gettext_lazy(
        "Det som väntar på gruppen är redan ikryssat. Ta bort det som inte hinns med, så väntar det kvar."
    ),
    gettext_lazy("Du kan lägga till egna punkter och ändra ordningen när mötet är kallat."),
)


class MeetingForm(Form):
    read_by_all = True
    day = DateField(label=gettext_lazy("Vilken dag?"))
    starts_at = TimeField(label=gettext_lazy("Börjar"))
    ends_at = TimeField(label=gettext_lazy("Slutar"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Var?"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("En lokal, eller att ni ses digitalt."),
    )

    def parts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("day", "starts_at", "ends_at", "place")}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        first, last = cleaned.get("starts_at"), cleaned.get("ends_at")
        if first and last and last <= first:
            self.add_error("ends_at", _("Mötet behöver sluta efter att det börjar."))
        return cleaned


class CallForm(MeetingForm):
    collected = forms.MultipleChoiceField(
        label=gettext_lazy("Det här väntar på gruppen"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Kryssa i det som ska upp på mötet."),
    )

    def __init__(self, waiting: Sequence[Waiting], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, waiting)


class CancelForm(Form):
    read_by_all = True
    reason = forms.CharField(
        label=gettext_lazy("Varför ställs mötet in?"),
        widget=forms.Textarea({"rows": 2}),
        max_length=1000,
        help_text=gettext_lazy("Skälet syns för alla parter."),
    )


def offer(form: Form, waiting: Sequence[Waiting]) -> None:
    """Let the field `collected` choose among what waits; without anything that waits there is no field."""
    shared = [each for each in waiting if not each.private]
    if not shared:
        del form.fields["collected"]
        return
    form.fields["collected"].choices = [  # type: ignore[attr-defined]
        (each.key, f"{each.title}. {each.why}") for each in shared
    ]
    form.fields["collected"].initial = [each.key for each in shared]


def chosen(form: Form, waiting: Sequence[Waiting]) -> list[Waiting]:
    keys = form.cleaned_data.get("collected", [])
    return [each for each in waiting if each.key in keys]


@dataclass(frozen=True)
class Point:
    """An item of the agenda with what was noted and decided under it."""

    item: AgendaItem
    url: str
    note: str
    decisions: list[Decision]


@screen("groups.view", feature="1.4")
def meeting(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    found = get_object_or_404(meetings(scope), pk=pk)
    minutes = minutes_of(found)
    notes = minutes.notes if minutes else {}
    taken = list(decisions(scope).filter(meeting=found).order_by("id"))
    items = list(agenda(scope).filter(meeting=found))
    standing = {item.pk for item in items}
    has_been = found.day <= timezone.localdate()
    noted = presence(found)
    there = expected(scope, found)
    writes = scope.may("minutes.write") and found.is_held
    context = {
        "meeting": found,
        "hours": hours(found),
        "points": [
            Point(
                item,
                link(scope, item.url_name, item.url_kwargs),
                notes.get(str(item.pk), ""),
                [each for each in taken if each.item_id == item.pk],
            )
            for item in items
        ],
        "loose": [each for each in taken if each.item_id not in standing],
        "attendance": [
            (member, Presence(noted[member.pk]) if member.pk in noted else None) for member in there
        ],
        "guests": [line for line in found.guests.splitlines() if line.strip()],
        "minutes": minutes,
        "private": own_waiting(scope, found.group) if found.is_open else [],
        "today": timezone.localdate(),
        "has_been": has_been,
        "may_edit": scope.may("groups.edit") and found.may_change,
        "may_decide": scope.may("decision.record") and found.may_change and has_been,
        "may_write": writes and (minutes is None or wrote(scope, minutes)),
        "may_take_over": writes and minutes is not None and not wrote(scope, minutes),
        "may_approve": scope.may("minutes.approve") and not why_not_approve(scope, found, minutes),
        "may_correct": scope.may("minutes.write") and found.is_minuted,
        "may_read_document": found.document is not None and scope.may("document.view"),
    }
    return render(request, "initiate/meeting.html", context)


@screen("groups.edit", feature="1.4")
def call(request: ScopedRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(groups(request.scope), pk=pk)
    state = request.cycle_state = cycle_state(request.scope)
    waiting = waiting_for(request.scope, group, state=state)
    form = CallForm(waiting, request.POST or None)
    called = made(
        request,
        form,
        lambda: call_meeting(
            request.scope,
            form.cleaned_data["form_token"],
            group,
            **form.parts(),
            collected=chosen(form, waiting),
        ),
        _("Mötet är kallat. Lägg till fler punkter om det behövs."),
    )
    if called:
        return redirect(address(request, "meeting", called.pk))
    return form_page(
        request,
        form,
        heading=_("Kalla %(group)s till möte") % {"group": group},
        crumbs=group_crumbs(request, group),
        template="initiate/waiting_form.html",
        private=[each for each in waiting if each.private],
        nothing=not any(not each.private for each in waiting),
        submit=_("Kalla till mötet"),
        guide=CALL_GUIDE,
        source=_("Bygger på handboken, s. 26–28."),
    )


@screen("groups.edit", feature="1.4")
def edit(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(meetings(request.scope), pk=pk)
    initial = {name: getattr(found, name) for name in ("day", "starts_at", "ends_at", "place")}
    form = MeetingForm(request.POST or None, initial=initial | {"expected_version": found.version})
    outcome = save(
        request,
        form,
        lambda version: change_meeting(request.scope, found, version, **form.parts()),
        _("Mötet är sparat."),
        address(request, "meeting", pk),
    )
    return outcome.response or form_page(
        request,
        form,
        heading=_("Ändra tid och plats"),
        crumbs=meeting_crumbs(request, found),
        outcome=outcome,
    )


@screen("groups.edit", feature="1.4")
def cancel(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(meetings(request.scope), pk=pk)
    form = CancelForm(request.POST or None, initial={"expected_version": found.version})
    try:
        cancelled = made(
            request,
            form,
            lambda: cancel_meeting(
                request.scope, found, form.cleaned_data["expected_version"] or 0, form.cleaned_data["reason"]
            ),
            _("Mötet är inställt. Det som stod på dagordningen väntar igen."),
        )
    except Conflict:
        messages.warning(request, _("Någon annan ändrade mötet före dig. Så här står det nu."))
        return redirect(address(request, "meeting", pk))
    if cancelled:
        return redirect(address(request, "meeting", pk))
    return form_page(
        request,
        form,
        heading=_("Ställ in mötet"),
        crumbs=meeting_crumbs(request, found),
        submit=_("Ställ in mötet"),
        lead=_("Mötet kan inte kallas igen när det är inställt. Kalla då till ett nytt."),
    )
