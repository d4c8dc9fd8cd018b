"""A person's seats in groups and decisions to see to go to whoever takes over the assignment."""

from django.db.models import F
from django.utils import timezone

from samverkan.groups.models import Decision, GroupMember
from samverkan.partnerships.models import Membership


def hand_over_seats(leaving: Membership, taking_over: Membership) -> int:
    """The successor takes the seat, unless they have one of their own there. The old seat is kept, with its end."""
    today, moved = timezone.localdate(), 0
    for seat in GroupMember.objects.filter(membership=leaving, ended_on=None, group__ended_on=None):
        GroupMember.objects.filter(pk=seat.pk).update(ended_on=today)
        _, new = GroupMember.objects.get_or_create(
            group=seat.group,
            membership=taking_over,
            ended_on=None,
            defaults={"function": seat.function, "joined_on": today},
        )
        moved += new
    return moved


def hand_over_decisions(leaving: Membership, taking_over: Membership) -> int:
    """Those that nobody has followed up yet. A form that is open on one then meets a conflict."""
    waiting = Decision.objects.filter(responsible=leaving, done_on=None)
    return waiting.update(responsible=taking_over, version=F("version") + 1)
