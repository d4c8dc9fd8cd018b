"""The cycles: how far each came, what it taught, and the start of the next one (handbook p. 12–13)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.scope import Scope
from samverkan.cycles import queries
from samverkan.cycles.actions import open_next_cycle
from samverkan.partnerships.content import criteria_of
from samverkan.partnerships.models import Cycle
from samverkan.partnerships.rules import Step
from samverkan.pictures.actions import carry_findings
from samverkan.pictures.queries.carrying import carriable, seen_in
from samverkan.process.stages import noted
from samverkan.web.fields import DateField, NameField, SharedTextField
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class NextCycleForm(Form):
    """`findings` are those of the person's own party; each party chooses its own. `ends`: the cycle read about."""

    lessons = SharedTextField(
        label=gettext_lazy("Vad tar ni med er från varvet?"),
        error_messages={"required": gettext_lazy("Skriv minst en mening, eller kryssa i ”Inget särskilt”.")},
        max_length=4000,
        help_text=gettext_lazy("Vad gick bra, och vad gör ni annorlunda nästa gång? Alla parter läser det."),
    )
    nothing = forms.BooleanField(label=gettext_lazy("Inget särskilt"), required=False)
    findings = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Vilka av era iakttagelser gäller fortfarande?"),
        help_text=gettext_lazy(
            "De ni väljer blir utkast i er nya lägesbild. Figurerna följer inte med: ta fram nya ur årets siffror."
        ),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    name = NameField(
        label=gettext_lazy("Det nya varvets namn"),
        max_length=60,
        help_text=gettext_lazy("Oftast året."),
    )
    starts_on = DateField(label=gettext_lazy("Börjar"))
    ends_on = DateField(label=gettext_lazy("Slutar"))
    picture_due_on = DateField(
        label=gettext_lazy("Lägesbilderna ska vara klara"),
        required=False,
        help_text=gettext_lazy("Kan bestämmas senare."),
    )
    typed = forms.CharField(widget=forms.TextInput({"autocomplete": "off"}))
    ends = forms.IntegerField(widget=forms.HiddenInput({"id": False}))

    unsigned = forms.BooleanField(
        label=gettext_lazy("Överenskommelsen som väntar ska inte skrivas under"),
        error_messages={"required": gettext_lazy("Kryssa i om den inte ska skrivas under. Vänta annars.")},
    )

    def __init__(
        self, *args: Any, running: Cycle, taken: set[str], waiting: Any, signing: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not signing:
            del self.fields["unsigned"]
        self.running, self.taken = running, taken
        self.fields["lessons"].required = not self.data.get("nothing")
        self.fields["typed"].label = _("Skriv ”%(name)s” för att avsluta det varvet") % {"name": running.name}
        choices = [(finding.pk, finding.what) for finding in waiting]
        if choices:
            self.fields["findings"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["findings"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name in self.taken:
            raise forms.ValidationError(_("Ett varv heter redan så. Välj ett annat namn."))
        return name

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"].strip()
        if typed != self.running.name:
            raise forms.ValidationError(
                _("Skriv ”%(name)s”, så vet vi att du menar det.") % {"name": self.running.name}
            )
        return typed

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        starts_on, ends_on, due_on = (given.get(day) for day in ("starts_on", "ends_on", "picture_due_on"))
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", _("Varvet behöver sluta efter att det har börjat."))
        if starts_on and ends_on and due_on and not starts_on <= due_on <= ends_on:
            self.add_error("picture_due_on", _("Välj en dag inom varvet."))
        return given


class CarryForm(Form):
    findings = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Iakttagelser från förra varvet"),
        help_text=gettext_lazy("De ni väljer blir utkast i er nya lägesbild. Figurerna följer inte med."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].choices = [(each.pk, each.what) for each in waiting]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Row:
    """A cycle with how many of each step's criteria held: now, or when it ended."""

    cycle: Cycle
    steps: list[tuple[Step, int, int]]

    @property
    def met(self) -> int:
        return sum(met for _, met, _ in self.steps)

    @property
    def total(self) -> int:
        return sum(total for _, _, total in self.steps)


@screen("overview.view", feature="P1")
def cycles(request: ScopedRequest) -> HttpResponse:
    context = {
        "rows": _rows(queries.cycles(request.scope)),
        "may_open": request.scope.may("cycle.open"),
        "may_read": request.scope.may("overview.follow"),
        "may_carry": request.scope.may("picture.edit") and request.scope.cycle.number > 1,
    }
    return render(request, "overview/cycles.html", context)


@screen("overview.view", feature="P1")
def cycle(request: ScopedRequest, pk: int) -> HttpResponse:
    """Old or running, to read: which criteria hold, who answered for them, which steps were opened again."""
    scope = request.scope
    found = get_object_or_404(queries.cycles(scope), pk=pk)
    standing = queries.standing(found)
    member = scope.may("overview.follow")
    given = queries.confirmations(found).filter(withdrawn_at=None) if member else []
    confirmed = {each.criterion: each for each in given}
    context = {
        "cycle": found,
        "row": _rows([found])[0],
        "by_step": [
            (
                step,
                [(each, standing.met.get(each.key), confirmed.get(each.key)) for each in criteria_of(step)],
            )
            for step in Step
        ],
        "reopenings": queries.reopenings(found) if member else [],
        "member": member,
        "closing": getattr(found, "closing", None) if member else None,
    }
    return render(request, "overview/cycle.html", context)


@screen("cycle.open", feature="P1")
def cycle_next(request: ScopedRequest) -> HttpResponse:
    scope, running = request.scope, request.scope.cycle
    if request.POST.get("ends", str(running.number)) != str(running.number):
        messages.info(request, _("Varvet %(name)s har redan börjat.") % {"name": running.name})
        return redirect("overview:start", scope.partnership.slug)
    every, waits = list(queries.cycles(scope)), noted(scope).joint["agreement_signing"]
    form = NextCycleForm(
        request.POST or None,
        initial=_proposed(running),
        running=running,
        taken={each.name for each in every},
        waiting=list(seen_in(scope, running.number)),
        signing=bool(waits),
    )
    if form.is_valid():
        _open(scope, form.cleaned_data)
        messages.success(request, _("Varvet %(name)s har börjat.") % {"name": scope.cycle.name})
        return redirect("overview:start", scope.partnership.slug)
    context = {"form": form, "running": running, "row": _rows([running])[0], "signing": waits}
    return render(request, "overview/cycle_next.html", context, status=422 if form.errors else 200)


@screen("picture.edit", feature="P1")
def carry(request: ScopedRequest) -> HttpResponse:
    waiting = list(carriable(request.scope))
    # A form sent twice chooses what the first has carried already: the action knows it again.
    known = seen_in(request.scope, request.scope.cycle.number - 1) if request.method == "POST" else waiting
    form = CarryForm(request.POST or None, waiting=known)
    if form.is_valid():
        carry_findings(request.scope, form.cleaned_data["form_token"], form.cleaned_data["findings"])
        messages.success(request, _("Iakttagelserna finns nu i er lägesbild."))
        return redirect("prepare:own_picture", request.scope.partnership.slug)
    context = {"form": form, "waiting": waiting}
    return render(request, "overview/carry.html", context, status=422 if form.errors else 200)


def _rows(found: Any) -> list[Row]:
    every = list(found)
    standings = queries.standings(every)
    return [
        Row(each, [(step, standings[each.pk].met_of(step), len(criteria_of(step))) for step in Step])
        for each in every
    ]


def _proposed(running: Cycle) -> dict[str, Any]:
    """The year after, where the running cycle is a year; its picture due as long after its start as this time."""
    year = running.ends_on.year + 1
    due = running.picture_due_on
    return {
        "name": str(year),
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "picture_due_on": _same_day(due, year) if due else None,
        "ends": running.number,
    }


def _same_day(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 2, 28)


@transaction.atomic
def _open(scope: Scope, given: dict[str, Any]) -> None:
    token: UUID | None = given["form_token"]
    open_next_cycle(
        scope,
        token,
        name=given["name"],
        starts_on=given["starts_on"],
        ends_on=given["ends_on"],
        picture_due_on=given["picture_due_on"],
        lessons="" if given["nothing"] else given["lessons"],
    )
    if chosen := given.get("findings"):
        carry_findings(scope, uuid5(token, "findings") if token else None, chosen)
