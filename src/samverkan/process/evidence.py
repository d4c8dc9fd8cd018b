"""What proves a criterion, found where the work was done: the same for everyone in the partnership who asks.

To let the system find one more criterion: write a function that gives its evidence, and its line in `FOUND`. From then
on nobody confirms it by hand, and it turns back by itself when the function gives nothing.
"""

from collections.abc import Callable

from samverkan.access.scope import Scope
from samverkan.communication.queries import communication_evidence
from samverkan.conditions.queries import conditions_evidence, decision_evidence
from samverkan.cycles.rules import Evidence
from samverkan.groups.queries import organisation_evidence
from samverkan.pictures.queries.joint import joint_picture
from samverkan.plans.queries import agreement_evidence
from samverkan.problems.queries import analysis_evidence, priorities_evidence
from samverkan.process.state import CycleState


def pictures_handed_over(scope: Scope, state: CycleState) -> list[Evidence]:
    """A hand-over proves that the picture is made; asked for of every party."""
    return [
        Evidence(
            f"{made.picture.party} har lämnat över sin lägesbild, version {made.number}.",
            "join:handed_over",
            {"pk": made.pk},
            made.at,
        )
        for made in state.latest_of_all
    ]


def leaders_acknowledged(scope: Scope, state: CycleState) -> list[Evidence]:
    """Nothing is handed over before the party's own leadership has taken note of exactly that."""
    return [
        Evidence(
            f"{made.acknowledgement.by} har tagit del av lägesbilden: {made.picture.party}.",
            "overview:document",
            {"pk": made.document_id},
            made.acknowledgement.at,
        )
        for made in state.latest_of_all
    ]


def joint_picture_adopted(scope: Scope, state: CycleState) -> list[Evidence]:
    """The document store holds the joint picture as it reads now; a change after that has to be confirmed anew."""
    if state.joint_at is None:
        return []
    joint = joint_picture(scope)
    if joint.adopted is None or not joint.is_adopted:
        return []
    return [
        Evidence(
            f"Alla parter har bekräftat den gemensamma lägesbilden, version {joint.adopted.number}.",
            "overview:document",
            {"pk": joint.adopted.pk},
            joint.adopted.adopted_at,
        )
    ]


def decided(scope: Scope, state: CycleState) -> list[Evidence]:
    return decision_evidence(scope)


def conditions_seen_to(scope: Scope, state: CycleState) -> list[Evidence]:
    return conditions_evidence(scope)


def organisation_formed(scope: Scope, state: CycleState) -> list[Evidence]:
    """A steering group with somebody from each party, and a coordinator in each. An observer is not told who."""
    if scope.membership.party is None:
        holds = "initiate.organisation" in state.standing.met
        return [Evidence("Styrgrupp och samordnare finns hos alla parter.")] if holds else []
    found = organisation_evidence(scope)
    return found if len(found) >= 1 + len(state.parties) else []


def communication_begun(scope: Scope, state: CycleState) -> list[Evidence]:
    return communication_evidence(scope)


def priorities_decided(scope: Scope, state: CycleState) -> list[Evidence]:
    return priorities_evidence(scope)


def causes_analysed(scope: Scope, state: CycleState) -> list[Evidence]:
    """Every focus area's analysis is finished and reads as it did then. An observer is not told which they are."""
    if scope.membership.party is None:
        holds = "join.causes" in state.standing.met
        return [Evidence("Varje fokusområde har en färdig orsaksanalys.")] if holds else []
    return analysis_evidence(scope)


def agreement_signed(scope: Scope, state: CycleState) -> list[Evidence]:
    return agreement_evidence(scope)


# By criterion (partnerships/content/criteria.toml). Nothing found: the criterion is not met. `RESTS_ON` says in which
# rooms something must have been written for it to read otherwise (process/touched.py).
FOUND: dict[str, Callable[[Scope, CycleState], list[Evidence]]] = {
    "initiate.decision": decided,
    "initiate.conditions": conditions_seen_to,
    "initiate.organisation": organisation_formed,
    "initiate.communication": communication_begun,
    "prepare.picture": pictures_handed_over,
    "prepare.leadership": leaders_acknowledged,
    "join.joint_picture": joint_picture_adopted,
    "join.priorities": priorities_decided,
    "join.causes": causes_analysed,
    "join.agreement": agreement_signed,
}
RESTS_ON: dict[str, frozenset[str]] = {
    "initiate.decision": frozenset({"conditions"}),
    "initiate.conditions": frozenset({"conditions"}),
    "initiate.organisation": frozenset({"groups"}),
    "initiate.communication": frozenset({"communication"}),
    "prepare.picture": frozenset({"pictures"}),
    "prepare.leadership": frozenset({"pictures"}),
    "join.joint_picture": frozenset({"pictures"}),
    "join.priorities": frozenset({"problems", "groups", "documents"}),
    "join.causes": frozenset({"problems", "pictures"}),
    "join.agreement": frozenset({"plans"}),
}
