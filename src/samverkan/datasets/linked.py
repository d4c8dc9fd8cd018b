"""What a dataset is read together with: the population, a table to compare with, and areas, among the party's own."""

from collections.abc import Mapping
from dataclasses import dataclass

from samverkan.datasets.models import AreaSet, Dataset
from samverkan.datasets.rules import DatasetKind
from samverkan.partnerships.models import Party

NONE = "none"  # written in the address where somebody has chosen to do without
KINDS = {"population": DatasetKind.POPULATION, "reference": DatasetKind.CRIME_COUNTS}
NEEDS: dict[DatasetKind, tuple[str, ...]] = {
    DatasetKind.INCIDENTS: ("population", "reference", "areas"),
    DatasetKind.CRIME_COUNTS: ("population",),
    DatasetKind.POPULATION: (),
    DatasetKind.SURVEY: (),
    DatasetKind.COST: (),
}


@dataclass(frozen=True)
class Linked:
    population: Dataset | None = None
    reference: Dataset | None = None
    areas: AreaSet | None = None

    def fingerprint(self) -> dict[str, str | None]:
        """What the numbers depend on. An area set is never changed, so its number says which one it is."""
        return {
            "population": self.population.parquet_sha256 if self.population else None,
            "reference": self.reference.parquet_sha256 if self.reference else None,
            "areas": f"{self.areas.pk} {self.areas.added_at.isoformat()}" if self.areas else None,
        }

    def fields(self, dataset: Dataset) -> dict[str, str]:
        """The choice as fields of an address."""
        found = {"population": self.population, "reference": self.reference, "areas": self.areas}
        return {
            name: str(found[name].pk) if found[name] else NONE  # type: ignore[union-attr]
            for name in NEEDS[DatasetKind(dataset.kind)]
        }


@dataclass(frozen=True)
class Companions:
    """Everything a party could read a dataset together with; `choose` picks by the fields of an address."""

    datasets: tuple[Dataset, ...]
    area_sets: tuple[AreaSet, ...]

    def offered(self, name: str) -> tuple[Dataset | AreaSet, ...]:
        if name == "areas":
            return self.area_sets
        return tuple(dataset for dataset in self.datasets if dataset.kind == KINDS[name])

    def choose(self, dataset: Dataset, fields: Mapping[str, str]) -> Linked:
        """What is asked for, else what fits best. A number that is not among the offered is left unused."""
        found: dict[str, Dataset | AreaSet | None] = {}
        for name in NEEDS[DatasetKind(dataset.kind)]:
            offered = [each for each in self.offered(name) if each != dataset]
            asked = fields.get(name, "")
            if not asked:
                found[name] = max(offered, key=lambda each: _fit(dataset, each), default=None)
            else:
                found[name] = next((each for each in offered if str(each.pk) == asked), None)
        return Linked(**found)  # type: ignore[arg-type]


def _fit(dataset: Dataset, other: Dataset | AreaSet) -> tuple[int, int]:
    """How many years, and how many areas and types, two datasets share; of equals the newest stands first."""
    if isinstance(other, AreaSet):
        return 0, 0
    one, two = dataset.contents, other.contents
    shared = [len({*one.get(name, ())} & {*two.get(name, ())}) for name in ("years", "areas", "types")]
    return shared[0], shared[1] + shared[2]


def companions(party: Party, kind: str) -> Companions:
    """Two queries at most, none where a dataset of this kind is read alone. The borders stay in the database."""
    needs = NEEDS[DatasetKind(kind)]
    kinds = [KINDS[name] for name in needs if name in KINDS]
    datasets = Dataset.objects.filter(party=party, kind__in=kinds) if kinds else Dataset.objects.none()
    area_sets = AreaSet.objects.none()
    if "areas" in needs:
        area_sets = AreaSet.objects.filter(party=party).defer("geojson").order_by("-added_at", "-id")
    return Companions(tuple(datasets), tuple(area_sets))
