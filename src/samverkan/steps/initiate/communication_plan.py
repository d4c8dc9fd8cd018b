"""A communication plan with all that is in it, and the writing of its two sections (handbook p. 29–30)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.scope import Scope
from samverkan.communication.actions import write_section
from samverkan.communication.models import Activity, CommunicationPlan, Section
from samverkan.communication.queries.plans import ReadPlan, own_to_tell_of, plans, read_plan, sections
from samverkan.communication.rules import ActivityState, SectionKind
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

# How each state of an activity is shown.
SHOWN = {ActivityState.PLANNED: "todo", ActivityState.DONE: "done", ActivityState.CANCELLED: "stop"}


def _text(label: Any, hint: Any, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea({"rows": rows}),
        required=False,
        max_length=6000,
        help_text=hint,
    )


class PlanTextsForm(Form):
    background = _text(
        gettext_lazy("Bakgrund och syfte"),
        gettext_lazy("Vad är det ni vill berätta om, och varför just nu?"),
    )
    think = _text(gettext_lazy("Vad ska målgruppen tänka?"), gettext_lazy("När budskapen har nått fram."), 2)
    feel = _text(
        gettext_lazy("Vad ska målgruppen känna?"), gettext_lazy("Till exempel att det går att påverka."), 2
    )
    act = _text(gettext_lazy("Vad ska målgruppen göra?"), gettext_lazy("Så konkret som möjligt."), 2)
    main_message = _text(
        gettext_lazy("Huvudbudskap"),
        gettext_lazy("En eller ett par meningar som alla parter kan stå för."),
        3,
    )
    part_messages = _text(gettext_lazy("Delbudskap"), gettext_lazy("Ett på varje rad."))
    follow_up = _text(
        gettext_lazy("Hur följer ni upp kommunikationen?"),
        gettext_lazy("Hur ser ni om budskapen nådde fram och vad de ledde till?"),
    )


class PromisesForm(Form):
    background = _text(
        gettext_lazy("Bakgrund"), gettext_lazy("Vad löftena bygger på och varför de ska bli kända.")
    )
    main_message = _text(
        gettext_lazy("Budskap om löftena"),
        gettext_lazy("Det ni lovar, sagt så att den som bor här förstår."),
        3,
    )
    follow_up = _text(
        gettext_lazy("Återkoppling och uppföljning"),
        gettext_lazy("Hur får medborgarna veta hur det gick, och hur ser ni att det nådde fram?"),
    )


@screen("communication.view", feature="1.6")
def plan(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    found = get_object_or_404(plans(scope), pk=pk)
    read = read_plan(scope, found)
    runs = found.cycle == scope.cycle
    own = found.is_joint or found.party == scope.party
    context = {
        "plan": found,
        "read": read,
        "texts": read.sections[SectionKind.PLAN],
        "promises": read.sections[SectionKind.PROMISES],
        "activities": _rows(read, SectionKind.PLAN),
        "promise_activities": _rows(read, SectionKind.PROMISES),
        "may_edit": scope.may("communication.edit") and own and runs,
        "may_tell": scope.may("communication.edit")
        and own
        and (runs or plans(scope).filter(own_to_tell_of(scope), pk=found.pk).exists()),
        "may_confirm": scope.may("communication.confirm") and found.is_joint and runs,
        "may_read": scope.may("document.view"),
        "own_stand": read.stand_of(scope.party),
        "heading": heading(scope, found),
    }
    return render(request, "initiate/communication_plan.html", context)


def heading(scope: Scope, found: CommunicationPlan) -> str:
    if found.party is None:
        return _("Gemensam kommunikationsplan %(cycle)s") % {"cycle": found.cycle}
    if found.party == scope.party:
        return _("Er kommunikationsplan %(cycle)s") % {"cycle": found.cycle}
    return _("Kommunikationsplan från %(party)s %(cycle)s") % {"party": found.party, "cycle": found.cycle}


def _rows(read: ReadPlan, section: SectionKind) -> list[tuple[Activity, str, str]]:
    """The section's activities with the shape and the words of their state."""
    return [(each, *_state(each)) for each in read.activities if each.section == section]


def _state(activity: Activity) -> tuple[str, str]:
    if activity.state == ActivityState.PLANNED and activity.ends_on < timezone.localdate():
        return "check", _("Skulle vara gjord")
    return SHOWN[ActivityState(activity.state)], activity.state_name


@screen("communication.edit", feature="1.6")
def texts(request: ScopedRequest, pk: int) -> HttpResponse:
    return _write(request, pk, SectionKind.PLAN, PlanTextsForm, _("Bakgrund, mål och budskap"))


@screen("communication.edit", feature="1.6")
def promises(request: ScopedRequest, pk: int) -> HttpResponse:
    return _write(request, pk, SectionKind.PROMISES, PromisesForm, _("Så berättar ni om medborgarlöftena"))


def _write(
    request: ScopedRequest, pk: int, kind: SectionKind, form_class: type[Form], title: str
) -> HttpResponse:
    section: Section = get_object_or_404(sections(request.scope), plan=pk, kind=kind)
    parts = [name for name in form_class.base_fields if hasattr(section, name)]
    initial = {part: getattr(section, part) for part in parts} | {"expected_version": section.version}
    form = form_class(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: write_section(
            request.scope, section, version, **{part: form.cleaned_data[part] for part in parts}
        ),
        _("Texterna är sparade."),
        reverse("initiate:communication_plan", args=[request.scope.partnership.slug, pk]),
    )
    context = {
        "form": form,
        "clashes": outcome.clashes,
        "plan": section.plan,
        "heading": title,
        "promises": kind is SectionKind.PROMISES,
        "autosave": True,
    }
    return outcome.response or render(
        request, "initiate/communication_form.html", context, status=outcome.status(form)
    )
