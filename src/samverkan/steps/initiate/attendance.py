"""Who was at the meeting. Noting it is what says that the meeting was held."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Conflict
from samverkan.groups.actions import note_attendance
from samverkan.groups.models import GroupMember, Meeting
from samverkan.groups.queries import expected, meetings, presence
from samverkan.groups.rules import Presence
from samverkan.steps.initiate.form_page import address, form_page, meeting_crumbs
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class AttendanceForm(Form):
    guests = forms.CharField(
        label=gettext_lazy("Gäster"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("En på varje rad, med befattning och organisation. Namn behövs inte."),
    )

    def __init__(self, there: list[GroupMember], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = there
        for member in there:
            self.fields[_name(member.pk)] = forms.ChoiceField(
                label=f"{member}, {member.about}",
                choices=Presence.choices(),
                widget=forms.RadioSelect({"class": "choices--row"}),
            )
        self.order_fields([*(_name(member.pk) for member in there), "guests"])

    def presence(self) -> dict[int, str]:
        return {member.pk: self.cleaned_data[_name(member.pk)] for member in self.there}


def _name(pk: int) -> str:
    return f"member_{pk}"


@screen("groups.edit", feature="1.4")
def attendance(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(meetings(request.scope), pk=pk)
    there = expected(request.scope, found)
    noted = presence(found)
    initial: dict[str, Any] = {
        _name(member.pk): noted.get(member.pk, Presence.PRESENT.value) for member in there
    }
    form = AttendanceForm(
        there,
        request.POST or None,
        initial=initial | {"guests": found.guests, "expected_version": found.version},
    )
    outcome = save(
        request,
        form,
        lambda version: _note(request, found, form, version),
        _("Närvaron är sparad. Mötet är hållet."),
        address(request, "meeting", pk),
    )
    return outcome.response or form_page(
        request,
        form,
        heading=_("Vilka var med?"),
        crumbs=meeting_crumbs(request, found),
        outcome=outcome,
        submit=_("Spara närvaron"),
        guide=(_("När du sparar räknas mötet som hållet. Sedan kan minnesanteckningarna skrivas."),),
    )


def _note(request: ScopedRequest, found: Meeting, form: AttendanceForm, version: int) -> Meeting:
    try:
        return note_attendance(
            request.scope, found, version, presence=form.presence(), guests=form.cleaned_data["guests"]
        )
    except Conflict as conflict:
        # Who was there stands in rows of their own; the page that shows the difference looks on the meeting.
        stored = presence(found)
        for member in form.there:
            setattr(conflict.current, _name(member.pk), stored.get(member.pk, ""))
        raise
