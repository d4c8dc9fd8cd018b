"""The joint communication plan on paper, made before it is confirmed."""

from samverkan.access.scope import Scope
from samverkan.communication.document import plan_document
from samverkan.communication.queries.plans import ReadPlan
from samverkan.documents.actions import Printed
from samverkan.documents.printing import meta, party_tag, print_document
from samverkan.documents.rules import in_groups

SUBJECT = "Kommunikation om lokalt brottsförebyggande arbete"


def print_plan(scope: Scope, read: ReadPlan) -> Printed:
    """The files of the plan as it will be adopted."""
    facts = (
        ("Bekräftad av", "; ".join(stand.party.name for stand in read.stands)),
        ("Kontrolltal (SHA-256)", in_groups(read.sha256)),
    )
    told = meta(
        scope.partnership.name,
        subject=SUBJECT,
        status="Fastställd",
        version=str(read.adopted.number + 1 if read.adopted else 1),
    )
    tags = [party_tag(stand.party) for stand in read.stands]
    return print_document(plan_document(read.content, tags, told, facts), read.sha256)
