"""Reads of the organisation. It belongs to all parties alike, and to nobody who acts for none."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.cycles.rules import Evidence
from samverkan.groups.models import AgendaItem, Attendance, Decision, Group, GroupMember, Meeting, Minutes
from samverkan.groups.rules import PROPOSED, GroupKind, MeetingStatus
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role

COORDINATING = (Role.COORDINATOR, Role.MUNICIPAL_POLICE_OFFICER)


# Who has left the partnership has left its groups.
SITS = Q(ended_on=None) & (Q(membership=None) | Q(membership__ended_at=None))


def sits_today() -> Q:
    """Who sits in a group now; whoever has joined it from a later day does not yet."""
    return SITS & Q(joined_on__lte=timezone.localdate())


def groups(scope: Scope) -> QuerySet[Group]:
    """All the partnership's groups, those that have ended too; raises NoParty for an observer."""
    return Group.objects.filter(partnership=scope.party.partnership_id)


def groups_with_members(scope: Scope) -> list[Group]:
    """Two queries. Each group has `current`, its members, and `next_day`, when it meets next."""
    upcoming = (
        Meeting.objects.filter(
            group=OuterRef("pk"), status=MeetingStatus.CALLED, day__gte=timezone.localdate()
        )
        .order_by("day")
        .values("day")
    )
    return list(
        groups(scope)
        .annotate(next_day=Subquery(upcoming[:1]))
        .prefetch_related(Prefetch("members", _current_members(), to_attr="current"))
    )


def _current_members() -> QuerySet[GroupMember]:
    return GroupMember.objects.filter(SITS).select_related(
        "membership__user", "membership__party__organisation"
    )


def members(scope: Scope) -> QuerySet[GroupMember]:
    """Of all groups, those who have left too."""
    return GroupMember.objects.filter(group__in=groups(scope)).select_related(
        "group", "membership__user", "membership__party__organisation"
    )


def people(scope: Scope) -> QuerySet[Membership]:
    """Everyone who works for a party, by party and name."""
    return (
        Membership.objects.filter(partnership=scope.party.partnership_id, ended_at=None, user__is_active=True)
        .exclude(party=None)
        .select_related("user", "party__organisation")
        .order_by("party__position", "user__name")
    )


def proposed(everybody: Iterable[Membership], kind: GroupKind) -> list[Membership]:
    """Those the handbook would put in such a group, of the people there are."""
    return [each for each in everybody if Role(each.role) in PROPOSED.get(kind, ())]


def meetings(scope: Scope) -> QuerySet[Meeting]:
    return Meeting.objects.filter(group__in=groups(scope)).select_related("group", "called_by", "document")


def next_meetings(scope: Scope, first: date, last: date) -> list[Meeting]:
    """The meetings of these days, the first first; those that were called off are not among them. One query."""
    found = meetings(scope).filter(day__range=(first, last)).exclude(status=MeetingStatus.CANCELLED)
    return list(found.order_by("day", "starts_at"))


def agenda(scope: Scope) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(meeting__group__in=groups(scope), removed_at=None).select_related(
        "meeting__group"
    )


class Keys(NamedTuple):
    """The matters on a group's agendas: `standing` where they wait, `taken_up` of meetings that have been held."""

    standing: frozenset[str]
    taken_up: frozenset[str]


def agenda_keys(scope: Scope, group: Group, meeting: Meeting | None = None) -> Keys:
    """`standing` are those of meetings to come, and of `meeting` whether or not it has been. One query."""
    found = (
        agenda(scope)
        .filter(meeting__group=group)
        .exclude(key="")
        .exclude(meeting__status=MeetingStatus.CANCELLED)
    )
    this = meeting.pk if meeting else None
    rows = list(found.values_list("key", "meeting__status", "meeting"))
    return Keys(
        frozenset(key for key, status, pk in rows if status == MeetingStatus.CALLED or pk == this),
        frozenset(key for key, status, pk in rows if status != MeetingStatus.CALLED),
    )


def expected(scope: Scope, meeting: Meeting) -> list[GroupMember]:
    """Those who were members on the day of the meeting, or whose presence has been noted. One query."""
    then = (
        Q(joined_on__lte=meeting.day)
        & (Q(ended_on=None) | Q(ended_on__gte=meeting.day))
        & (Q(membership__ended_at=None) | Q(membership__ended_at__date__gte=meeting.day))
    )
    noted = Exists(Attendance.objects.filter(meeting=meeting, member=OuterRef("pk")))
    return list(members(scope).filter(Q(group=meeting.group_id) & (then | noted)))


