"""The form that confirms how a file is read: its name and source, and which column is what."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samverkan.access.scope import Scope
from samverkan.datasets import queries
from samverkan.datasets.actions import Choices
from samverkan.datasets.models import Import, Source
from samverkan.datasets.readers import FIELD_LABELS, FIGURE_FIELDS, INCIDENT_FIELDS
from samverkan.datasets.rules import DatasetKind
from samverkan.web.fields import NameField
from samverkan.web.forms import Form

COLUMN = "column_"
LONGEST_EXAMPLE = 30
# SWEREF 99 TM and its twelve local zones (EPSG:3007-3018), RT 90 and latitude-longitude.
ZONES = (
    "12 00",
    "13 30",
    "15 00",
    "16 30",
    "18 00",
    "14 15",
    "15 45",
    "17 15",
    "18 45",
    "20 15",
    "21 45",
    "23 15",
)
SYSTEMS = [
    ("", _("Känn igen av talen")),
    (3006, "SWEREF 99 TM (EPSG:3006)"),
    *[(code, f"SWEREF 99 {zone} (EPSG:{code})") for code, zone in enumerate(ZONES, 3007)],
    (3021, "RT 90 2,5 gon V (EPSG:3021)"),
    (4326, "WGS 84, latitud och longitud (EPSG:4326)"),
]


class ColumnSelect(forms.Select):
    """A choice among the file's columns, in one piece: a template for every option took half the page's time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (place, SafeString(" selected" if place == (value or "") else ""), label)
                for place, label in self.choices
            ),
        )
        given = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(given), options)


class ConfirmForm(Form):
    name = NameField(label=_("Vad datamängden ska heta"), max_length=160)
    source = forms.ModelChoiceField(Source.objects.none(), label=_("Källa"), empty_label=None)
    kind = forms.ChoiceField(label=_("Sorts fil"), choices=DatasetKind.choices())
    sheet = forms.ChoiceField(label=_("Blad i arbetsboken"))
    crs = forms.TypedChoiceField(
        label=_("Koordinatsystem"), choices=SYSTEMS, coerce=int, empty_value=None, required=False
    )
    again = forms.BooleanField(label=_("Läs in filen en gång till ändå"))

    def __init__(self, scope: Scope, row: Import, data: QueryDict | None = None) -> None:
        self._import = row
        self.read_before = list(queries.read_before(scope, row))
        self.being_read = list(queries.being_read(scope, row))
        super().__init__(data, initial=self._initial())
        self.fields["source"].queryset = queries.sources(scope)  # type: ignore[attr-defined]
        self._leave_out_what_does_not_apply()
        for name in INCIDENT_FIELDS if row.kind == DatasetKind.INCIDENTS else FIGURE_FIELDS:
            self.fields[COLUMN + name] = self._column(name)

    def column_fields(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name.startswith(COLUMN)]

    def column_errors(self) -> bool:
        return any(name.startswith(COLUMN) for name in self.errors)

    def wants_another_look(self) -> bool:
        """Another kind or sheet has other columns, so the file has to be looked into again before anything else."""
        sent = self.cleaned_data
        return bool(
            sent["kind"] != self._import.kind or sent.get("sheet", self._import.sheet) != self._import.sheet
        )

    def choices(self) -> Choices:
        sent, headings = self.cleaned_data, self._import.inspection["headings"]
        columns = {}
        for field in self.column_fields():
            places = sent[field.name] if isinstance(sent[field.name], list) else [sent[field.name]]
            if chosen := [headings[int(place)] for place in places if place != ""]:
                columns[field.name.removeprefix(COLUMN)] = chosen
        mapping = {"columns": columns, "fixed": self._import.mapping["fixed"]}
        return Choices(sent["name"], sent["source"], mapping, sent.get("crs"))

    def ask_whether_again(self) -> None:
        """The file was read by somebody else while this page stood open."""
        self.add_error(
            None, _("Filen har lästs in medan sidan var öppen. Välj om du vill läsa in den en gång till.")
        )
        self.fields["again"] = self.base_fields["again"]

    def _leave_out_what_does_not_apply(self) -> None:
        sheets = self._import.inspection["sheets"]
        if len(sheets) > 1:
            self.fields["sheet"].choices = [(sheet, sheet) for sheet in sheets]  # type: ignore[attr-defined]
        else:
            del self.fields["sheet"]
        if self._import.kind != DatasetKind.INCIDENTS:
            del self.fields["crs"]
        if not (self.read_before or self.being_read):
            del self.fields["again"]

    def _column(self, name: str) -> forms.Field:
        looked = self._import.inspection
        choices = [
            (str(place), heading + (f" ({example[:LONGEST_EXAMPLE]})" if example else ""))
            for place, (heading, example) in enumerate(
                zip(looked["headings"], looked["examples"], strict=True)
            )
        ]
        if name == "value":
            return forms.MultipleChoiceField(
                label=_("Kolumner med tal"), choices=choices, widget=forms.CheckboxSelectMultiple
            )
        empty = ("", _("Finns inte i filen"))
        return forms.ChoiceField(
            label=FIELD_LABELS[name], choices=[empty, *choices], required=False, widget=ColumnSelect
        )

    def _initial(self) -> dict[str, Any]:
        row = self._import
        place = {heading: str(number) for number, heading in enumerate(row.inspection["headings"])}
        columns = {
            COLUMN + name: [place[heading] for heading in headings] if name == "value" else place[headings[0]]
            for name, headings in row.mapping["columns"].items()
            if headings
        }
        kept = {
            "name": row.name,
            "source": row.source_id,
            "kind": row.kind,
            "sheet": row.sheet,
            "crs": row.crs or "",
        }
        return kept | columns
