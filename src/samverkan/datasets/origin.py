"""The words about where a figure comes from, gathered from the database once for a whole page."""

from django.utils import timezone

from samverkan.datasets.figures import Context
from samverkan.datasets.filter import Filter
from samverkan.datasets.linked import Linked
from samverkan.datasets.models import CrimeType, Dataset
from samverkan.datasets.rules import DatasetKind
from samverkan.datasets.trust import advice, trust
from samverkan.partnerships.models import Party

SUBJECTS = {
    DatasetKind.INCIDENTS: "Alla händelser",
    DatasetKind.CRIME_COUNTS: "Anmälda brott",
    DatasetKind.POPULATION: "Befolkning",
    DatasetKind.SURVEY: "Enkätsvar",
    DatasetKind.COST: "Kostnader",
}


def context(party: Party, dataset: Dataset, chosen: Filter, linked: Linked, told: tuple[str, ...]) -> Context:
    """One query, for the trust note; none where the kind has none."""
    kind = DatasetKind(dataset.kind)
    return Context(
        kind=kind.value,
        dataset=dataset.name,
        file=dataset.file_name,
        imported=timezone.localtime(dataset.imported_at).date().isoformat(),
        source=dataset.source.name,
        period=period(dataset, chosen),
        filter=chosen.words(),
        subject=chosen.type or SUBJECTS[kind],
        where=chosen.area or "",
        trust=trust(kind, chosen.type, CrimeType.objects.filter(party=party)),
        linked=tuple(_named(linked)),
        told=told,
        advice=advice(kind, chosen.type),
    )


def period(dataset: Dataset, chosen: Filter) -> str:
    """The days the figures cover, years for tables: what is chosen, within what the dataset has."""
    first = max(filter(None, (chosen.first, dataset.first_day)), default=None)
    last = min(filter(None, (chosen.last, dataset.last_day)), default=None)
    if first is None or last is None:
        return "okänd"
    if dataset.kind != DatasetKind.INCIDENTS:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{first.isoformat()} till {last.isoformat()}"


def _named(linked: Linked) -> list[tuple[str, str]]:
    found = []
    for name, what, dataset in (
        ("population", "befolkningen", linked.population),
        ("reference", "jämförelsen", linked.reference),
    ):
        if dataset:
            day = timezone.localtime(dataset.imported_at).date().isoformat()
            found.append((name, f"{what} i {dataset.name}, inläst {day} ur {dataset.file_name}"))
    if linked.areas:
        found.append(("areas", f"områdena i {linked.areas.name}"))
    return found
