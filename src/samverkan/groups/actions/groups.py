"""Forming groups, saying who sits in them, and ending them. What has ended is kept, with its day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import Refused, action, already_done, change, once, record
from samverkan.access.scope import Scope
from samverkan.groups.guards import refuse_ended
from samverkan.groups.models import Group, GroupMember
from samverkan.groups.queries import groups, people
from samverkan.groups.rules import GroupKind, MeetingStatus, MemberFunction
from samverkan.partnerships.models import Membership


@action("groups.edit")
def form_group(
    scope: Scope,
    token: UUID | None,
    *,
    kind: GroupKind,
    name: str,
    mandate: str = "",
    assignment: str = "",
    council: bool = False,
    persons: Sequence[int] = (),
) -> Group:
    """A new group, with these people of the partnership (by membership) in it from the start."""

    def make() -> Group:
        _refuse_a_second(scope, kind, council=council)
        _refuse_the_name(scope, name)
        today = timezone.localdate()
        group: Group = Group.objects.create(
            partnership=scope.partnership,
            kind=kind,
            name=name,
            mandate=mandate,
            assignment=assignment,
            council=council,
            started_on=today,
        )
        for person in people(scope).filter(pk__in=persons):
            GroupMember.objects.create(group=group, membership=person, joined_on=today)
        record(scope, "form_group", group, shared=True, kind=str(kind), members=len(persons))
        return group

    return once(scope, "form_group", token, make, Group)


@action("groups.edit")
def change_group(
    scope: Scope, group: Group, version: int, *, name: str, mandate: str, assignment: str, council: bool
) -> Group:
    """Raises Conflict when somebody else has saved since `version`."""
    refuse_ended(group)
    _refuse_a_second(scope, None, council=council, but=group)
    if not _alike(name, group.name):
        _refuse_the_name(scope, name)
    changed = change(group, version, name=name, mandate=mandate, assignment=assignment, council=council)
    record(scope, "change_group", changed, shared=True)
    return changed


@action("groups.edit")
def end_group(scope: Scope, group: Group, version: int) -> Group:
    """The group meets no more. Its members leave the same day; meetings, decisions and minutes stay."""
    if group.ended_on is not None:
        already_done()
        return group
    if group.meetings.filter(status=MeetingStatus.CALLED).exists():
        raise Refused(f"{group} är kallad till möte. Ställ in mötet eller skriv vilka som var med först.")
    today = timezone.localdate()
    changed = change(group, version, ended_on=today)
    GroupMember.objects.filter(group=changed, ended_on=None).update(ended_on=today)
    record(scope, "end_group", changed, shared=True)
    return changed


@action("groups.edit")
def add_member(
    scope: Scope,
    token: UUID | None,
    group: Group,
    *,
    membership: Membership | None = None,
    occupation: str = "",
    organisation: str = "",
    function: MemberFunction = MemberFunction.MEMBER,
    joined_on: date | None = None,
) -> GroupMember:
    """A person of the partnership, or else somebody outside it by occupation and organisation."""

    def make() -> GroupMember:
        refuse_ended(group)
        if membership and membership.partnership_id != group.partnership_id:
            raise Membership.DoesNotExist
        if membership and group.members.filter(membership=membership, ended_on=None).exists():
            raise Refused(f"{membership.user} sitter redan i {group}.")
        if membership is None:
            _refuse_the_same(group, occupation, organisation)
        member: GroupMember = GroupMember.objects.create(
            group=group,
            membership=membership,
            occupation="" if membership else occupation,
            organisation="" if membership else organisation,
            function=function,
            joined_on=joined_on or timezone.localdate(),
        )
        record(scope, "add_member", member, shared=True)
        return member

    return once(scope, "add_member", token, make, GroupMember)


@action("groups.edit")
def change_member(
    scope: Scope,
    member: GroupMember,
    version: int,
    *,
    function: MemberFunction,
    joined_on: date,
    occupation: str = "",
    organisation: str = "",
) -> GroupMember:
    """What somebody outside the partnership is can be put right here. Raises Conflict."""
    refuse_ended(member.group)
    what = {
        "occupation": occupation or member.occupation,
        "organisation": organisation or member.organisation,
    }
    if member.membership:
        what = {}
    elif member.ended_on is None:
        _refuse_the_same(member.group, **what, but=member)
    changed = change(member, version, function=function, joined_on=joined_on, **what)
    record(scope, "change_member", changed, shared=True)
    return changed


@action("groups.edit")
def end_member(scope: Scope, member: GroupMember) -> None:
    """The person leaves the group today, and stands in the minutes of the time before."""
    ended = GroupMember.objects.filter(pk=member.pk, ended_on=None).update(ended_on=timezone.localdate())
    if not ended:
        already_done()
        return
    record(scope, "end_member", member, shared=True)


def _refuse_a_second(
    scope: Scope, kind: GroupKind | None, *, council: bool, but: Group | None = None
) -> None:
    """Of the two that a partnership has one of, and of the council."""
    others = groups(scope).filter(ended_on=None).exclude(pk=but.pk if but else 0)
    if kind and kind.one_only and (other := others.filter(kind=kind).first()):
        raise Refused(f"Ni har redan en {kind.swedish.lower()}: {other}.")
    if council and (other := others.filter(council=True).first()):
        raise Refused(f"Rådet är redan kopplat till {other}. Ta bort kopplingen där först.")


def _refuse_the_name(scope: Scope, name: str) -> None:
    """Two groups that are called the same cannot be told apart on an agenda or in a calendar."""
    for other in groups(scope).filter(ended_on=None):
        if _alike(other.name, name):
            raise Refused(f"Ni har redan en grupp som heter {other}. Välj ett annat namn.")


def _refuse_the_same(
    group: Group, occupation: str, organisation: str, *, but: GroupMember | None = None
) -> None:
    sitting = group.members.filter(membership=None, ended_on=None).exclude(pk=but.pk if but else 0)
    for other in sitting:
        if _alike(other.occupation, occupation) and _alike(other.organisation, organisation):
            raise Refused(f"{other}, {other.organisation}, sitter redan i {group}.")


def _alike(one: str, other: str) -> bool:
    # Here and not in the database, which knows å, ä and ö only as they are written.
    return one.strip().casefold() == other.strip().casefold()
