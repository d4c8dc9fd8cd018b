"""What a decision can be about, and where that is seen: the joint picture, and every document all parties may read."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion
from samverkan.documents.queries import versions
from samverkan.documents.rules import DocumentKind
from samverkan.groups.models import Decision

JOINT_PICTURE, DOCUMENT = "joint_picture", "document"


class Subject(NamedTuple):
    """`key` is a form's answer: `document:7`."""

    kind: str
    pk: int
    text: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"


def subjects(scope: Scope) -> list[Subject]:
    """The running cycle's joint picture, and the newest version of each shared document. One query."""
    found = {f"{JOINT_PICTURE}:{scope.cycle.pk}": _joint(scope.cycle.pk, str(scope.cycle))}
    seen = set()
    shared = versions(scope).filter(document__private=False).exclude(document__kind=DocumentKind.MINUTES)
    for version in shared:
        if version.document_id not in seen:
            seen.add(version.document_id)
            subject = subject_of(version)
            found[subject.key] = subject
    return list(found.values())


def subject_of(version: DocumentVersion) -> Subject:
    """The joint picture is the same subject whatever its version; other documents are decided about as they stand."""
    document = version.document
    if document.kind == DocumentKind.JOINT_PICTURE:
        return _joint(document.cycle_id, str(document.cycle))
    return Subject(DOCUMENT, version.pk, f"{document.title} {document.cycle}, version {version.number}")


def _joint(cycle: int, name: str) -> Subject:
    return Subject(JOINT_PICTURE, cycle, f"Gemensam lägesbild {name}")


def addresses(scope: Scope, decisions: Iterable[Decision]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Where what was decided is seen, by `Decision.about`: name and numbers of the address. At most one query."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    earlier: set[int] = set()
    for decision in decisions:
        if decision.about_type == DOCUMENT and decision.about_id and scope.may("document.view"):
            found[decision.about] = ("overview:document", {"pk": decision.about_id})
        elif decision.about_type == JOINT_PICTURE and decision.about_id:
            if decision.about_id != scope.cycle.pk:
                earlier.add(decision.about_id)
            elif scope.may("joint.view"):
                found[decision.about] = ("join:picture", {})
    if earlier and scope.may("document.view"):
        adopted = versions(scope).filter(
            document__kind=DocumentKind.JOINT_PICTURE, document__cycle__in=earlier
        )
        for version in reversed(adopted):
            key = f"{JOINT_PICTURE}:{version.document.cycle_id}"
            found[key] = ("overview:document", {"pk": version.pk})
    return found
