"""How far each piece of work has come, kept so that the start page need not read all of it to say what is next.

To let the start page know of one more: a function that tells its stage, in our own words and numbers only, and its line
in `OWN` (of one party, from what nobody else sees) or `JOINT`. Like the marks of the criteria they are brought up to
date at the end of every action (process/criteria.py), so they are never behind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from samverkan.access.people import lacks_leader
from samverkan.access.scope import Scope
from samverkan.communication import queries as communication
from samverkan.conditions import queries as conditions
from samverkan.cycles.marks import note_stages
from samverkan.cycles.queries import all_noted_stages, noted_stages
from samverkan.partnerships.models import Cycle, Membership, Party
from samverkan.pictures.queries.joint import joint_picture
from samverkan.pictures.queries.road import road
from samverkan.plans import queries as plans
from samverkan.problems import queries as problems
from samverkan.process.state import CycleState
from samverkan.process.touched import concerned

Found = dict[str, Any]


@dataclass(frozen=True)
class Stages:
    """`own` of the person's party, `joint` of what the parties share."""

    own: Found
    joint: Found


def picture(scope: Scope) -> Found:
    """What the own picture waits for: findings, mend, review, acknowledge, hand_over or nothing.

    `leaderless`: it waits for somebody in a leading role, and nobody has one.
    """
    stage = road(scope).next
    return {"picture": stage, "leaderless": stage == "acknowledge" and lacks_leader(scope)}


def joint(scope: Scope) -> Found:
    now = joint_picture(scope)
    return {
        "joint_undecided": len(now.entries) - now.decided,
        "joint_findings": len(now.findings),
        "joint_awaits": [stand.party.pk for stand in now.stands if not stand.counts],
    }


class Source(NamedTuple):
    """What it tells the stage of, and the rooms it rests on. A noted row that lacks any of `told` does not count."""

    told: tuple[str, ...]
    find: Callable[[Scope], Found]
    rests_on: frozenset[str]


OWN = (
    Source(("inventory", "assignment"), conditions.own_stages, frozenset({"conditions"})),
    Source(("picture", "leaderless"), picture, frozenset({"pictures", "datasets"})),
)
JOINT = (
    Source(("cooperation", "cooperation_awaits"), conditions.joint_stages, frozenset({"conditions"})),
    Source(("plan", "plan_awaits"), communication.joint_stages, frozenset({"communication"})),
    Source(("joint_undecided", "joint_findings", "joint_awaits"), joint, frozenset({"pictures"})),
    Source(("priorities",), problems.priorities_stage, frozenset({"problems", "groups", "documents"})),
    Source(("analyses", "untested"), problems.analysis_stages, frozenset({"problems", "pictures"})),
    # Everything that the agreement's parts may be taken in from.
    Source(
        ("agreement", "agreement_signing", "agreement_awaits", "agreement_changed"),
        plans.joint_stages,
        frozenset({"plans", "problems", "conditions", "groups", "documents"}),
    ),
)


def noted(scope: Scope, state: CycleState | None = None) -> Stages:
    """As noted; found anew where it has not been yet, as after an upgrade. Not for an observer.

    One query, and none for who has asked with the same `state` before.
    """
    read = state.noted if state else {}
    if scope.party.pk not in read:
        found = noted_stages(scope)
        own, joint = found.get(scope.party.pk, {}), found.get(None, {})
        read[scope.party.pk] = Stages(
            own if _is_whole(own, OWN) else _found(OWN, scope),
            joint if _is_whole(joint, JOINT) else _found(JOINT, scope),
        )
    stages: Stages = read[scope.party.pk]
    return stages


class Untested(NamedTuple):
    """A hypothesis that waits: its number, its problem's, the membership that is to try it, and the day."""

    pk: int
    problem: int
    waits_for: int | None
    due_on: date | None


def untested(stages: Stages) -> list[Untested]:
    """Every hypothesis that waits to be tried. No query."""
    return [
        Untested(pk, problem, waits_for, date.fromisoformat(day) if day else None)
        for pk, problem, waits_for, day in stages.joint["untested"]
    ]


def to_try(scope: Scope, stages: Stages) -> list[Untested]:
    """Those this person is to try. No query."""
    if not scope.may("cause.edit"):
        return []
    return [each for each in untested(stages) if each.waits_for == scope.membership.pk]


def keep_stages(
    scope: Scope, cycle: Cycle, touched: frozenset[str] | None = None, *, all_parties: bool = False
) -> None:
    """Note what has come of the joint work and the acting party's own, and of a party's that has nothing noted.

    An action writes in no other party's own work; `all_parties` looks at them all the same. Writes nothing when nothing
    has changed.
    """
    if scope.membership.party is None:
        return
    before = all_noted_stages(cycle)
    now: list[tuple[Party | None, Found]] = [(None, _anew(JOINT, scope, before.get(None), touched))]
    for party in scope.parties:
        if party == scope.party:
            now.append((party, _anew(OWN, scope, before.get(party.pk), touched)))
        elif (all_parties or party.pk not in before) and (somebody := _somebody(scope, party)):
            now.append((party, _found(OWN, somebody)))
    for whose, stages in now:
        if before.get(whose.pk if whose else None) != stages:
            note_stages(cycle, whose, stages)


def _found(sources: tuple[Source, ...], scope: Scope) -> Found:
    return {what: stage for source in sources for what, stage in source.find(scope).items()}


def _anew(
    sources: tuple[Source, ...], scope: Scope, before: Found | None, touched: frozenset[str] | None
) -> Found:
    """As before, but for what rests on the rooms that have been written in."""
    if before is None or not _is_whole(before, sources):
        return _found(sources, scope)
    again = tuple(source for source in sources if concerned(source.rests_on, touched))
    return before | _found(again, scope)


def _is_whole(noted: Found, sources: tuple[Source, ...]) -> bool:
    return noted.keys() >= {what for source in sources for what in source.told}


def _somebody(scope: Scope, party: Party) -> Scope | None:
    """The scope of one who acts for the party, since its work is read by nobody else; None while it has nobody."""
    member = (
        Membership.objects.filter(
            partnership=scope.partnership, party=party, ended_at=None, user__is_active=True
        )
        .select_related("user", "partnership", "party__organisation")
        .first()
    )
    return Scope(member) if member else None
