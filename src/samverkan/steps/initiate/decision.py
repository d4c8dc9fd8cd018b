"""What a group decides, at a meeting or between meetings, who sees it done, and how it went."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.scope import Scope
from samverkan.groups.actions import change_decision, follow_up, record_decision
from samverkan.groups.models import AgendaItem, Decision, Group, Meeting
from samverkan.groups.queries import agenda, decisions, groups, may_follow_up, meetings, people
from samverkan.process.agenda import about
from samverkan.process.subjects import Subject, addresses, subjects
from samverkan.steps.initiate.form_page import address, form_page, group_crumbs, meeting_crumbs
from samverkan.steps.initiate.subject_links import linked
from samverkan.web.fields import DateField, NameField, PastDateField, read_number
from samverkan.web.form_page import Crumb, made
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

GUIDE = (
    gettext_lazy("Skriv beslutet så att den som inte var med förstår det."),
    gettext_lazy(
        "Med en ansvarig och en dag blir beslutet gjort. Det kommer upp på nästa dagordning tills det är klart."
    ),
    gettext_lazy("Säg vad beslutet gäller, så syns det också där."),
)


class DecisionForm(Form):
    read_by_all = True
    text = forms.CharField(
        label=gettext_lazy("Vad beslutar gruppen?"), widget=forms.Textarea({"rows": 3}), max_length=4000
    )
    item_id = forms.TypedChoiceField(
        label=gettext_lazy("Under vilken punkt?"), coerce=int, empty_value=None, required=False
    )
    decided_on = PastDateField(
        label=gettext_lazy("Vilken dag togs beslutet?"),
        help_text=gettext_lazy("Mellan möten, till exempel per capsulam. Skriv till exempel 2024-02-28."),
    )
    about = forms.ChoiceField(label=gettext_lazy("Vad gäller beslutet?"), required=False)
    responsible_id = forms.TypedChoiceField(
        label=gettext_lazy("Vem ser till att det blir gjort?"), coerce=int, empty_value=None, required=False
    )
    due_on = DateField(label=gettext_lazy("Senast"), required=False)
    registry_number = NameField(
        label=gettext_lazy("Diarienummer"),
        max_length=60,
        required=False,
        error_messages={"personal": gettext_lazy("Numret ser ut att innehålla %(told)s. Skriv ett utan.")},
    )

    def __init__(
        self,
        scope: Scope,
        meeting: Meeting | None,
        *args: Any,
        standing: Decision | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = {subject.key: subject for subject in subjects(scope)}
        if standing and standing.about_type and standing.about_id:
            # What it was about when it was taken may since have a newer version.
            kept = Subject(standing.about_type, standing.about_id, standing.about_text)
            self.subjects.setdefault(kept.key, kept)
        self._choose(
            "about", [(key, subject.text) for key, subject in self.subjects.items()], _("Inget särskilt")
        )
        everybody = list(people(scope))
        if standing and standing.responsible and standing.responsible not in everybody:
            everybody.append(standing.responsible)
        persons = [(person.pk, f"{person.user}, {person.role_name} ({person.party})") for person in everybody]
        self._choose("responsible_id", persons, _("Ingen särskild"))
        if meeting is None:
            del self.fields["item_id"]
            return
        del self.fields["decided_on"]
        self.items = {item.pk: item for item in agenda(scope).filter(meeting=meeting)}
        self._choose(
            "item_id", [(item.pk, item.title) for item in self.items.values()], _("Ingen särskild punkt")
        )

    def _choose(self, name: str, choices: list[Any], nothing: str) -> None:
        self.fields[name].choices = [("", nothing), *choices]  # type: ignore[attr-defined]

    def parts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        subject = self.subjects.get(cleaned["about"])
        return {
            "text": cleaned["text"],
            "item": self._item(),
            "decided_on": cleaned.get("decided_on") or timezone.localdate(),
            "responsible": cleaned["responsible_id"],
            "due_on": cleaned["due_on"],
            "registry_number": cleaned["registry_number"],
            "about": (subject.kind, subject.pk, subject.text) if subject else None,
        }

    def _item(self) -> AgendaItem | None:
        pk = self.cleaned_data.get("item_id")
        return self.items[pk] if pk else None


class FollowUpForm(Form):
    read_by_all = True
    done_on = DateField(
        label=gettext_lazy("Vilken dag blev det klart?"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om det inte är klart än. Skriv till exempel 2024-02-28."),
    )
    done_note = forms.CharField(
        label=gettext_lazy("Hur gick det?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
    )


@screen("groups.view", feature="1.4")
def decision(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    found = get_object_or_404(decisions(scope), pk=pk)
    [(_same, about_url)] = linked([found], addresses(scope, [found]), scope)
    context = {
        "decision": found,
        "about_url": about_url,
        "today": timezone.localdate(),
        "may_edit": scope.may("decision.record") and not found.is_fixed,
        "may_follow_up": may_follow_up(scope, found),
    }
    return render(request, "initiate/decision.html", context)


@screen("decision.record", feature="1.4")
def between(request: ScopedRequest, pk: int) -> HttpResponse:
    """Between meetings: there is no agenda to decide under."""
    group = get_object_or_404(groups(request.scope), pk=pk)
    return _new(request, group, None, group_crumbs(request, group))


@screen("decision.record", feature="1.4")
def at_meeting(request: ScopedRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(meetings(request.scope), pk=pk)
    return _new(request, meeting.group, meeting, meeting_crumbs(request, meeting))


def _new(request: ScopedRequest, group: Group, meeting: Meeting | None, crumbs: list[Crumb]) -> HttpResponse:
    item = request.GET.get("item", "")
    initial = {"decided_on": timezone.localdate(), "item_id": item}
    number = read_number(item)
    point = agenda(request.scope).filter(meeting=meeting, pk=number).first() if meeting and number else None
    if point:
        initial["about"] = about(request.scope, point.key)
    form = DecisionForm(request.scope, meeting, request.POST or None, initial=initial)
    decided = made(
        request,
        form,
        lambda: record_decision(
            request.scope, form.cleaned_data["form_token"], group, meeting=meeting, **form.parts()
        ),
        _("Beslutet är sparat."),
    )
    if decided:
        return redirect(crumbs[-1].url if meeting else address(request, "decision", decided.pk))
    heading = _("Skriv ett beslut") if meeting else _("Skriv ett beslut mellan möten")
    return form_page(
        request,
        form,
        heading=heading,
        crumbs=crumbs,
        submit=_("Spara beslutet"),
        guide=GUIDE,
        source=_("Bygger på handboken, s. 26–28 och 77."),
    )


@screen("decision.record", feature="1.4")
def edit(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(decisions(request.scope), pk=pk)
    names = ("text", "item_id", "decided_on", "about", "responsible_id", "due_on", "registry_number")
    initial = {name: getattr(found, name) for name in names} | {"expected_version": found.version}
    form = DecisionForm(request.scope, found.meeting, request.POST or None, initial=initial, standing=found)
    outcome = save(
        request,
        form,
        lambda version: change_decision(request.scope, found, version, **form.parts()),
        _("Beslutet är sparat."),
        address(request, "decision", pk),
    )
    return outcome.response or form_page(
        request,
        form,
        heading=_("Ändra beslutet"),
        crumbs=_crumbs(request, found),
        outcome=outcome,
        guide=GUIDE,
        source=_("Bygger på handboken, s. 26–28 och 77."),
    )


@screen("decision.follow_up", feature="1.4")
def follow(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(decisions(request.scope), pk=pk)
    initial = {
        "done_on": found.done_on or timezone.localdate(),
        "done_note": found.done_note,
        "expected_version": found.version,
    }
    form = FollowUpForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: follow_up(
            request.scope,
            found,
            version,
            done_on=form.cleaned_data["done_on"],
            note=form.cleaned_data["done_note"],
        ),
        _("Uppföljningen är sparad."),
        address(request, "decision", pk),
    )
    return outcome.response or form_page(
        request,
        form,
        heading=_("Följ upp beslutet"),
        crumbs=_crumbs(request, found),
        outcome=outcome,
        template="initiate/follow_up.html",
        decision=found,
        may_follow_up=may_follow_up(request.scope, found),
        submit=_("Spara uppföljningen"),
    )


def _crumbs(request: ScopedRequest, found: Decision) -> list[Crumb]:
    return [
        Crumb(_("Beslut"), address(request, "decisions")),
        Crumb(found.text.strip()[:60], address(request, "decision", found.pk)),
    ]
