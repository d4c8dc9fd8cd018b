"""Pictures on paper: documents with their facts, and the files made from them before anything is decided."""

from collections.abc import Mapping

from django.db.models import Q

from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed
from samverkan.documents.printing import meta as facts_of
from samverkan.documents.printing import party_tag, print_document
from samverkan.documents.rules import in_groups
from samverkan.pictures.content import ShownFigure
from samverkan.pictures.document import Stood, own_document
from samverkan.pictures.joint_document import joint_document
from samverkan.pictures.models import HandOver
from samverkan.pictures.queries.approvals import approval, recipients
from samverkan.pictures.queries.joint import JointPicture
from samverkan.pictures.queries.own import frozen_figures
from samverkan.pictures.queries.road import Road
from samverkan.typeset import Document, PartyTag

SUBJECT = "Lägesbild för lokalt brottsförebyggande arbete"


def draft_document(scope: Scope, road: Road) -> Document:
    """The own picture as it reads now, for the party's own eyes: marked as a draft."""
    meta = facts_of(scope.party.name, subject=SUBJECT, status="UTKAST")
    return own_document(
        road.own.content,
        frozen_figures(scope),
        party_tag(scope.party),
        meta,
        warning=f"Utkast som bara {scope.party.name} ser. Små tal är dolda som de blir när bilden lämnas över.",
    )


def print_hand_over(scope: Scope, road: Road, registry_number: str) -> Printed:
    """The files of the hand-over that is about to be made."""
    assert road.review and road.acknowledgement
    number = road.hand_over.number + 1 if road.hand_over else 1
    acknowledged = approval(road.acknowledgement, "")
    reviewed = approval(road.review, "")
    facts = (
        Stood("Överlämnas till", recipients(scope)),
        Stood("Överlämnas av", f"{scope.user.name}, {scope.membership.role_name}"),
        Stood("Ledningen har tagit del", f"{acknowledged['name']}, {acknowledged['role']}"),
        Stood("Sekretessprövad av", f"{reviewed['name']}, {reviewed['role']}"),
        Stood("Rättslig grund", "; ".join(road.review.legal_bases)),
        Stood("Kontrolltal (SHA-256)", in_groups(road.own.sha256)),
    )
    meta = facts_of(
        scope.party.name,
        subject=SUBJECT,
        status="Överlämnad",
        version=str(number),
        registry_number=registry_number,
    )
    document = own_document(road.own.content, frozen_figures(scope), party_tag(scope.party), meta, facts)
    return print_document(document, road.own.sha256)


def joint_draft(scope: Scope, joint: JointPicture) -> Document:
    """The joint picture as it reads now, for the parties: marked as a draft until all stand behind it."""
    return joint_document(
        joint.content,
        joint_figures(joint),
        _tags(joint),
        facts_of(scope.partnership.name, subject=SUBJECT, status="UTKAST"),
        warning="Utkast. Parterna har inte bekräftat den gemensamma lägesbilden som den är nu.",
    )


def print_joint(scope: Scope, joint: JointPicture) -> Printed:
    """The files of the joint picture as it will be adopted."""
    facts = (
        Stood("Bekräftad av", "; ".join(stand.party.name for stand in joint.stands)),
        Stood("Kontrolltal (SHA-256)", in_groups(joint.sha256)),
    )
    version = str(joint.adopted.number + 1 if joint.adopted else 1)
    meta = facts_of(scope.partnership.name, subject=SUBJECT, status="Fastställd", version=version)
    document = joint_document(joint.content, joint_figures(joint), _tags(joint), meta, facts)
    return print_document(document, joint.sha256)


def joint_figures(joint: JointPicture) -> Mapping[str, ShownFigure]:
    """The figures of every hand-over that the joint picture rests on, by their SHA-256."""
    latest = [side.hand_over.pk for side in joint.sides if side.hand_over]
    found: dict[str, ShownFigure] = {}
    used = Q(pk__in=latest) | Q(pk__in=[e.choice.hand_over_id for e in joint.entries if e.choice])
    for figures in HandOver.objects.filter(used).values_list("figures", flat=True):
        found |= figures
    return found


def _tags(joint: JointPicture) -> dict[str, PartyTag]:
    return {side.party.name: party_tag(side.party) for side in joint.sides}
