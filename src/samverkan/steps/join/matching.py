"""Deciding about one handed-over finding: keep it, merge it with others, or leave it out with a reason."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.access.actions import Conflict
from samverkan.access.scope import Scope
from samverkan.pictures.actions import (
    keep_finding,
    leave_out_finding,
    merge_findings,
    stand_by_choice,
    undo_choice,
)
from samverkan.pictures.models import Choice
from samverkan.pictures.queries.joint import Entry, JointPicture, joint_picture
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class LeaveOutForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Varför lämnas den utanför?"),
        widget=forms.Textarea,
        max_length=2000,
        help_text=gettext_lazy("Skälet syns för alla parter och följer med i den gemensamma lägesbilden."),
    )


class MergeForm(Form):
    others = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Vilka säger samma sak?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("De blir en gemensam iakttagelse, vars text ni sedan skriver ihop."),
    )

    def __init__(self, joint: JointPicture, entry: Entry, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: forms.TypedMultipleChoiceField = self.fields["others"]  # type: ignore[assignment]
        others.choices = [
            (other.number, f"{other.party}: {other.finding['what']}")
            for other in joint.entries
            if other.number != entry.number and not other.withdrawn
        ]


class PressForm(Form):
    """One press: only the version that the person saw."""


@screen("joint.edit", feature="3.1")
@require_POST
def keep(request: ScopedRequest, number: int) -> HttpResponse:
    return _press(request, number, keep_finding, _("Iakttagelsen finns nu i den gemensamma lägesbilden."))


@screen("joint.edit", feature="3.1")
@require_POST
def undo(request: ScopedRequest, number: int) -> HttpResponse:
    return _press(request, number, undo_choice, _("Beslutet är borttaget. Iakttagelsen väntar på ett nytt."))


@screen("joint.edit", feature="3.1")
@require_POST
def stand_by(request: ScopedRequest, number: int) -> HttpResponse:
    return _press(request, number, stand_by_choice, _("Beslutet gäller även iakttagelsens nya lydelse."))


@screen("joint.edit", feature="3.1")
def merge(request: ScopedRequest, number: int) -> HttpResponse:
    joint = joint_picture(request.scope)
    entry = _entry(joint, number)
    form = MergeForm(joint, entry, request.POST or None, initial=_seen(entry))
    if form.is_valid():
        others = form.cleaned_data["others"]
        return _decide(
            request,
            number,
            lambda: merge_findings(request.scope, number, form.cleaned_data["expected_version"] or 0, others),
            _("Iakttagelserna är en. Läs igenom den gemensamma texten."),
        )
    return _page(request, "join/merge.html", entry, form)


@screen("joint.edit", feature="3.1")
def leave_out(request: ScopedRequest, number: int) -> HttpResponse:
    entry = _entry(joint_picture(request.scope), number)
    form = LeaveOutForm(request.POST or None, initial=_seen(entry))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return _decide(
            request,
            number,
            lambda: leave_out_finding(
                request.scope, number, form.cleaned_data["expected_version"] or 0, reason
            ),
            _("Iakttagelsen lämnas utanför. Skälet står i den gemensamma lägesbilden."),
        )
    return _page(request, "join/leave_out.html", entry, form)


def _press(
    request: ScopedRequest, number: int, verb: Callable[[Scope, int, int], object], said: str
) -> HttpResponse:
    _entry(joint_picture(request.scope), number)
    form = PressForm(request.POST)
    version = form.cleaned_data["expected_version"] or 0 if form.is_valid() else 0
    return _decide(request, number, lambda: verb(request.scope, number, version), said)


def _decide(request: ScopedRequest, number: int, decide: Callable[[], object], said: str) -> HttpResponse:
    try:
        decide()
    except Conflict:
        messages.warning(
            request,
            _("Någon annan bestämde om iakttagelsen före dig. Inget av ditt är sparat. Så här står det nu."),
        )
    except Choice.DoesNotExist as gone:
        raise Http404 from gone
    else:
        messages.success(request, said)
    response = redirect("join:picture", request.scope.partnership.slug)
    response["Location"] += f"#iakttagelse-{number}"
    return response


def _entry(joint: JointPicture, number: int) -> Entry:
    try:
        return joint.entry(number)
    except Choice.DoesNotExist as missing:
        raise Http404 from missing


def _seen(entry: Entry) -> dict[str, int]:
    return {"expected_version": entry.choice.version if entry.choice else 0}


def _page(request: ScopedRequest, template: str, entry: Entry, form: Form) -> HttpResponse:
    return render(request, template, {"entry": entry, "form": form}, status=422 if form.errors else 200)
