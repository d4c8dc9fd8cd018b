"""What is in the document store, as far as the person asking may see it."""

from django.db.models import Q, QuerySet

from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion


def versions(scope: Scope) -> QuerySet[DocumentVersion]:
    """Every adopted version the party may read: what belongs to the partnership, and its own private ones."""
    return (
        DocumentVersion.objects.filter(
            Q(document__private=False) | Q(document__author=scope.party),
            document__partnership=scope.partnership,
        )
        .select_related("document__author__organisation", "document__cycle", "adopted_by")
        .defer("content")
        .order_by("-adopted_at", "-id")
    )


def get_version(scope: Scope, pk: int) -> DocumentVersion:
    """One version with its content; raises DoesNotExist when the party may not know of it."""
    version: DocumentVersion = versions(scope).defer(None).get(pk=pk)
    return version
