"""What is in the document store, as far as the person asking may see it."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion, Registration


def versions(scope: Scope) -> QuerySet[DocumentVersion]:
    """Every adopted version the party may read: what belongs to the partnership, and its own private ones.

    `replaced` says whether a later version stands.
    """
    found: QuerySet[DocumentVersion] = (
        DocumentVersion.objects.filter(
            Q(document__private=False) | Q(document__author=scope.party),
            document__partnership=scope.partnership,
        )
        .annotate(replaced=Exists(_later()))
        .select_related("document__author__organisation", "document__cycle", "adopted_by")
        .prefetch_related(
            Prefetch("registrations", Registration.objects.select_related("party__organisation"))
        )
        .defer("content")
        .order_by("-adopted_at", "-id")
    )
    return found


def may_register(scope: Scope, version: DocumentVersion) -> bool:
    """A party's own document is registered by that party, a joint one by each with its own number."""
    mine = version.document.author_id in (None, scope.party.pk)
    return mine and scope.may("document.register")


def current(found: QuerySet[DocumentVersion]) -> QuerySet[DocumentVersion]:
    """Of `versions`, those that no later one has replaced."""
    return found.exclude(Exists(_later()))


def approval_by(scope: Scope, did: str) -> dict[str, str]:
    """That this person stands behind it, in the role they have now, for `adopt_version`."""
    return {
        "name": scope.user.name,
        "role": scope.membership.role_name,
        "party": scope.party.name,
        "did": did,
        "at": timezone.now().isoformat(),
    }


def _later() -> QuerySet[DocumentVersion]:
    later: QuerySet[DocumentVersion] = DocumentVersion.objects.filter(
        document=OuterRef("document"), number__gt=OuterRef("number")
    )
    return later
