"""Writing the joint picture together, and standing behind it."""

from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import Refused, action, change, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.rules import DocumentKind
from samverkan.groups.rules import moved
from samverkan.pictures import telling
from samverkan.pictures.models import Confirmation, Finding, Picture
from samverkan.pictures.queries.approvals import approval
from samverkan.pictures.queries.joint import JointPicture, joint_findings, joint_picture
from samverkan.pictures.secrecy import blocks, check


def _picture(scope: Scope) -> Picture:
    picture, _ = Picture.objects.get_or_create(cycle=running_cycle(scope), party=None)
    return picture


@action("joint.edit")
def write_joint_texts(scope: Scope, version: int, *, summary: str, outlook: str) -> Picture:
    """The joint summary and outlook. Raises Conflict when somebody else has saved since `version`."""
    picture = change(_picture(scope), version or 1, summary=summary, outlook=outlook)
    record(scope, "write_joint_texts", picture, shared=True)
    return picture


@action("joint.edit")
def change_joint_finding(scope: Scope, /, finding: Finding, version: int, **parts: str) -> Finding:
    """Raises Conflict when somebody else has saved since `version`."""
    changed = change(finding, version, **parts, changed_by=scope.user, changed_at=timezone.now())
    record(scope, "change_joint_finding", changed, shared=True)
    return changed


@action("joint.edit")
def move_joint_finding(scope: Scope, finding: Finding, *, up: bool) -> None:
    """One place up or down; the first cannot go up, nor the last down."""
    for position, each in enumerate(moved(list(joint_findings(scope)), finding, up=up), 1):
        if each.position != position:
            Finding.objects.filter(pk=each.pk).update(position=position)
    record(scope, "move_joint_finding", finding, shared=True)


@action("joint.edit")
def add_partner_knowledge(
    scope: Scope, /, token: UUID | None, *, contributed_by: str, **parts: str
) -> Finding:
    """A finding that an organisation beside the parties has brought: a property owner, an association."""

    def make() -> Finding:
        if not joint_picture(scope).is_open:
            raise Refused("Den gemensamma lägesbilden börjar när två parter har lämnat över sina.")
        picture = _picture(scope)
        finding = Finding.objects.create(
            picture=picture,
            position=picture.next_position(),
            contributed_by=contributed_by,
            changed_by=scope.user,
            **parts,
        )
        record(scope, "add_partner_knowledge", finding, shared=True)
        return finding

    return once(scope, "add_partner_knowledge", token, make, Finding)


@action("joint.edit")
def remove_partner_knowledge(scope: Scope, finding: Finding) -> None:
    """Only what a partner brought can be removed; what a party handed over is left out with a reason instead."""
    if not finding.contributed_by:
        raise Refused("Det som en part har lämnat över lämnas utanför med ett skäl i stället.")
    Finding.objects.filter(pk=finding.pk).update(removed_at=timezone.now())
    record(scope, "remove_partner_knowledge", finding, shared=True)


@action("joint.confirm")
def confirm(scope: Scope, token: UUID | None, *, content_sha256: str, printed: Printed) -> Confirmation:
    """The party's coordinator stands behind exactly this content. When the last one does, the picture is adopted.

    `printed` is made of the content beforehand.
    """

    def make() -> Confirmation:
        picture = Picture.objects.select_for_update().get(pk=_picture(scope).pk)
        now = _as_read(joint_picture(scope), content_sha256)
        if any(stand.counts and stand.party == scope.party for stand in now.stands):
            raise Refused("Din organisation har redan bekräftat den gemensamma lägesbilden som den är nu.")
        confirmation: Confirmation = Confirmation.objects.create(
            picture=picture, content_sha256=content_sha256, by=scope.user, party=scope.party
        )
        record(scope, "confirm", confirmation, shared=True, sha256=content_sha256)
        now = joint_picture(scope)
        _adopt_when_all_have(scope, now, printed)
        telling.confirmation_awaited(scope, [stand.party for stand in now.stands if not stand.counts])
        return confirmation

    return once(scope, "confirm", token, make, Confirmation)


def _as_read(now: JointPicture, content_sha256: str) -> JointPicture:
    if now.sha256 != content_sha256:
        raise Refused("Den gemensamma lägesbilden har ändrats sedan du öppnade sidan. Läs den som den är nu.")
    if not now.is_ready:
        raise Refused("Alla iakttagelser behöver vara avgjorda innan ni kan bekräfta.")
    if blocks(check(now.content)):
        raise Refused("Den gemensamma lägesbilden innehåller personuppgifter. Ta bort dem först.")
    return now


def _adopt_when_all_have(scope: Scope, now: JointPicture, printed: Printed) -> None:
    if not now.is_confirmed:
        return
    if printed.approved_sha256 != now.sha256:
        raise ValueError("the files were made of something else")
    confirmations = [stand.confirmation for stand in now.stands if stand.confirmation]
    adopt_version(
        scope,
        kind=DocumentKind.JOINT_PICTURE,
        author=None,
        title="Gemensam lägesbild",
        printed=printed,
        approvals=[approval(confirmation, "bekräftade") for confirmation in confirmations],
    )
