"""Adopting the prioritisation, when the steering group has decided."""

from uuid import UUID

from samverkan.access.actions import Refused, action, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.models import DocumentVersion
from samverkan.documents.queries import approval_by
from samverkan.documents.rules import DocumentKind
from samverkan.problems.queries.prioritised import prioritised


@action("problem.choose")
def adopt_priorities(
    scope: Scope, token: UUID | None, *, content_sha256: str, printed: Printed
) -> DocumentVersion:
    """Put exactly this prioritisation in the document store. `printed` is made of it beforehand."""

    def make() -> DocumentVersion:
        running_cycle(scope)
        now = prioritised(scope)
        decision = now.standings.decision
        if now.sha256 != content_sha256:
            raise Refused("Prioriteringen har ändrats sedan du öppnade sidan. Läs den som den är nu.")
        if not now.standings.holds or decision is None:
            raise Refused("Prioriteringen fastställs när allt är valt och styrgruppens beslut är antecknat.")
        if now.is_adopted:
            raise Refused("Prioriteringen är redan fastställd som den är nu.")
        if now.is_blocked:
            raise Refused("Prioriteringen innehåller personuppgifter. Ta bort dem först.")
        if printed.approved_sha256 != content_sha256:
            raise ValueError("the files were made of something else")
        version = adopt_version(
            scope,
            kind=DocumentKind.PRIORITIES,
            author=None,
            title="Prioritering",
            printed=printed,
            approvals=[approval_by(scope, "fastställde efter styrgruppens beslut")],
            registry_number=decision.registry_number,
        )
        record(scope, "adopt_priorities", version, shared=True, decision=decision.pk)
        return version

    return once(scope, "adopt_priorities", token, make, DocumentVersion)
