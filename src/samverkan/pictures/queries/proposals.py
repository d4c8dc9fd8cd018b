"""What the party's figures propose: answers to the pattern questions, and what comes back every year."""

from dataclasses import asdict, dataclass
from typing import Any

from samverkan.access.scope import Scope
from samverkan.datasets import figure_store
from samverkan.datasets.compute import METHOD_VERSION
from samverkan.datasets.filter import Filter
from samverkan.datasets.linked import companions
from samverkan.datasets.models import Dataset
from samverkan.datasets.queries import crime_types, datasets
from samverkan.datasets.rules import DatasetKind
from samverkan.datasets.store import rows_of
from samverkan.pictures.rules import Verdict

MOST_DATASETS = 3
ANSWERING = (DatasetKind.INCIDENTS, DatasetKind.CRIME_COUNTS)


@dataclass(frozen=True)
class Proposal:
    """An answer to a pattern question by a dataset's figures, as they are when nothing else is chosen."""

    question: str
    dataset: Dataset
    filter: dict[str, str]
    verdict: str
    sentence: str

    @property
    def answer(self) -> str:
        return Verdict(self.verdict).swedish


def proposals(scope: Scope) -> list[Proposal]:
    """From the newest datasets whose figures are counted; at most three, so that one can take them in."""
    found = []
    catalogue = tuple(crime_types(scope))
    for dataset in datasets(scope).filter(kind__in=ANSWERING)[:MOST_DATASETS]:
        linked = companions(scope.party, dataset.kind).choose(dataset, {})
        choice = figure_store.choose(scope.party, dataset, Filter(), linked, catalogue)
        figures = figure_store.load(choice.name) or {}
        chosen = choice.filter.as_dict() | linked.fields(dataset)
        found += [
            Proposal(answer["key"], dataset, chosen, answer["verdict"], answer["sentence"])
            for answer in figures.get("questions", ())
        ]
    return found


@dataclass(frozen=True)
class SeasonProposal:
    """A crime type that stands out in the same months every year, by the figures of a dataset."""

    dataset: Dataset
    what: str
    months: tuple[int, ...]
    years: int


def season_proposals(scope: Scope, noted: set[str]) -> list[SeasonProposal]:
    """Recurring peaks in the newest incidents, without those already `noted` in the year wheel.

    Counted once for each dataset and kept with the other computed figures.
    """
    dataset = datasets(scope).filter(kind=DatasetKind.INCIDENTS).first()
    if dataset is None:
        return []
    return [
        SeasonProposal(dataset, peak["type"], tuple(months_of(peak["first"], peak["last"])), peak["years"])
        for peak in _peaks(dataset)
        if peak["type"] not in noted
    ]


def months_of(first: int, last: int) -> list[int]:
    """`11, 1` is November to January."""
    return sorted((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))


def _peaks(dataset: Dataset) -> list[dict[str, Any]]:
    name = f"peaks-{METHOD_VERSION}-{dataset.parquet_sha256}"
    kept = figure_store.load(name)
    if kept is None:
        from samverkan.datasets.seasonal import seasonal_peaks  # reads the rows; done once for each dataset

        found = seasonal_peaks(rows_of(dataset.parquet_sha256))
        kept = figure_store.save(name, {"peaks": [asdict(peak) for peak in found]})
    peaks: list[dict[str, Any]] = kept["peaks"]
    return peaks
