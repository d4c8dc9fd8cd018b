"""Who sits in a group: people of the partnership, and others by occupation and organisation."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.groups.actions import add_member, change_member, end_member
from samverkan.groups.models import Group
from samverkan.groups.queries import groups, members, people
from samverkan.groups.rules import MemberFunction
from samverkan.partnerships.models import Membership
from samverkan.steps.initiate.form_page import address, form_page, group_crumbs
from samverkan.web.fields import DateField, NameField
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

GUIDE = (
    gettext_lazy("Välj helst någon som kan besluta för sin organisation."),
    gettext_lazy(
        "Den som inte loggar in här skrivs med befattning och organisation. Namn och kontaktuppgifter behövs inte."
    ),
)


PERSONAL = {
    "personal": gettext_lazy("Texten ser ut att innehålla %(told)s. Skriv utan."),
}


class FunctionForm(Form):
    function = forms.ChoiceField(
        label=gettext_lazy("Uppgift i gruppen"), choices=MemberFunction.choices(), widget=forms.RadioSelect
    )
    joined_on = DateField(label=gettext_lazy("Med från och med"))


class ExternalForm(FunctionForm):
    """Somebody outside the partnership: what they are can be put right too."""

    occupation = NameField(label=gettext_lazy("Befattning"), max_length=120, error_messages=PERSONAL)
    organisation = NameField(label=gettext_lazy("Organisation"), max_length=160, error_messages=PERSONAL)
    field_order = ("occupation", "organisation", "function", "joined_on")


class MemberForm(FunctionForm):
    membership = forms.TypedChoiceField(
        label=gettext_lazy("Vem?"), coerce=int, empty_value=None, required=False
    )
    occupation = NameField(
        label=gettext_lazy("Befattning"),
        max_length=120,
        required=False,
        error_messages=PERSONAL,
        help_text=gettext_lazy("Fyll bara i för någon utanför samverkan, till exempel trygghetschef."),
    )
    organisation = NameField(
        label=gettext_lazy("Organisation"),
        max_length=160,
        required=False,
        error_messages=PERSONAL,
        help_text=gettext_lazy("Till exempel Björkvallabostäder."),
    )
    field_order = ("membership", "occupation", "organisation", "function", "joined_on")

    def __init__(self, everybody: list[Membership], group: Group, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sitting = set(group.members.filter(ended_on=None).values_list("membership", flat=True))
        self.people = {person.pk: person for person in everybody}
        self.fields["membership"].choices = [  # type: ignore[attr-defined]
            ("", _("Någon utanför samverkan")),
            *(
                (person.pk, f"{person.user}, {person.role_name} ({person.party})")
                for person in everybody
                if person.pk not in sitting
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if cleaned.get("membership") is None and "membership" not in self.errors:
            for name, words in (
                ("occupation", _("Välj en person, eller skriv befattningen på någon utanför samverkan.")),
                ("organisation", _("Skriv vilken organisation personen kommer från.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned


@screen("groups.edit", feature="1.4")
def new(request: ScopedRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(groups(request.scope), pk=pk)
    initial = {"function": MemberFunction.MEMBER.value, "joined_on": timezone.localdate()}
    form = MemberForm(list(people(request.scope)), group, request.POST or None, initial=initial)
    member = made(
        request,
        form,
        lambda: add_member(
            request.scope,
            form.cleaned_data["form_token"],
            group,
            membership=form.people.get(form.cleaned_data["membership"]),
            occupation=form.cleaned_data["occupation"],
            organisation=form.cleaned_data["organisation"],
            function=MemberFunction(form.cleaned_data["function"]),
            joined_on=form.cleaned_data["joined_on"],
        ),
        _("Ledamoten är tillagd."),
    )
    if member:
        return redirect(address(request, "group", pk))
    return form_page(
        request,
        form,
        heading=_("Vem ska sitta i %(group)s?") % {"group": group},
        crumbs=group_crumbs(request, group),
        submit=_("Lägg till ledamoten"),
        guide=GUIDE,
        source=_("Bygger på handboken, s. 27–28."),
    )


@screen("groups.edit", feature="1.4")
def edit(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(members(request.scope), pk=pk)
    initial = {
        "function": found.function,
        "joined_on": found.joined_on,
        "occupation": found.occupation,
        "organisation": found.organisation,
        "expected_version": found.version,
    }
    asked = FunctionForm if found.membership else ExternalForm
    form = asked(request.POST or None, initial=initial)
    heading = f"{found}, {found.about}"
    outcome = save(
        request,
        form,
        lambda version: change_member(
            request.scope,
            found,
            version,
            function=MemberFunction(form.cleaned_data["function"]),
            joined_on=form.cleaned_data["joined_on"],
            occupation=form.cleaned_data.get("occupation", ""),
            organisation=form.cleaned_data.get("organisation", ""),
        ),
        _("Ledamoten är sparad."),
        address(request, "group", found.group_id),
    )
    return outcome.response or form_page(
        request,
        form,
        heading=heading,
        crumbs=group_crumbs(request, found.group),
        outcome=outcome,
        template="initiate/member.html",
        member=found,
        guide=GUIDE,
        source=_("Bygger på handboken, s. 27–28."),
    )


@screen("groups.edit", feature="1.4")
@require_POST
def end(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(members(request.scope), pk=pk)
    end_member(request.scope, found)
    words = _("%(who)s har lämnat %(group)s och står kvar i anteckningarna från tiden före.")
    messages.success(request, words % {"who": found, "group": found.group})
    return redirect(address(request, "group", found.group_id))
