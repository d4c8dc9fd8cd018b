"""From plain content to the files of a document: what every noun that prints needs."""

from collections.abc import Callable
from importlib.metadata import version as version_of
from typing import Literal

from django.utils import timezone
from django.utils.formats import date_format

from samverkan.documents import store
from samverkan.documents.actions import Printed
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import fingerprint
from samverkan.partnerships.models import Party
from samverkan.typeset import Document, Meta, PartyTag, to_data, to_docx, to_pdf
from samverkan.typeset.blocks import PartySlot

Ending = Literal["pdf", "docx"]
SLOTS: tuple[PartySlot, ...] = ("kommun", "polis", "third", "fourth")


def party_tag(party: Party) -> PartyTag:
    """The same name, initial and colour as on the screen."""
    return PartyTag(party.name, party.initial, SLOTS[(max(party.position, 1) - 1) % len(SLOTS)])


def meta(author: str, *, subject: str, status: str, version: str = "", registry_number: str = "") -> Meta:
    """The facts of a document made now."""
    now = timezone.localtime()
    return Meta(
        created=now,
        author=author,
        subject=subject,
        status=status,
        version=version,
        registry_number=registry_number,
        date=date_format(now, "j F Y"),
    )


def print_document(document: Document, approved_sha256: str) -> Printed:
    """The files, already safe in the store: made before anything is decided, for it may take a second."""
    return Printed(
        content=to_data(document),
        approved_sha256=approved_sha256,
        pdf_sha256=store.put(to_pdf(document), "pdf"),
        docx_sha256=store.put(to_docx(document), "docx"),
    )


def file_of(
    ending: Ending,
    adopted: DocumentVersion | None,
    content_sha256: str,
    draft: Callable[[], Document],
) -> bytes:
    """The adopted file where there is one of this content, else a draft's: made when it is first asked for."""
    if adopted:
        return store.read(adopted.pdf_sha256 if ending == "pdf" else adopted.docx_sha256, ending)
    write = to_pdf if ending == "pdf" else to_docx
    return store.draft(draft_key(content_sha256), ending, lambda: write(draft()))


def draft_key(content_sha256: str) -> str:
    """Under which a draft's file is kept: of this content, by this program, with today's date on it."""
    return fingerprint(
        {
            "content": content_sha256,
            "program": version_of("samverkan"),
            "day": f"{timezone.localdate():%Y-%m-%d}",
        }
    )
