"""From the fields of an address or a form to a dataset's figures: what every address under a dataset begins with."""

from dataclasses import dataclass

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from samverkan.datasets import figure_store, queries
from samverkan.datasets.figure_store import Choice, Prepared
from samverkan.datasets.linked import Companions, companions
from samverkan.datasets.models import Dataset
from samverkan.steps.prepare.dataset_filter import FilterForm
from samverkan.web.screens import ScopedRequest


@dataclass(frozen=True)
class Asked:
    """What somebody asks for. `choice` is None where the form was filled in wrongly."""

    dataset: Dataset
    companions: Companions
    form: FilterForm
    choice: Choice | None

    def settled_form(self, choice: Choice) -> FilterForm:
        """The form as the choice stands, with what was filled in for the reader."""
        return FilterForm(self.dataset, self.companions, fields_of(choice))


def asked(request: ScopedRequest, pk: int, fields: QueryDict) -> Asked:
    """Raises Http404 where the party has no such dataset."""
    found = get_object_or_404(queries.datasets(request.scope), pk=pk)
    offered = companions(request.scope.party, found.kind)
    # What fits best stands in the form from the start, so that mending a date does not change what it is read with.
    best = offered.choose(found, {}).fields(found)
    form = FilterForm(found, offered, best | fields.dict())
    if not form.is_valid():
        return Asked(found, offered, form, None)
    linked = offered.choose(found, form.linked_fields())
    return Asked(found, offered, form, figure_store.choose(request.scope.party, found, form.chosen(), linked))


def shown(request: ScopedRequest, pk: int, fields: QueryDict) -> tuple[Choice, Prepared]:
    """The choice and its figures. Raises Http404 where they have not been counted."""
    choice = asked(request, pk, fields).choice
    prepared = figure_store.figures_for(request.scope, choice) if choice else None
    if choice is None or prepared is None:
        raise Http404
    return choice, prepared


def fields_of(choice: Choice) -> dict[str, str]:
    """The choice as fields of an address."""
    return choice.filter.as_dict() | choice.linked.fields(choice.dataset)
