"""The one thing that moves the pictures on, for one person, by role and by where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samverkan.access.scope import Scope
from samverkan.process.stages import Stages
from samverkan.process.state import CycleState

# What the own picture waits for: (permission of the one who can do it, what to do, address).
OWN = {
    "findings": ("picture.edit", "Skriv den första iakttagelsen i er lägesbild", "prepare:own_picture"),
    "mend": ("picture.edit", "Ta bort personuppgifterna ur lägesbilden", "prepare:secrecy"),
    "review": ("picture.review", "Sekretesspröva lägesbilden", "prepare:secrecy"),
    "acknowledge": ("picture.acknowledge", "Ta del av lägesbilden", "prepare:acknowledge"),
    "hand_over": ("picture.hand_over", "Lämna över lägesbilden", "prepare:hand_over"),
}
WAITS_FOR = {
    "acknowledge": "Lägesbilden väntar på att ledningen tar del av den.",
    "review": "Lägesbilden väntar på sekretessprövning.",
    "hand_over": "Lägesbilden kan lämnas över av samordnaren.",
}
# Shown instead where nobody has the leading role that is waited for.
LEADERLESS = (
    "Lägesbilden väntar på ledningen, men ingen i er organisation har en ledande roll just nu. Bjud in någon."
)

FOLLOWS = "Du ser hur långt arbetet har kommit."


@dataclass(frozen=True)
class Task:
    """Something to do at `url_name`, or (with an empty one) something to know."""

    text: str
    url_name: str
    mine: bool
    url_kwargs: Mapping[str, Any] = field(default_factory=dict)
    hint: str = ""


def next_task(scope: Scope, state: CycleState, stages: Stages) -> Task:
    """The one thing that moves the work on, for this person. No query."""
    if not scope.may("picture.view"):
        return Task(FOLLOWS, "", mine=False)
    if state.of(scope.party).handed_over_at is None:
        return _own(scope, stages.own["picture"], leaderless=stages.own["leaderless"])
    if state.handed_over < 2:
        return Task("Er lägesbild är överlämnad. Nu väntar ni på de andra.", "", mine=False)
    return _joint(scope, state, stages.joint)


def _own(scope: Scope, stage: str, *, leaderless: bool) -> Task:
    permission, text, url_name = OWN[stage]
    if scope.may(permission):
        return Task(text, url_name, mine=True)
    if leaderless:
        return Task(LEADERLESS, "overview:people", mine=scope.may("people.invite"))
    return Task(WAITS_FOR.get(stage, "Er lägesbild skrivs just nu."), "prepare:own_picture", mine=False)


def _joint(scope: Scope, state: CycleState, joint: dict[str, Any]) -> Task:
    editor = scope.may("joint.edit")
    if undecided := joint["joint_undecided"]:
        left = f"{undecided} iakttagelser" if undecided > 1 else "En iakttagelse"
        return Task(f"{left} i lägesbilderna väntar på beslut", "join:picture", mine=editor)
    if not joint["joint_findings"]:
        text = "Inget är kvar i den gemensamma lägesbilden. Behåll minst en iakttagelse."
        return Task(text, "join:picture", mine=editor)
    awaited = [each.party for each in state.parties if each.party.pk in joint["joint_awaits"]]
    if scope.party in awaited and scope.may("joint.confirm"):
        return Task("Bekräfta den gemensamma lägesbilden", "join:picture", mine=True)
    if awaited:
        others = " och ".join(str(party) for party in awaited)
        return Task(f"Den gemensamma lägesbilden väntar på {others}", "join:picture", mine=False)
    return Task(
        "Den gemensamma lägesbilden är klar. Läs den eller hämta den som PDF.", "join:picture", mine=False
    )
