"""Adopting a document: from then on the version stands as it is."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samverkan.access.actions import Refused, action, once, record
from samverkan.access.scope import Scope
from samverkan.documents.models import Document, DocumentVersion, Registration
from samverkan.documents.queries import may_register, versions
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Cycle, Party


@dataclass(frozen=True)
class Printed:
    """A document, the files made from it, already safe in the store, and the fingerprint of what it was made of."""

    content: dict[str, Any]
    approved_sha256: str
    pdf_sha256: str
    docx_sha256: str


@action("document.adopt")
def adopt_version(
    scope: Scope,
    *,
    kind: DocumentKind,
    author: Party | None,
    title: str,
    printed: Printed,
    approvals: list[dict[str, str]],
    registry_number: str = "",
    about: str = "",
    private: bool = False,
    cycle: Cycle | None = None,
) -> DocumentVersion:
    """Add the next version of the running cycle's document of this `kind` (and `about`, where there are many).

    `cycle` is another one where a document of an earlier cycle is corrected.

    Readable by every party from now on, or by its author alone when `private`.
    """
    document, _ = Document.objects.get_or_create(
        partnership=scope.partnership,
        cycle=cycle or scope.cycle,
        kind=kind,
        about=about,
        author=author,
        defaults={"private": private},
    )
    # The row is locked where the database can, so that two adoptions never take the same number.
    newest = Document.objects.select_for_update().get(pk=document.pk).versions.first()
    version = DocumentVersion.objects.create(
        document=document,
        number=newest.number + 1 if newest else 1,
        title=title,
        content=printed.content,
        approved_sha256=printed.approved_sha256,
        pdf_sha256=printed.pdf_sha256,
        docx_sha256=printed.docx_sha256,
        registry_number=registry_number,
        approvals=approvals,
        adopted_by=scope.user,
    )
    record(scope, "adopt_version", version, shared=not private, kind=str(kind), number=version.number)
    return version


@action("document.register")
def register_version(scope: Scope, token: UUID | None, version: DocumentVersion, number: str) -> Registration:
    """Note the registry number a version has been given. The version itself, and its files, stay as they are."""
    if not may_register(scope, version) or not versions(scope).filter(pk=version.pk).exists():
        raise Refused("Dokumentet hör till en annan part, som diarieför det hos sig.")

    def make() -> Registration:
        registration = Registration.objects.create(
            version=version, party=scope.party, number=number, by=scope.user
        )
        record(scope, "register_version", version, shared=not version.document.private, number=number)
        return registration

    return once(scope, "register_version", token, make, Registration)
