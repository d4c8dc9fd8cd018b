"""The communication plans: the joint one, and one of each party's own, of which Anna's is full of secrets."""

from datetime import date
from typing import Any

from samverkan.access.scope import Scope
from samverkan.communication import actions
from samverkan.communication.actions.activities import Planned
from samverkan.communication.models import Activity, Audience, CommunicationPlan
from samverkan.communication.queries.plans import read_plan
from samverkan.communication.rules import ActivityState, Repeats, SectionKind
from samverkan.documents.actions import Printed
from tests.address import planted

ADDRESSES = {
    **{
        f"initiate:{name}": planted("own_plan")
        for name in (
            "communication_plan",
            "communication_texts",
            "communication_promises",
            "communication_share",
            "audience_new",
            "activity_new",
        )
    },
    "initiate:communication_confirm": planted("joint_plan", shared=True),
    "initiate:audience": planted("audience"),
    "initiate:audience_remove": planted("audience"),
    "initiate:activity": planted("activity"),
    "initiate:activity_remove": planted("activity"),
    "initiate:communication_outcome": planted("activity"),
}
PRESSES = {
    "initiate:audience_remove",
    "initiate:activity_remove",
    "overview:calendar_feed",
    "overview:calendar_feed_revoke",
}
PAGES_TOO = {"overview:calendar_feed"}
# The walk follows the first plan, and only one that is a party's own has something to share.
WAITING = {"overview:calendar_feed_revoke", "initiate:communication_share"}
NO_DRAFT_IN = {
    "what is there for all parties to read": {"Communicator.function", "PlanConfirmation.by_role"},
    "numbers, fingerprints and random names": {
        "PlanConfirmation.content_sha256",
        "CalendarFeed.token_sha256",
    },
}


def planned(scope: Scope, what: str, **given: Any) -> Planned:
    """An activity on the first of March in the running cycle, and no more than that unless it is given."""
    day = date(scope.cycle.starts_on.year, 3, 1)
    return Planned(
        **{
            "section": SectionKind.PLAN,
            "what": what,
            "channel": "",
            "audience_ids": [],
            "starts_on": day,
            "ends_on": day,
            "in_months": False,
            "repeats": Repeats.ONCE,
            "responsible_id": None,
            "function": "",
            **given,
        }
    )


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, Any]]:
    joint = _joint(anna, per, size)
    own = {"municipality": _own(anna, size), "police": _own(per, size)}
    _write_secrets(anna, own["municipality"])
    return {
        "joint_plan": dict.fromkeys(own, joint),
        "own_plan": dict(own),
        "audience": {party: Audience.objects.filter(plan=plan).latest("pk") for party, plan in own.items()},
        "activity": {party: Activity.objects.filter(plan=plan).latest("pk") for party, plan in own.items()},
    }


def _joint(anna: Scope, per: Scope, size: int) -> CommunicationPlan:
    for scope in (anna, per):
        actions.name_communicator(scope, 0, responsible_id=scope.membership.pk, function="")
    plan = actions.start_plan(anna, None, joint=True)
    fill(per, plan, size)
    section = plan.sections.get(kind=SectionKind.PLAN)
    actions.write_section(anna, section, section.version, main_message="Det går att påverka.")
    sha256 = read_plan(anna, plan).sha256
    printed = Printed({}, sha256, "0" * 64, "0" * 64)  # adopted only when Per confirms too
    actions.confirm_plan(anna, plan, None, content_sha256=sha256, printed=printed)
    return plan


def fill(scope: Scope, plan: CommunicationPlan, size: int) -> None:
    """`size` audiences, and as many activities that reach them all."""
    reached = [
        actions.add_audience(scope, plan, None, who=f"Boende {number}", why="De bor här.", importance=1).pk
        for number in range(size)
    ]
    for number in range(size):
        told = planned(scope, f"Öppet hus {number}", audience_ids=reached, responsible_id=scope.membership.pk)
        actions.add_activity(scope, plan, None, told)


def _own(scope: Scope, size: int) -> CommunicationPlan:
    plan = actions.start_plan(scope, None, joint=False)
    fill(scope, plan, size)
    return plan


def _write_secrets(scope: Scope, plan: CommunicationPlan) -> None:
    from tests.scenario import secret

    texts = ("background", "think", "feel", "act", "main_message", "part_messages", "follow_up")
    section = plan.sections.get(kind=SectionKind.PLAN)
    actions.write_section(
        scope, section, section.version, **{text: secret(f"Section.{text}") for text in texts}
    )
    audience = Audience.objects.filter(plan=plan).latest("pk")
    words = {"who": secret("Audience.who"), "why": secret("Audience.why")}
    actions.change_audience(scope, audience, audience.version, **words, importance=1)
    activity = Activity.objects.filter(plan=plan).latest("pk")
    told = planned(
        scope,
        secret("Activity.what"),
        channel=secret("Activity.channel"),
        function=secret("Activity.function"),
        audience_ids=[audience.pk],
    )
    changed = actions.change_activity(scope, activity, activity.version, told)
    actions.tell_outcome(
        scope, changed, changed.version, state=ActivityState.DONE, outcome=secret("Activity.outcome")
    )
