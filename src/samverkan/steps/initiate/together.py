"""The shared inventories side by side: what is the same work, what pulls apart, and the money's year (p. 22–24)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.conditions.actions import link_items, unlink_items
from samverkan.conditions.document import item_facts
from samverkan.conditions.queries.together import SharedItem, Side, Together, links
from samverkan.conditions.queries.together import together as side_by_side
from samverkan.conditions.rules import ItemKind, LinkKind
from samverkan.partnerships.content import guidance
from samverkan.steps.initiate.budget_calendar import budget_table, budget_wheel
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.screens import ScopedRequest, screen

LONGEST_CHOICE = 90


class LinkForm(Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Vad har ni sett?"),
        choices=[
            (LinkKind.SAME_WORK.value, gettext_lazy("Vi gör samma sak")),
            (LinkKind.CONFLICT.value, gettext_lazy("De drar åt olika håll")),
        ],
        widget=forms.RadioSelect,
    )
    first = forms.TypedChoiceField(label=gettext_lazy("Den ena raden"), coerce=int)
    second = forms.TypedChoiceField(label=gettext_lazy("Den andra raden"), coerce=int)
    note = forms.CharField(
        label=gettext_lazy("Vad gör ni åt det?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy(
            "Till exempel vem som fortsätter, eller när ni ska tala om det. Alla parter läser det."
        ),
    )

    def __init__(self, sides: tuple[Side, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.party_of = {item.number: side.party for side in sides for item in side.items}
        choices: list[Any] = [
            ("", _("Välj en rad")),
            *(
                (str(side.party), [(item.number, _short(item)) for item in side.items])
                for side in sides
                if side.items
            ),
        ]
        for name in ("first", "second"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean_second(self) -> int:
        first, second = self.cleaned_data.get("first"), self.cleaned_data["second"]
        if first and self.party_of[first] == self.party_of[second]:
            raise forms.ValidationError(_("Välj en rad från en annan part än den första."))
        return int(second)


@screen("inventory.view", feature="1.2")
def together(request: ScopedRequest) -> HttpResponse:
    now = side_by_side(request.scope)
    context = {
        "now": now,
        "guide": guidance("1.2"),
        "kinds": [(kind, _columns(now, kind)) for kind in ItemKind],
        "same": now.links_of(LinkKind.SAME_WORK),
        "conflicts": now.links_of(LinkKind.CONFLICT),
        "aims": sum(len(side.of_kind(ItemKind.CONFLICT)) for side in now.sides),
        "wheel": budget_wheel(now, request.scope.cycle.name),
        "compact": budget_wheel(now, request.scope.cycle.name, compact=True),
        "months": budget_table(now),
        "may_link": request.scope.may("inventory.share") and now.shared > 1,
        "own_awaited": request.scope.party in now.awaits,
    }
    return render(request, "initiate/together.html", context)


@screen("inventory.share", feature="1.2")
def item_link(request: ScopedRequest) -> HttpResponse:
    now = side_by_side(request.scope)
    initial = {
        "first": request.GET.get("first", ""),
        "kind": request.GET.get("kind", LinkKind.SAME_WORK.value),
    }
    form = LinkForm(now.sides, request.POST or None, initial=initial)
    if form.is_valid():
        link_items(
            request.scope,
            form.cleaned_data["form_token"],
            kind=LinkKind(form.cleaned_data["kind"]),
            first=form.cleaned_data["first"],
            second=form.cleaned_data["second"],
            note=form.cleaned_data["note"],
        )
        messages.success(request, _("Kopplingen syns nu för alla parter."))
        warn_about_personal_data(request, form)
        return redirect("initiate:together", request.scope.partnership.slug)
    context = {"form": form, "now": now, "guide": guidance("1.2"), "heading": _("Vad hör ihop hos er?")}
    return render(request, "initiate/item_link.html", context, status=422 if form.errors else 200)


@screen("inventory.share", feature="1.2")
@require_POST
def item_link_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    unlink_items(request.scope, get_object_or_404(links(request.scope), pk=pk))
    messages.success(request, _("Kopplingen är borttagen."))
    return redirect("initiate:together", request.scope.partnership.slug)


def _columns(now: Together, kind: ItemKind) -> list[tuple[Side, list[tuple[SharedItem, Any]]]]:
    """Each party's items of a kind with what is told about them."""
    return [(side, [(item, item_facts(item.content)) for item in side.of_kind(kind)]) for side in now.sides]


def _short(item: SharedItem) -> str:
    what = " ".join(item.content["what"].split())
    words = what if len(what) <= LONGEST_CHOICE else f"{what[:LONGEST_CHOICE]}…"
    return f"{words} ({ItemKind(item.content['kind']).swedish.lower()})"
