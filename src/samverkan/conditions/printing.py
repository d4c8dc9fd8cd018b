"""The first step on paper: files made before anything is decided, for it may take a second."""

from django.utils import timezone
from django.utils.formats import date_format

from samverkan.access.scope import Scope
from samverkan.conditions.document import assignment_document, cooperation_document, inventory_document
from samverkan.conditions.queries.assignment import AssignmentState
from samverkan.conditions.queries.cooperation import CooperationState
from samverkan.conditions.queries.inventory import InventoryState
from samverkan.conditions.rules import joined_numbers
from samverkan.documents.actions import Printed
from samverkan.documents.printing import meta, party_tag, print_document
from samverkan.documents.rules import in_groups
from samverkan.typeset import Document

SUBJECT = "Samverkan i lokalt brottsförebyggande arbete"


def cooperation_draft(scope: Scope, now: CooperationState) -> Document:
    """The text that the leaders have in front of them."""
    return cooperation_document(
        now.content,
        [party_tag(stand.party) for stand in now.stands],
        meta(scope.partnership.name, subject=SUBJECT, status="UTKAST"),
        warning="Utkast. Det gäller först när alla parters ledning har beslutat om samma text.",
    )


def print_cooperation(scope: Scope, now: CooperationState, registry_number: str) -> Printed:
    """The decision as it will be adopted, should the person who decides now be the last one."""
    own = f"{scope.user.name}, {scope.membership.role_name}, {date_format(timezone.localtime(), 'j F Y')}"
    facts, numbers = [], []
    for stand in now.stands:
        number, decided = registry_number, own
        if stand.party != scope.party:
            decision = stand.decision if stand.counts else None
            number = decision.registry_number if decision else ""
            decided = (
                f"{decision.by.name}, {decision.role}, {date_format(timezone.localtime(decision.at), 'j F Y')}"
                if decision
                else "–"
            )
        facts.append((f"Beslutat för {stand.party.name}", decided))
        if number:
            facts.append((f"Diarienummer hos {stand.party.name}", number))
            numbers.append(number)
    facts.append(("Kontrolltal (SHA-256)", in_groups(now.sha256)))
    facts_of = meta(
        scope.partnership.name,
        subject=SUBJECT,
        status="Beslutat",
        version="1",
        registry_number=joined_numbers(numbers),
    )
    tags = [party_tag(stand.party) for stand in now.stands]
    return print_document(cooperation_document(now.content, tags, facts_of, facts), now.sha256)


def print_inventory(scope: Scope, now: InventoryState) -> Printed:
    number = now.shared.number + 1 if now.shared else 1
    facts = [
        ("Delas av", f"{scope.user.name}, {scope.membership.role_name}"),
        ("Kontrolltal (SHA-256)", in_groups(now.sha256)),
    ]
    facts_of = meta(scope.party.name, subject=SUBJECT, status="Delad", version=str(number))
    return print_document(
        inventory_document(now.content, party_tag(scope.party), facts_of, facts), now.sha256
    )


def assignment_draft(scope: Scope, now: AssignmentState) -> Document:
    """The assignment as the manager reads it before acknowledging it."""
    facts_of = meta(scope.party.name, subject=SUBJECT, status="UTKAST")
    return assignment_document(now.content, party_tag(scope.party), facts_of)


def print_assignment(scope: Scope, now: AssignmentState) -> Printed:
    version = now.approval.document.number + 1 if now.approval else 1
    facts = [
        ("Bekräftat av", f"{scope.user.name}, {scope.membership.role_name}"),
        ("Skrivet av", now.row.changed_by.name if now.row else ""),
        ("Kontrolltal (SHA-256)", in_groups(now.sha256)),
    ]
    facts_of = meta(scope.party.name, subject=SUBJECT, status="Bekräftat", version=str(version))
    return print_document(
        assignment_document(now.content, party_tag(scope.party), facts_of, facts), now.sha256
    )
