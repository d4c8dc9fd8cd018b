"""The form above the figures: type, period, area and what the dataset is read together with, all in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverkan.datasets.filter import BadDate, Filter, day
from samverkan.datasets.linked import NEEDS, NONE, Companions
from samverkan.datasets.models import Dataset
from samverkan.datasets.rules import DatasetKind
from samverkan.datasets.tabulated.choice import NEEDS as MUST_CHOOSE
from samverkan.web.fields import read_day
from samverkan.web.form_words import say_plainly

TYPE_LABELS = {DatasetKind.SURVEY: _("Fråga"), DatasetKind.COST: _("Post")}
LINK_LABELS = {
    "population": _("Befolkning"),
    "reference": _("Jämför med"),
    "areas": _("Områden"),
}


class PeriodField(forms.CharField):
    """A day, a month or a year: `2024-02-28`, `28/2 2024`, `2024-02` or `2024`. Gives what `filter.day` reads."""

    widget = forms.TextInput({"data-width": "date", "autocomplete": "off"})

    def to_python(self, value: Any) -> str:
        written = str(super().to_python(value) or "").strip()
        whole_day = read_day(written)
        if whole_day:
            return whole_day.isoformat()
        try:
            day(written)
        except BadDate as error:
            raise ValidationError(str(error), code="invalid") from error
        return written


class FilterForm(forms.Form):
    """Sent by GET. Only what the dataset has to choose among is asked for."""

    def __init__(self, dataset: Dataset, companions: Companions, data: Any) -> None:
        super().__init__(data, label_suffix="", auto_id="filter-%s")
        kind = DatasetKind(dataset.kind)
        contents = dataset.contents
        if len(contents.get("types", ())) > 1 and kind != DatasetKind.POPULATION:
            label = TYPE_LABELS.get(kind, _("Brottstyp"))
            self.fields["type"] = _choice(label, contents["types"], must="type" in MUST_CHOOSE[kind])
        if dataset.first_day:
            self.fields["from"] = PeriodField(label=_("Från"), required=False)
            self.fields["to"] = PeriodField(label=_("Till och med"), required=False)
        if len(contents.get("areas", ())) > 1:
            self.fields["area"] = _choice(_("Område"), contents["areas"], must="area" in MUST_CHOOSE[kind])
        for name in NEEDS[kind]:
            offered = companions.offered(name)
            if offered:
                pairs = [
                    *((str(each.pk), str(each)) for each in offered if each != dataset),
                    (NONE, _("Ingen")),
                ]
                self.fields[name] = forms.ChoiceField(label=LINK_LABELS[name], choices=pairs, required=False)

    def full_clean(self) -> None:
        for field in self.fields.values():
            say_plainly(field, str(field.label))
        super().full_clean()

    def chosen(self) -> Filter:
        """The filter of a valid form."""
        return Filter.of({name: str(value) for name, value in self.cleaned_data.items()})

    def linked_fields(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LINK_LABELS if self.cleaned_data.get(name)}


def _choice(label: Any, values: Iterable[str], *, must: bool) -> forms.ChoiceField:
    """One of the values, or all of them where a figure can do without."""
    every = [] if must else [("", _("Alla"))]
    return forms.ChoiceField(
        label=label, choices=[*every, *((value, value) for value in values)], required=False
    )
