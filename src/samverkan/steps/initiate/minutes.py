"""Minutes: written by one person, approved by another, and from then on a document that stands."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.actions import Conflict, Refused
from samverkan.documents.rules import fingerprint
from samverkan.groups.actions import approve_minutes, correct_minutes, take_over_minutes, write_minutes
from samverkan.groups.content import blocked_by, minutes_content
from samverkan.groups.models import AgendaItem, Meeting, Minutes
from samverkan.groups.printing import minutes_draft, print_minutes
from samverkan.groups.queries import agenda, meetings, minutes_of, why_not_approve, wrote
from samverkan.steps.initiate.form_page import address, form_page, meeting_crumbs
from samverkan.web.confirming import ConfirmForm, refused
from samverkan.web.conflict import clashes
from samverkan.web.fields import NameField
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.saving import Outcome, save
from samverkan.web.screens import ScopedRequest, screen

GUIDE = (
    gettext_lazy(
        "Skriv kort: vad som sades, vad ni kom fram till och vem som gör vad. Besluten skrivs för sig."
    ),
    gettext_lazy("Någon annan i gruppen godkänner. Efter det ändras inget om mötet."),
    gettext_lazy("Skriv inget om enskilda personer som berörs av brott."),
)


class MinutesForm(Form):
    other = forms.CharField(
        label=gettext_lazy("Övrigt"), widget=forms.Textarea({"rows": 2}), required=False, max_length=10000
    )
    finished = forms.BooleanField(
        label=gettext_lazy("Anteckningarna är färdiga att godkännas"),
        required=False,
        help_text=gettext_lazy("Kryssa i när någon annan i gruppen kan läsa och godkänna dem."),
    )

    def __init__(self, items: list[AgendaItem], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for number, item in enumerate(items, 1):
            self.fields[_name(item.pk)] = forms.CharField(
                label=f"{number}. {item.title}",
                help_text=item.why,
                widget=forms.Textarea({"rows": 2}),
                required=False,
                max_length=10000,
            )
        self.order_fields([*(_name(item.pk) for item in items), "other", "finished"])

    def notes(self) -> dict[str, str]:
        return {str(item.pk): self.cleaned_data[_name(item.pk)] for item in self.items}


class ApproveForm(ConfirmForm):
    registry_number = NameField(
        label=gettext_lazy("Diarienummer"),
        max_length=60,
        required=False,
        error_messages={"personal": gettext_lazy("Numret ser ut att innehålla %(told)s. Skriv ett utan.")},
    )
    has_read = forms.BooleanField(label=gettext_lazy("Jag har läst anteckningarna och de stämmer"))


class CorrectForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Vad behöver rättas?"),
        widget=forms.Textarea({"rows": 2}),
        max_length=1000,
        help_text=gettext_lazy("Skälet står i den nya versionen."),
    )


def _name(pk: int) -> str:
    return f"note_{pk}"


@screen("minutes.write", feature="1.4")
def write(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(meetings(request.scope), pk=pk)
    minutes = minutes_of(found)
    notes = minutes.notes if minutes else {}
    items = list(agenda(request.scope).filter(meeting=found))
    initial = {_name(item.pk): notes.get(str(item.pk), "") for item in items} | {
        "other": minutes.other if minutes else "",
        "finished": minutes.finished if minutes else False,
        "expected_version": minutes.version if minutes else 0,
    }
    form = MinutesForm(items, request.POST or None, initial=initial)
    others = minutes is not None and not wrote(request.scope, minutes)
    outcome = save(
        request,
        form,
        lambda version: _write(request, found, form, version),
        _("Anteckningarna är sparade."),
        address(request, "meeting", pk),
    )
    return outcome.response or form_page(
        request,
        form,
        heading=_("Minnesanteckningar"),
        crumbs=meeting_crumbs(request, found),
        outcome=outcome,
        template="initiate/minutes.html",
        meeting=found,
        minutes=minutes,
        others=others,
        # What was typed while somebody else took over is kept by taking over in the same press, and never by itself.
        submit=_("Ta över och spara det du skrev") if others else _("Spara anteckningarna"),
        submit_name="take_over" if others else "",
        autosave=not others,
        **(_differences(form, minutes, outcome) if minutes and others else {}),
        guide=GUIDE,
        source=_("Bygger på handboken, s. 77."),
    )


def _write(request: ScopedRequest, found: Meeting, form: MinutesForm, version: int) -> Minutes:
    try:
        return write_minutes(
            request.scope,
            found,
            version,
            notes=form.notes(),
            other=form.cleaned_data["other"],
            finished=form.cleaned_data["finished"],
            take_over="take_over" in request.POST,
        )
    except Conflict as conflict:
        assert isinstance(conflict.current, Minutes)
        _spread(form, conflict.current)
        raise


def _spread(form: MinutesForm, minutes: Minutes) -> None:
    """The notes are kept together; the page that shows the difference looks for each by its field."""
    for item in form.items:
        setattr(minutes, _name(item.pk), minutes.notes.get(str(item.pk), ""))


def _differences(form: MinutesForm, minutes: Minutes, outcome: Outcome) -> dict[str, Any]:
    """What stands beside what was typed, before the person takes over and replaces it."""
    if outcome.clashes or not minutes.meeting.may_change or set(form.errors) != {NON_FIELD_ERRORS}:
        return {}
    _spread(form, minutes)
    return {"clashes": clashes(form, minutes)}


@screen("minutes.write", feature="1.4")
@require_POST
def take_over(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(meetings(request.scope), pk=pk)
    if minutes_of(found) is not None:
        take_over_minutes(request.scope, found)
        messages.success(request, _("Nu är det du som skriver anteckningarna."))
    return redirect(address(request, "minutes", pk))


@screen("minutes.approve", feature="1.4", pdf=True)
def approve(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    found = get_object_or_404(meetings(scope), pk=pk)
    content = minutes_content(scope, found)
    sha256 = fingerprint(dict(content))
    form = ApproveForm(request.POST or None, initial={"content_sha256": sha256})
    reason = why_not_approve(scope, found, minutes_of(found))
    if form.is_valid():
        try:
            number = form.cleaned_data["registry_number"]
            approve_minutes(
                scope,
                form.cleaned_data["form_token"],
                found,
                content_sha256=form.cleaned_data["content_sha256"],
                printed=print_minutes(scope, found, number),
                registry_number=number,
            )
        except Refused as why:
            form = refused(ApproveForm, request.POST, sha256, str(why))
        else:
            messages.success(request, _("Anteckningarna är godkända och finns bland dokumenten."))
            return redirect(address(request, "meeting", pk))
    return form_page(
        request,
        form,
        heading=_("Godkänn minnesanteckningarna"),
        crumbs=meeting_crumbs(request, found),
        template="initiate/minutes_approve.html",
        document=minutes_draft(scope, content),
        reason=reason,
        blocked=blocked_by(content),
        submit=_("Godkänn anteckningarna"),
    )


@screen("minutes.write", feature="1.4")
def correct(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(meetings(request.scope), pk=pk)
    form = CorrectForm(request.POST or None, initial={"expected_version": found.version})
    try:
        opened = made(
            request,
            form,
            lambda: correct_minutes(
                request.scope, found, form.cleaned_data["expected_version"] or 0, form.cleaned_data["reason"]
            ),
            _("Anteckningarna går att ändra igen. Den tidigare versionen finns kvar bland dokumenten."),
        )
    except Conflict:
        messages.warning(request, _("Någon annan ändrade mötet före dig. Så här står det nu."))
        return redirect(address(request, "meeting", pk))
    if opened:
        return redirect(address(request, "meeting", pk))
    return form_page(
        request,
        form,
        heading=_("Rätta godkända anteckningar"),
        crumbs=meeting_crumbs(request, found),
        submit=_("Öppna för rättelse"),
        lead=_(
            "Det som är godkänt står kvar som det är. Rättelsen blir en ny version, som godkänns på nytt."
        ),
    )