def presence(meeting: Meeting) -> dict[int, str]:
    """By member. One query."""
    return dict(Attendance.objects.filter(meeting=meeting).values_list("member", "presence"))


def minutes_of(meeting: Meeting) -> Minutes | None:
    found: Minutes | None = (
        Minutes.objects.filter(meeting=meeting)
        .select_related("writer__user", "writer__party__organisation")
        .first()
    )
    return found


def decisions(scope: Scope) -> QuerySet[Decision]:
    """The newest first, each with whom it waits for."""
    return Decision.objects.filter(group__in=groups(scope)).select_related(
        "group", "meeting", "item", "responsible__user", "responsible__party__organisation"
    )


# What somebody is to do, or by some day; the rest of what is decided asks for nothing.
TO_DO = Q(done_on=None) & (~Q(responsible=None) | ~Q(due_on=None))


def decisions_about(scope: Scope, kind: str, pk: int) -> list[Decision]:
    """What the groups have decided about something, wherever it is kept. One query."""
    return list(decisions(scope).filter(about_type=kind, about_id=pk))


def my_open_decisions(scope: Scope) -> list[Decision]:
    """What the person is to see done, the most urgent first. One query."""
    waiting = decisions(scope).filter(responsible=scope.membership, done_on=None)
    return sorted(waiting, key=lambda each: (each.due_on or date.max, each.pk))


def open_from_earlier(scope: Scope, group: Group) -> list[Decision]:
    """The group's decisions that somebody is to see done and nobody has followed up. One query."""
    return list(decisions(scope).filter(TO_DO, group=group).order_by("decided_on", "id"))


def may_follow_up(scope: Scope, decision: Decision) -> bool:
    return decision.responsible_id == scope.membership.pk or scope.may("decision.record")


def is_member(scope: Scope, group: Group) -> bool:
    return members(scope).filter(sits_today(), group=group, membership=scope.membership).exists()


def wrote(scope: Scope, minutes: Minutes) -> bool:
    """Whether it is this person who writes them: the same one also in another role than they wrote in."""
    return minutes.writer.user_id == scope.user.pk


def why_not_approve(scope: Scope, meeting: Meeting, minutes: Minutes | None) -> str:
    """What stands in the way of this person approving the minutes, in words; empty when nothing does."""
    if not meeting.is_held:
        return "Anteckningarna godkänns när mötet har hållits."
    if minutes is None or not minutes.finished:
        return "Anteckningarna är inte färdiga att godkännas än."
    if wrote(scope, minutes):
        return "Du har skrivit anteckningarna. Någon annan i gruppen godkänner dem."
    if not is_member(scope, meeting.group):
        return "Anteckningarna godkänns av någon som sitter i gruppen."
    return ""


def minutes_to_approve(scope: Scope) -> list[Meeting]:
    """Meetings whose minutes are written by somebody else and wait for this member's approval. One query."""
    if not scope.may("minutes.approve"):
        return []
    sits = GroupMember.objects.filter(sits_today(), group=OuterRef("group"), membership=scope.membership)
    written = meetings(scope).filter(Exists(sits), status=MeetingStatus.HELD, minutes__finished=True)
    return list(written.exclude(minutes__writer__user=scope.user))


def organisation_evidence(scope: Scope) -> list[Evidence]:
    """What there is of "groups with named members and coordinators at both parties" (handbook p. 20). Three queries."""
    parties, found = scope.parties, []
    steering = (
        members(scope)
        .filter(sits_today(), group__kind=GroupKind.STEERING, group__ended_on=None)
        .order_by("joined_on", "id")
    )
    by_party: dict[int, GroupMember] = {}
    for member in steering:
        if member.party:
            by_party.setdefault(member.party.pk, member)
    if parties and all(party.pk in by_party for party in parties):
        group = next(iter(by_party.values())).group
        at = max(member.joined_on for member in by_party.values())
        names = " och ".join(str(party) for party in parties)
        text = f"{group.name} har ledamöter från {names}."
        found.append(Evidence(text, "initiate:group", {"pk": group.pk}, _noon(at)))
    coordinators = {person.party_id: person for person in people(scope).filter(role__in=COORDINATING)}
    for party in parties:
        if person := coordinators.get(party.pk):
            text = f"{party}: {person.user.name} är {person.role_name}."
            found.append(Evidence(text, "initiate:organisation"))
    return found


def _noon(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(12))) if day else None
