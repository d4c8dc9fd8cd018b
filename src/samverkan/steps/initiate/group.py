"""One group: what it may decide, who sits in it, when it meets and what waits to be done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Conflict
from samverkan.access.scope import Scope
from samverkan.groups.actions import change_group, end_group, form_group
from samverkan.groups.models import Group
from samverkan.groups.queries import groups, meetings, members, open_from_earlier
from samverkan.groups.rules import GroupKind, MeetingStatus
from samverkan.steps.initiate.form_page import address, form_page, group_crumbs
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

MEETINGS_SHOWN = 6
GUIDE = (
    gettext_lazy(
        "Skriv vad gruppen får bestämma själv och vad den ska lämna vidare. Då går besluten fortare."
    ),
    gettext_lazy("Parterna väger lika tungt. Ingen av dem ska ensam bestämma riktningen."),
)


class EditForm(Form):
    name = forms.CharField(label=gettext_lazy("Vad heter gruppen?"), max_length=120)
    mandate = forms.CharField(
        label=gettext_lazy("Vad får gruppen besluta?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
    )
    assignment = forms.CharField(
        label=gettext_lazy("Vad är gruppens uppdrag?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Vad den ska göra, och gärna till när."),
    )
    council = forms.BooleanField(
        label=gettext_lazy("Gruppen är vårt lokala brottsförebyggande råd"),
        required=False,
        help_text=gettext_lazy("Rådet kan leda, bereda eller utföra. Bara en grupp kan vara rådet."),
    )

    def __init__(self, scope: Scope, group: Group | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope, self.group = scope, group

    def parts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "mandate", "assignment", "council")}

    def clean_council(self) -> bool:
        council: bool = self.cleaned_data["council"]
        others = groups(self.scope).filter(council=True, ended_on=None)
        if council and (other := others.exclude(pk=self.group.pk if self.group else 0).first()):
            raise forms.ValidationError(
                _("Rådet är redan kopplat till %(group)s. Ta bort kopplingen där först.") % {"group": other}
            )
        return council


class NewForm(EditForm):
    kind = forms.ChoiceField(label=gettext_lazy("Vilken sorts grupp?"), widget=forms.RadioSelect)
    field_order = ("kind", "name", "mandate", "assignment", "council")

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(scope, None, *args, **kwargs)
        taken = set(groups(scope).filter(ended_on=None).values_list("kind", flat=True))
        kinds = [kind for kind in GroupKind if not (kind.one_only and kind in taken)]
        self.fields["kind"].choices = [(kind.value, kind.swedish) for kind in kinds]  # type: ignore[attr-defined]


class PressForm(Form):
    """One press: only the version that the person saw."""


@screen("groups.view", feature="1.4")
def group(request: ScopedRequest, pk: int) -> HttpResponse:
    scope = request.scope
    found = get_object_or_404(groups(scope), pk=pk)
    sitting = list(members(scope).filter(group=found))
    latest = list(meetings(scope).filter(group=found)[:MEETINGS_SHOWN])
    context = {
        "group": found,
        "members": [member for member in sitting if member.left_on is None],
        "former": [member for member in sitting if member.left_on is not None],
        "coming": [meeting for meeting in reversed(latest) if meeting.is_open],
        "earlier": [meeting for meeting in latest if not meeting.is_open],
        "waiting": open_from_earlier(scope, found),
        "may_edit": scope.may("groups.edit") and found.ended_on is None,
        "may_decide": scope.may("decision.record") and found.ended_on is None,
    }
    return render(request, "initiate/group.html", context)


@screen("groups.edit", feature="1.4")
def new(request: ScopedRequest) -> HttpResponse:
    kind = request.GET.get("kind", GroupKind.WORKING)
    form = NewForm(request.scope, request.POST or None, initial={"kind": kind})
    group = made(
        request,
        form,
        lambda: form_group(
            request.scope,
            form.cleaned_data["form_token"],
            kind=GroupKind(form.cleaned_data["kind"]),
            **form.parts(),
        ),
        _("Gruppen finns nu. Säg vilka som sitter i den."),
    )
    if group:
        return redirect(address(request, "group", group.pk))
    return form_page(
        request,
        form,
        heading=_("Bilda en grupp"),
        crumbs=group_crumbs(request),
        submit=_("Bilda gruppen"),
        guide=GUIDE,
        source=_("Bygger på handboken, s. 26–28 och 76."),
    )


@screen("groups.edit", feature="1.4")
def edit(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(groups(request.scope), pk=pk)
    initial = {name: getattr(found, name) for name in ("name", "mandate", "assignment", "council")}
    form = EditForm(
        request.scope, found, request.POST or None, initial=initial | {"expected_version": found.version}
    )
    outcome = save(
        request,
        form,
        lambda version: change_group(request.scope, found, version, **form.parts()),
        _("Gruppen är sparad."),
        address(request, "group", pk),
    )
    return outcome.response or form_page(
        request,
        form,
        heading=_("Ändra %(group)s") % {"group": found},
        crumbs=group_crumbs(request, found),
        outcome=outcome,
        guide=GUIDE,
        source=_("Bygger på handboken, s. 26–28."),
    )


@screen("groups.edit", feature="1.4")
def end(request: ScopedRequest, pk: int) -> HttpResponse:
    """Told in one sentence, then one press."""
    found = get_object_or_404(groups(request.scope), pk=pk)
    form = PressForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.cleaned_data["expected_version"]:
        try:
            end_group(request.scope, found, form.cleaned_data["expected_version"])
        except Conflict:
            messages.warning(request, _("Någon annan ändrade gruppen före dig. Så här står det nu."))
            return redirect(address(request, "group", pk))
        messages.success(request, _("%(group)s är avslutad.") % {"group": found})
        return redirect(address(request, "organisation"))
    called = meetings(request.scope).filter(group=found, status=MeetingStatus.CALLED).order_by("day")
    context = {"group": found, "crumbs": group_crumbs(request, found), "called": list(called)}
    return render(request, "initiate/group_end.html", context, status=422 if form.is_bound else 200)
