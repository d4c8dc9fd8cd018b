"""Minutes on paper: the document with its facts, and the files made from it before anything is decided."""

from datetime import date

from django.utils.formats import date_format

from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed
from samverkan.documents.printing import meta, print_document
from samverkan.documents.rules import fingerprint, in_groups
from samverkan.groups.content import MinutesContent, minutes_content
from samverkan.groups.document import minutes_document
from samverkan.groups.models import Meeting
from samverkan.typeset import Document

SUBJECT = "Minnesanteckningar för samverkan mot brott"


def minutes_draft(scope: Scope, content: MinutesContent) -> Document:
    """As the notes read now, marked as not yet approved."""
    return minutes_document(
        content,
        _day(content),
        meta(scope.partnership.name, subject=SUBJECT, status="UTKAST"),
        warning="Utkast. Anteckningarna är inte godkända än.",
    )


def print_minutes(scope: Scope, meeting: Meeting, registry_number: str = "") -> Printed:
    """The files of the minutes as the person asking is about to approve them."""
    content = minutes_content(scope, meeting)
    sha256 = fingerprint(dict(content))
    facts = (
        ("Skrivna av", content["writer"]),
        ("Godkända av", f"{scope.user.name}, {scope.membership.role_name}"),
        ("Kontrolltal (SHA-256)", in_groups(sha256)),
    )
    facts_of = meta(
        scope.partnership.name,
        subject=SUBJECT,
        status="Godkända",
        version=str(meeting.document.number + 1 if meeting.document else 1),
        registry_number=registry_number,
    )
    return print_document(minutes_document(content, _day(content), facts_of, facts), sha256)


def _day(content: MinutesContent) -> str:
    return date_format(date.fromisoformat(content["day"]), "j F Y")
