"""The words about where a figure comes from, gathered from the database once for a whole page."""

from django.utils import timezone

from samverkan.datasets.figures import Context
from samverkan.datasets.filter import Filter
from samverkan.datasets.linked import Linked
from samverkan.datasets.models import CrimeType, Dataset
from samverkan.datasets.rules import DarkFigure, DatasetKind
from samverkan.datasets.spelling import Spellings
from samverkan.datasets.tabulated.units import is_total
from samverkan.partnerships.models import Party

REPORTED = (
    "Siffrorna visar det som anmälts, inte allt som hänt. Hur stor del som anmäls skiljer sig mellan brottstyper; "
    "välj en typ för att se vad som gäller för den."
)
ANSWERED = "Svaren gäller dem som svarade. De som inte svarade kan ha andra erfarenheter."
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
        trust=trust(party, kind, chosen.type),
        linked=tuple(_named(linked)),
        told=told,
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


def trust(party: Party, kind: DatasetKind, written: str | None) -> str:
    """How far the numbers can be trusted: the party's own note on the crime type, where it has one."""
    if kind == DatasetKind.SURVEY:
        return ANSWERED
    if kind not in (DatasetKind.INCIDENTS, DatasetKind.CRIME_COUNTS):
        return ""
    if written is None or is_total(written):
        return REPORTED
    known = CrimeType.objects.filter(party=party)
    found = Spellings((row, [row.name, *row.also_called]) for row in known).find(written)
    return trust_note(found) if found else f"Katalogen har ingen uppgift om mörkertalet för {written}."


def trust_note(crime_type: CrimeType) -> str:
    """`Stort mörkertal.` with what the catalogue adds to it."""
    parts = [f"{DarkFigure(crime_type.dark_figure).swedish}."]
    if crime_type.found_by_police:
        parts.append("Upptäcks av polisen.")
    if crime_type.note:
        parts.append(crime_type.note)
    return " ".join(parts)


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
