"""Computed figures on disk: counted once for each choice, and never for a page that somebody waits for.

A file is named by everything its numbers depend on, so it never goes stale and may be thrown away at any time.
"""

import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django_tasks import task

from samverkan.access.scope import Scope
from samverkan.datasets import origin
from samverkan.datasets.compute import METHOD_VERSION, Job, compute
from samverkan.datasets.figures import Context, Figure, build_all, kinds
from samverkan.datasets.filter import Filter
from samverkan.datasets.linked import KINDS, NEEDS, Linked, companions
from samverkan.datasets.models import AreaSet, CrimeType, Dataset
from samverkan.datasets.projection import in_metres_of
from samverkan.datasets.rules import DatasetKind
from samverkan.datasets.store import rows_of
from samverkan.datasets.tabulated.choice import settle
from samverkan.datasets.trust import redefined
from samverkan.partnerships.models import Party

# Up to so many rows are counted while somebody waits, which takes a second or two; more is done in the background.
SMALL = 10_000
# A figure that was asked for so many seconds ago and has not come is asked for again.
GIVEN_UP_AFTER = 15 * 60


@dataclass(frozen=True)
class Prepared:
    """The numbers of a choice, and the words about where they come from."""

    name: str
    figures: dict[str, Any]
    context: Context

    def drawn(self) -> tuple[Figure, ...]:
        """Every figure; drawn once for each choice and wording."""
        return _drawn(self.name, self.context)


@dataclass(frozen=True)
class Choice:
    """What is shown of a dataset: the filter as settled, what it is read with, and what was chosen for the reader."""

    dataset: Dataset
    filter: Filter
    linked: Linked
    told: tuple[str, ...]
    breaks: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The file that holds its figures."""
        parts: dict[str, Any] = {
            "method": METHOD_VERSION,
            # Its place stands in the sentences, and nobody should notice that another party has the same file.
            "party": self.dataset.party_id,
            "parquet": self.dataset.parquet_sha256,
            "kind": self.dataset.kind,
            "crs": self.dataset.crs,
            "filter": self.filter.as_dict(),
            **self.linked.fingerprint(),
        }
        if self.breaks:
            parts["breaks"] = self.breaks
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @property
    def is_small(self) -> bool:
        return self.dataset.rows_accepted <= SMALL


def choose(
    party: Party,
    dataset: Dataset,
    chosen: Filter,
    linked: Linked,
    catalogue: Iterable[CrimeType] | None = None,
) -> Choice:
    """`catalogue`: the party's crime types, when the caller has them already; else asked for when a type is shown."""
    kind = DatasetKind(dataset.kind)
    settled, told = settle(chosen, kind, dataset.contents, party.organisation.name)
    known = CrimeType.objects.filter(party=party) if catalogue is None else catalogue
    return Choice(dataset, settled, linked, told, redefined(kind, settled.type, known))


def figures_for(scope: Scope, choice: Choice) -> Prepared | None:
    """The figures of a choice, counted now where the dataset is small; None where they must be asked for.

    Raises store.Missing where there is nothing to count.
    """
    figures = load(choice.name)
    if figures is None:
        rows_of(choice.dataset.parquet_sha256)
    if figures is None and choice.is_small:
        figures = count(choice)
    if figures is None:
        return None
    context = origin.context(scope.party, choice.dataset, choice.filter, choice.linked, choice.told)
    return Prepared(choice.name, figures, context)


def count(choice: Choice) -> dict[str, Any]:
    """Count a choice and keep what came out."""
    dataset, linked = choice.dataset, choice.linked
    areas = AreaSet.objects.get(pk=linked.areas.pk).geojson if linked.areas else None
    if areas:
        areas = in_metres_of(dataset.crs, areas)
    job = Job(
        kind=DatasetKind(dataset.kind),
        parquet=rows_of(dataset.parquet_sha256),
        filter=choice.filter,
        crs=dataset.crs,
        population=rows_of(linked.population.parquet_sha256) if linked.population else None,
        reference=rows_of(linked.reference.parquet_sha256) if linked.reference else None,
        areas=areas,
        where=choice.filter.area or dataset.party.organisation.name,
        breaks=choice.breaks,
    )
    drawn = {name for kind in kinds(dataset.kind) for name in kind.sections} | {"questions"}
    return save(choice.name, {name: section for name, section in compute(job).items() if name in drawn})


# --- Asking for what takes time ---------------------------------------------------------------------------------------


def ask(choice: Choice) -> None:
    """Have the figures counted in the background, unless they already are on their way."""
    if is_asked(choice):
        return
    _asked(choice).parent.mkdir(parents=True, exist_ok=True)
    _asked(choice).touch()
    count_later.enqueue(choice.dataset.pk, choice.filter.as_dict(), choice.linked.fields(choice.dataset))


def is_asked(choice: Choice) -> bool:
    try:
        return time.time() - _asked(choice).stat().st_mtime < GIVEN_UP_AFTER
    except FileNotFoundError:
        return False


def _asked(choice: Choice) -> Path:
    return _path(choice.name).with_suffix(".asked")


@task()
def count_later(dataset_pk: int, chosen: dict[str, str], linked: dict[str, str]) -> None:
    dataset = Dataset.objects.select_related("party__organisation", "source").get(pk=dataset_pk)
    found = companions(dataset.party, dataset.kind).choose(dataset, linked)
    choice = choose(dataset.party, dataset, Filter.of(chosen), found)
    try:
        if load(choice.name) is None:
            count(choice)
    finally:  # whatever went wrong, the page offers to ask again
        _asked(choice).unlink(missing_ok=True)


def prepare_figures(dataset: Dataset) -> None:
    """Count what is shown before anybody has chosen, for the dataset and for those that are now read with it."""
    party = dataset.party
    name = next((name for name, kind in KINDS.items() if kind == dataset.kind), None)
    kinds = [kind for kind, needs in NEEDS.items() if name in needs]
    with_it = (
        Dataset.objects.filter(party=party, kind__in=kinds).exclude(pk=dataset.pk).select_related("party")
    )
    for each in (dataset, *with_it):
        linked = companions(party, each.kind).choose(each, {})
        choice = choose(party, each, Filter(), linked)
        if load(choice.name) is None:
            count(choice)


# --- Files ------------------------------------------------------------------------------------------------------------


def load(name: str) -> dict[str, Any] | None:
    try:
        return _read(_path(name))
    except (FileNotFoundError, ValueError):  # not counted yet, or a power cut took what had just been
        return None


@lru_cache(maxsize=64)
def _read(path: Path) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(path.read_bytes())
    return figures


@lru_cache(maxsize=64)
def _drawn(name: str, context: Context) -> tuple[Figure, ...]:
    return build_all(load(name) or {}, context)


def save(name: str, figures: Mapping[str, Any]) -> dict[str, Any]:
    """Written aside and renamed: a reader finds all of it or nothing. Gives the figures as they will be read."""
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, allow_nan=False)
    with NamedTemporaryFile("w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8") as draft:
        draft.write(text)
    Path(draft.name).replace(path)
    return _read(path)


def _path(name: str) -> Path:
    return Path(settings.FIGURES_DIR) / f"{name}.json"
