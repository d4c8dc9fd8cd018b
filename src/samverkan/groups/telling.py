"""Who is told by e-mail of meetings, decisions and minutes. Only that there is one, and where: never what it says."""

from django.utils.formats import date_format

from samverkan.access.people import holding
from samverkan.access.permissions import PERMISSIONS
from samverkan.access.scope import Scope
from samverkan.groups.models import Decision, Group, Meeting
from samverkan.groups.queries import SITS
from samverkan.notices.rules import Kind
from samverkan.notices.telling import notify, path_to
from samverkan.partnerships.models import Party, User


def meeting_called(scope: Scope, meeting: Meeting) -> None:
    """To the group's members: the day, and where the agenda stands."""
    day = date_format(meeting.day)
    notify(
        scope,
        _members(meeting.group),
        Kind.WAITING,
        subject=f"Kallelse till möte {day}",
        text=f"Du är kallad till ett möte {day} kl. {meeting.starts_at:%H.%M}. Dagordningen finns i Samverkan.",
        path=path_to(scope, "initiate:meeting", meeting.pk),
    )


def meeting_called_off(scope: Scope, meeting: Meeting) -> None:
    day = date_format(meeting.day)
    notify(
        scope,
        _members(meeting.group),
        Kind.WAITING,
        subject=f"Mötet {day} är inställt",
        text=f"Mötet {day} är inställt. Skälet står på mötets sida.",
        path=path_to(scope, "initiate:meeting", meeting.pk),
    )


def meeting_moved(scope: Scope, meeting: Meeting, before: Meeting) -> None:
    """Once for every move, also back to a time that a mail has told of before."""
    day, new_day = date_format(before.day), date_format(meeting.day)
    notify(
        scope,
        _members(meeting.group),
        Kind.WAITING,
        subject=f"Mötet {day} är flyttat",
        text=f"Mötet {day} kl. {before.starts_at:%H.%M} har fått en ny tid: {new_day} kl. {meeting.starts_at:%H.%M}.",
        path=path_to(scope, "initiate:meeting", meeting.pk),
        key=f"meeting-moved:{meeting.pk}:{meeting.version}",
    )


def decision_to_see_to(scope: Scope, decision: Decision) -> None:
    """To whoever is to see it done."""
    if decision.responsible is None or decision.done_on:
        return
    notify(
        scope,
        [decision.responsible.user],
        Kind.ASSIGNED,
        subject="Du ska se till att ett beslut blir gjort",
        text="En grupp har fattat ett beslut som du ska se till. Läs det, och följ upp när det är gjort.",
        path=path_to(scope, "initiate:decision", decision.pk),
    )


def minutes_to_approve(scope: Scope, meeting: Meeting) -> None:
    """To those of the group's members who may approve."""
    may = holding(Party.objects.filter(partnership=scope.partnership), PERMISSIONS["minutes.approve"])
    sits = {user.pk for user in _members(meeting.group)}
    notify(
        scope,
        [user for user in may if user.pk in sits],
        Kind.WAITING,
        subject="Minnesanteckningar väntar på att godkännas",
        text="Minnesanteckningarna från ett möte är klara. Läs dem, och godkänn om de stämmer.",
        path=path_to(scope, "initiate:minutes_approve", meeting.pk),
    )


def _members(group: Group) -> list[User]:
    """Who sit in it and have not left the partnership; those from outside it are known by occupation alone."""
    sitting = group.members.filter(SITS).exclude(membership=None).select_related("membership__user")
    return [member.membership.user for member in sitting if member.membership]
