"""What is in the document store, as far as the person asking may see it."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion, Registration


def versions(scope: Scope) -> QuerySet[DocumentVersion]:
    """Every adopted version the party may read: what belongs to the partnership, and its own private ones.

    `registered` is its registry number as last noted, "" without one; `replaced` whether a later version stands.
    """
    noted = Registration.objects.filter(version=OuterRef("pk")).values("number")[:1]
    found: QuerySet[DocumentVersion] = (
        DocumentVersion.objects.filter(
            Q(document__private=False) | Q(document__author=scope.party),
            document__partnership=scope.partnership,
        )
        .annotate(
            replaced=Exists(_later()), registered=Coalesce(Subquery(noted), F("registry_number"), Value(""))
        )
        .select_related("document__author__organisation", "document__cycle", "adopted_by")
        .defer("content")
        .order_by("-adopted_at", "-id")
    )
    return found


def current(found: QuerySet[DocumentVersion]) -> QuerySet[DocumentVersion]:
    """Of `versions`, those that no later one has replaced."""
    return found.exclude(Exists(_later()))


def _later() -> QuerySet[DocumentVersion]:
    later: QuerySet[DocumentVersion] = DocumentVersion.objects.filter(
        document=OuterRef("document"), number__gt=OuterRef("number")
    )
    return later
