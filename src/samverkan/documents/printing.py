"""From plain content to the files of a document: what every noun that prints needs."""

from django.utils import timezone
from django.utils.formats import date_format

from samverkan.documents import store
from samverkan.documents.actions import Printed
from samverkan.partnerships.models import Party
from samverkan.typeset import Document, Meta, PartyTag, to_data, to_docx, to_pdf
from samverkan.typeset.blocks import PartySlot

SLOTS: tuple[PartySlot, ...] = ("kommun", "polis", "third", "fourth")


def party_tag(party: Party) -> PartyTag:
    """The same name, initial and colour as on the screen."""
    return PartyTag(party.name, party.initial, SLOTS[(max(party.position, 1) - 1) % len(SLOTS)])


def in_groups(sha256: str) -> str:
    """Eight characters at a time, so that it can be read aloud and breaks on a narrow page."""
    return " ".join(sha256[place : place + 8] for place in range(0, len(sha256), 8))


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
