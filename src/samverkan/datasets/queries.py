"""What a party has read in and how it is understood. Everything here belongs to the scope's own party."""

from django.db.models import Count, QuerySet

from samverkan.access.scope import Scope
from samverkan.datasets.models import AreaSet, CrimeType, Dataset, Import, RememberedMapping, Source
from samverkan.datasets.rules import ImportState
from samverkan.datasets.spelling import Spellings

OPEN = [state for state in ImportState if not state.ended]


def datasets(scope: Scope) -> QuerySet[Dataset]:
    """The party's datasets, the newest first, with source, person and import at hand."""
    return Dataset.objects.filter(party=scope.party).select_related("source", "imported_by", "origin")


def imports(scope: Scope) -> QuerySet[Import]:
    return Import.objects.filter(party=scope.party).select_related("source", "created_by", "dataset")


def open_imports(scope: Scope) -> QuerySet[Import]:
    """Imports that wait for somebody or are being read."""
    return imports(scope).filter(state__in=OPEN)


def read_before(scope: Scope, waiting: Import) -> QuerySet[Dataset]:
    """Datasets already made of a file with exactly the same bytes, whatever it was called."""
    return datasets(scope).filter(file_sha256=waiting.file_sha256)


def being_read(scope: Scope, waiting: Import) -> QuerySet[Import]:
    """Other imports of a file with the same bytes that are queued or being read."""
    states = [ImportState.QUEUED, ImportState.RUNNING]
    return imports(scope).filter(file_sha256=waiting.file_sha256, state__in=states).exclude(pk=waiting.pk)


def files_of_open_imports() -> list[str]:
    """Names under UPLOADS_DIR that somebody still needs, of every party: for cleaning up, never shown."""
    return list(Import.objects.filter(state__in=OPEN).values_list("stored_as", flat=True))


def remembered_mapping(source: Source, signature: str) -> RememberedMapping | None:
    """How a file with the same headings from the same source was understood last time."""
    return source.mappings.filter(signature=signature).first()


def sources(scope: Scope) -> QuerySet[Source]:
    """The party's source catalogue; `dataset_count` says how many datasets rest on each."""
    return Source.objects.filter(party=scope.party).annotate(dataset_count=Count("datasets"))


def crime_types(scope: Scope) -> QuerySet[CrimeType]:
    return CrimeType.objects.filter(party=scope.party)


def crime_type_spellings(scope: Scope) -> Spellings[CrimeType]:
    """Finds the party's crime type by any spelling; one query however many are looked up."""
    return Spellings((row, [row.name, *row.also_called]) for row in crime_types(scope))


def crime_type_for(scope: Scope, written: str) -> CrimeType | None:
    """The crime type a file means by `written`, for its trust note; None when the catalogue does not know it."""
    return crime_type_spellings(scope).find(written)


def area_sets(scope: Scope) -> QuerySet[AreaSet]:
    """The party's sets of areas without their borders, which load when they are first asked for."""
    return AreaSet.objects.filter(party=scope.party).select_related("added_by").defer("geojson")
