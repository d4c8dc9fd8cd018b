"""Deciding about one handed-over finding: keep it, merge it with others, or leave it out with a reason."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db.models import Model
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
from samverkan.pictures.rules import Decision
from samverkan.web.forms import Form
from samverkan.web.saving import attempt
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
            if other.number != entry.number
            and not other.withdrawn
            and other.decision is not Decision.LEAVE_OUT
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
    if not form.is_valid():
        return _page(request, "join/merge.html", entry, form)
    others = form.cleaned_data["others"]
    tried = attempt(form, lambda version: merge_findings(request.scope, number, version, others))
    if not tried.result:
        return _page(request, "join/merge.html", entry, form, tried.before)
    messages.success(request, _("Iakttagelserna är en nu. Skriv ihop texten."))
    return redirect("join:edit", request.scope.partnership.slug, tried.result.pk)


@screen("joint.edit", feature="3.1")
def leave_out(request: ScopedRequest, number: int) -> HttpResponse:
    entry = _entry(joint_picture(request.scope), number)
    form = LeaveOutForm(request.POST or None, initial=_seen(entry))
    if not form.is_valid():
        return _page(request, "join/leave_out.html", entry, form)
    reason = form.cleaned_data["reason"]
    tried = attempt(form, lambda version: leave_out_finding(request.scope, number, version, reason))
    if not tried.result:
        return _page(request, "join/leave_out.html", entry, form, tried.before)
    return _back(request, number, _("Iakttagelsen lämnas utanför. Skälet står i den gemensamma lägesbilden."))


def _press(
    request: ScopedRequest, number: int, verb: Callable[[Scope, int, int], object], said: str
) -> HttpResponse:
    """Nothing was typed, so nothing is lost: whoever comes second sees in the picture how it stands."""
    _entry(joint_picture(request.scope), number)
    form = PressForm(request.POST)
    try:
        verb(request.scope, number, _version(form) if form.is_valid() else 0)
    except Conflict as conflict:
        messages.warning(request, _came_second(request.scope, conflict))
    except Choice.DoesNotExist:
        messages.warning(request, _("Det finns inget beslut om iakttagelsen längre. Så här står det nu."))
    else:
        messages.success(request, said)
    return _back(request, number)


def _came_second(scope: Scope, conflict: Conflict) -> str:
    choice = cast(Choice, conflict.current)
    if choice.by_id == scope.user.pk:
        return _("Du hade redan bestämt om iakttagelsen. Så här står det nu.")
    return _("%(who)s bestämde om iakttagelsen före dig. Inget av ditt är sparat. Så här står det nu.") % {
        "who": choice.by
    }


def _back(request: ScopedRequest, number: int, said: str = "") -> HttpResponse:
    if said:
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


def _version(form: Form) -> int:
    return form.cleaned_data["expected_version"] or 0


def _page(
    request: ScopedRequest, template: str, entry: Entry, form: Form, decided: Model | None = None
) -> HttpResponse:
    """Where somebody decided first, the form stands as it was filled in, aimed at what was decided in between."""
    context: dict[str, Any] = {"entry": entry, "form": form}
    if isinstance(decided, Choice):
        form.expect(decided.version)
        context["decided"] = decided
    return render(request, template, context, status=409 if decided else 422 if form.errors else 200)
