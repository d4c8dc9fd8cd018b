"""The prioritisation on paper: a draft as it reads now, and the files of what is adopted."""

from django.utils import timezone
from django.utils.formats import date_format

from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed
from samverkan.documents.printing import meta, party_tag, print_document
from samverkan.documents.rules import in_groups
from samverkan.problems.priorities_document import priorities_document
from samverkan.problems.queries.prioritised import Prioritised
from samverkan.typeset import Document, PartyTag

SUBJECT = "Prioritering i lokalt brottsförebyggande arbete"


def priorities_draft(scope: Scope, now: Prioritised) -> Document:
    warning = "Utkast. Prioriteringen är inte fastställd som den är nu."
    if now.is_blocked:
        warning += " Texten innehåller personuppgifter som behöver tas bort. Sprid den inte vidare."
    return priorities_document(
        now.content,
        _tags(scope),
        meta(scope.partnership.name, subject=SUBJECT, status="UTKAST"),
        warning=warning,
    )


def print_priorities(scope: Scope, now: Prioritised) -> Printed:
    """The files of the prioritisation as it will be adopted, with the decision it rests on."""
    facts = [("Fastställd av", f"{scope.user.name}, {scope.membership.role_name}")]
    number = ""
    if decision := now.standings.decision:
        day = date_format(decision.decided_on, "j F Y")
        facts.insert(0, ("Beslutat av", f"{decision.group}, {day}"))
        number = decision.registry_number
    facts.append(("Datum", date_format(timezone.localtime(), "j F Y")))
    facts.append(("Kontrolltal (SHA-256)", in_groups(now.sha256)))
    version = str(now.adopted.number + 1 if now.adopted else 1)
    facts_of = meta(
        scope.partnership.name, subject=SUBJECT, status="Fastställd", version=version, registry_number=number
    )
    return print_document(priorities_document(now.content, _tags(scope), facts_of, facts), now.sha256)


def _tags(scope: Scope) -> list[PartyTag]:
    return [party_tag(party) for party in scope.parties]
