"""What a decision can be about, and where that is seen: the joint picture, the prioritisation and shared documents."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion
from samverkan.documents.queries import versions
from samverkan.documents.rules import DocumentKind
from samverkan.groups.models import Decision
from samverkan.problems.queries import SUBJECT as PRIORITIES

JOINT_PICTURE, DOCUMENT = "joint_picture", "document"
# What each cycle has one of: the document it becomes, and where it is seen meanwhile by whom.
OF_A_CYCLE: dict[str, tuple[DocumentKind, str, str]] = {
    JOINT_PICTURE: (DocumentKind.JOINT_PICTURE, "join:picture", "joint.view"),
    PRIORITIES: (DocumentKind.PRIORITIES, "join:focus", "problem.view"),
}


class Subject(NamedTuple):
    """`key` is a form's answer: `document:7`."""

    kind: str
    pk: int
    text: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"


def subjects(scope: Scope) -> list[Subject]:
    """The running cycle's joint picture and prioritisation, and the newest of each shared document. One query."""
    cycle = scope.cycle
    own = (_joint(cycle.pk, str(cycle)), _priorities(cycle.pk, str(cycle)))
    found = {subject.key: subject for subject in own}
    seen = set()
    shared = versions(scope).filter(document__private=False).exclude(document__kind=DocumentKind.MINUTES)
    for version in shared:
        if version.document_id not in seen:
            seen.add(version.document_id)
            subject = subject_of(version)
            found[subject.key] = subject
    return list(found.values())


def subject_of(version: DocumentVersion) -> Subject:
    """Joint picture and prioritisation are the same whatever their version; others are decided about as they stand."""
    document = version.document
    if document.kind == DocumentKind.JOINT_PICTURE:
        return _joint(document.cycle_id, str(document.cycle))
    if document.kind == DocumentKind.PRIORITIES:
        return _priorities(document.cycle_id, str(document.cycle))
    return Subject(DOCUMENT, version.pk, f"{version.title} {document.cycle}, version {version.number}")


def _joint(cycle: int, name: str) -> Subject:
    return Subject(JOINT_PICTURE, cycle, f"Gemensam lägesbild {name}")


def _priorities(cycle: int, name: str) -> Subject:
    return Subject(PRIORITIES, cycle, f"Prioriteringen {name}")


def addresses(scope: Scope, decisions: Iterable[Decision]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Where what was decided is seen, by `Decision.about`: name and numbers of the address. At most one query."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    earlier: set[int] = set()
    for decision in decisions:
        if decision.about_type == DOCUMENT and decision.about_id and scope.may("document.view"):
            found[decision.about] = ("overview:document", {"pk": decision.about_id})
        elif decision.about_type in OF_A_CYCLE and decision.about_id:
            _, url_name, permission = OF_A_CYCLE[decision.about_type]
            if decision.about_id != scope.cycle.pk:
                earlier.add(decision.about_id)
            elif scope.may(permission):
                found[decision.about] = (url_name, {})
    if earlier and scope.may("document.view"):
        kinds = {str(kind): subject for subject, (kind, _, _) in OF_A_CYCLE.items()}
        adopted = versions(scope).filter(document__kind__in=kinds, document__cycle__in=earlier)
        for version in reversed(adopted):
            key = f"{kinds[version.document.kind]}:{version.document.cycle_id}"
            found[key] = ("overview:document", {"pk": version.pk})
    return found
