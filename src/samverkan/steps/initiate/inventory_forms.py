"""What is asked about each kind of item in the inventory (handbook p. 22–24)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from samverkan.charts.months import MONTH_NAMES
from samverkan.conditions.rules import ItemKind
from samverkan.web.forms import Form


def _text(label: Any, hint: Any, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea({"rows": rows}),
        required=False,
        max_length=4000,
        help_text=hint,
    )


def _line(label: Any, hint: Any, length: int = 160) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=length, help_text=hint)


class ItemForm(Form):
    """`what` is asked about every kind, under a label of its own; the rest differs."""

    what = forms.CharField(widget=forms.Textarea({"rows": 2}), max_length=2000)

    def fields_given(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name]
            for name in self.fields
            if name not in ("expected_version", "form_token")
        }


class WorkForm(ItemForm):
    run_by = _line(gettext_lazy("Vem driver arbetet?"), gettext_lazy("Förvaltning, enhet eller grupp."))
    target = _line(gettext_lazy("För vem eller vilken plats?"), "", 200)
    until = _line(
        gettext_lazy("Hur länge pågår det?"), gettext_lazy("Ett datum, en termin eller tills vidare."), 80
    )
    note = _text(
        gettext_lazy("Vad har ni lärt er?"),
        gettext_lazy("Sådant som den andra parten har nytta av att veta."),
    )


class ResourceForm(ItemForm):
    run_by = _line(gettext_lazy("Var finns den?"), gettext_lazy("Förvaltning, enhet eller grupp."))
    note = _text(
        gettext_lazy("Vad kan den ge samverkan?"), gettext_lazy("Tid, underlag, kunskap eller pengar.")
    )


class GoverningForm(ItemForm):
    until = _line(gettext_lazy("Hur länge gäller det?"), "", 80)
    note = _text(
        gettext_lazy("Vad betyder det för samverkan?"),
        gettext_lazy("Stämmer samverkan med dokumentet, och vad behöver ni ta hänsyn till?"),
    )


class BudgetForm(ItemForm):
    months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Vilka månader?"),
        choices=list(enumerate(MONTH_NAMES, 1)),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    run_by = _line(gettext_lazy("Vem beslutar?"), gettext_lazy("Nämnd, styrelse eller chef."))
    note = _text(
        gettext_lazy("Att tänka på"),
        gettext_lazy("Till exempel när underlag behöver vara inne för att komma med."),
    )


class ConflictForm(ItemForm):
    note = _text(gettext_lazy("Hur kan ni hantera det?"), gettext_lazy("Lämna tomt om ni inte vet än."))


FORMS: dict[ItemKind, type[ItemForm]] = {
    ItemKind.WORK: WorkForm,
    ItemKind.RESOURCE: ResourceForm,
    ItemKind.GOVERNING: GoverningForm,
    ItemKind.BUDGET: BudgetForm,
    ItemKind.CONFLICT: ConflictForm,
}
# For each kind: the page's heading, the label of `what`, and its hint.
ASKED = {
    ItemKind.WORK: (
        gettext_lazy("Vilket förebyggande arbete gör ni redan?"),
        gettext_lazy("Arbetet"),
        gettext_lazy("Ett i taget. Ta med också det som inte kallas brottsförebyggande."),
    ),
    ItemKind.RESOURCE: (
        gettext_lazy("Vad har ni som samverkan kan använda?"),
        gettext_lazy("Resurs eller kompetens"),
        gettext_lazy("Till exempel en analytiker, en lokal, ett system eller avsatt tid."),
    ),
    ItemKind.GOVERNING: (
        gettext_lazy("Vilket dokument styr er?"),
        gettext_lazy("Styrdokumentet"),
        gettext_lazy("Till exempel en policy, ett verksamhetsmål eller en plan."),
    ),
    ItemKind.BUDGET: (
        gettext_lazy("När tas beslut om pengar och verksamhet?"),
        gettext_lazy("Vad beslutas?"),
        gettext_lazy("Till exempel nämndernas äskanden, budget eller verksamhetsplan."),
    ),
    ItemKind.CONFLICT: (
        gettext_lazy("Vad kan krocka med samverkan?"),
        gettext_lazy("Målkonflikten"),
        gettext_lazy("Ett annat uppdrag eller mål som drar åt ett annat håll."),
    ),
}


def item_form(kind: ItemKind, data: Any, **kwargs: Any) -> ItemForm:
    form = FORMS[kind](data, **kwargs)
    form.fields["what"].label, form.fields["what"].help_text = ASKED[kind][1:]
    return form
