"""What no longer changes: refused with words, by every verb that would change it."""

from datetime import date

from django.utils import timezone

from samverkan.access.actions import Refused
from samverkan.groups.models import Group, Meeting


def refuse_ended(group: Group) -> None:
    if group.ended_on is not None:
        raise Refused(f"{group} är avslutad. Det som står här är kvar som det var.")


def refuse_closed(meeting: Meeting) -> Meeting:
    """The meeting as it is now, locked where the database can: nothing slips in while minutes are approved."""
    now = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if now.is_cancelled:
        raise Refused("Mötet är inställt. Det går inte att ändra.")
    if now.is_minuted:
        raise Refused(
            "Minnesanteckningarna är godkända, så mötet ändras inte. Gör en rättelse om något blev fel."
        )
    return now


def refuse_ahead(day: date, why: str) -> None:
    """What is said to have happened has happened on a day that has been."""
    if day > timezone.localdate():
        raise Refused(why)
