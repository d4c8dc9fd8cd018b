"""What a group decides, at a meeting or between meetings, and seeing that it is done."""

from datetime import date
from typing import Any
from uuid import UUID

from samverkan.access.actions import Refused, action, change, once, record
from samverkan.access.scope import Scope
from samverkan.groups.guards import refuse_ahead, refuse_closed
from samverkan.groups.models import AgendaItem, Decision, Group, Meeting
from samverkan.groups.queries import may_follow_up
from samverkan.groups.telling import decision_to_see_to
from samverkan.partnerships.models import Membership


@action("decision.record")
def record_decision(
    scope: Scope,
    token: UUID | None,
    group: Group,
    *,
    text: str,
    decided_on: date,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    responsible: int | None = None,
    due_on: date | None = None,
    registry_number: str = "",
    about: tuple[str, int, str] | None = None,
) -> Decision:
    """`responsible` is a membership of the partnership; `about` the kind, number and name of what is decided."""

    def make() -> Decision:
        taken_on = _day(meeting, decided_on)
        decision: Decision = Decision.objects.create(
            group=group,
            meeting=meeting,
            item=item,
            text=text,
            decided_on=taken_on,
            responsible=_person(scope, responsible),
            due_on=due_on,
            registry_number=registry_number,
            recorded_by=scope.user,
            **_subject(about),
        )
        record(scope, "record_decision", decision, shared=True)
        decision_to_see_to(scope, decision)
        return decision

    return once(scope, "record_decision", token, make, Decision)


@action("decision.record")
def change_decision(
    scope: Scope,
    decision: Decision,
    version: int,
    *,
    text: str,
    decided_on: date,
    item: AgendaItem | None,
    responsible: int | None,
    due_on: date | None,
    registry_number: str,
    about: tuple[str, int, str] | None,
) -> Decision:
    """Raises Conflict. What stands in approved minutes is not changed; then only the minutes are corrected."""
    taken_on = _day(decision.meeting, decided_on)
    before = decision.responsible_id
    changed = change(
        decision,
        version,
        text=text,
        item=item,
        decided_on=taken_on,
        responsible=_person(scope, responsible, before),
        due_on=due_on,
        registry_number=registry_number,
        **_subject(about),
    )
    record(scope, "change_decision", changed, shared=True)
    if changed.responsible_id != before:
        decision_to_see_to(scope, changed)
    return changed


@action("decision.follow_up")
def follow_up(scope: Scope, decision: Decision, version: int, *, done_on: date | None, note: str) -> Decision:
    """Say that what was decided is done, and how it went; without a day it is open again. Raises Conflict."""
    if not may_follow_up(scope, decision):
        raise Refused("Beslutet följs upp av den som ansvarar för det, eller av en samordnare.")
    changed = change(decision, version, done_on=done_on, done_note=note)
    record(scope, "follow_up", changed, shared=True, done=done_on.isoformat() if done_on else None)
    return changed


def _day(meeting: Meeting | None, decided_on: date) -> date:
    """The meeting's day, else `decided_on`. Nothing is decided on a day that has not been."""
    day: date = refuse_closed(meeting).day if meeting else decided_on
    refuse_ahead(day, "Ett beslut antecknas när det är taget, så dagen kan inte vara en som kommer.")
    return day


def _person(scope: Scope, pk: int | None, standing: int | None = None) -> Membership | None:
    """Of the partnership and still there; whoever has left since, and is the one `standing`, may stay so."""
    if not pk:
        return None
    everyone = Membership.objects.filter(partnership=scope.partnership).exclude(party=None)
    found: Membership = everyone.select_related("user").get(pk=pk)
    if found.ended_at and found.pk != standing:
        raise Refused(
            f"{found.user} är inte kvar i samverkan i den rollen. Välj någon annan som ser till beslutet."
        )
    return found


def _subject(about: tuple[str, int, str] | None) -> dict[str, Any]:
    kind, pk, text = about or ("", None, "")
    return {"about_type": kind, "about_id": pk, "about_text": text[:200]}
