"""Everything that is next for one person, the most pressing first, gathered from the rooms.

A room that has something to tell adds its function to `SOURCES`: it gives what the person may do or waits for, and an
empty list to those it has nothing to say to. The page has room for a question or so each; what takes more to find is
noted when it is written (process/stages.py).
"""

from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from samverkan.access.scope import Scope
from samverkan.communication import queries as communication
from samverkan.conditions import queries as conditions
from samverkan.groups import queries as groups
from samverkan.partnerships.content import criteria_of
from samverkan.partnerships.rules import Step
from samverkan.pictures.queries.carrying import carriable
from samverkan.plans import queries as plans
from samverkan.problems import queries as problems
from samverkan.process.evidence import FOUND
from samverkan.process.stages import Stages, noted, to_try, untested
from samverkan.process.state import CycleState
from samverkan.process.tasks import FOLLOWS, Task, next_task


def work_on_pictures(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """The own picture's road, then the joint picture."""
    return [next_task(scope, state, stages)]


def lost_criteria(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """A step where something has stopped holding is to be looked at."""
    if not scope.may("criterion.confirm"):
        return []
    return [
        Task(
            f"Se över {step.swedish}",
            "overview:step",
            mine=True,
            url_kwargs={"step": step.value},
            hint="Något som var klart gäller inte längre.",
        )
        for step in Step
        if any(criterion.key in state.standing.lost for criterion in criteria_of(step))
    ]


def reopened_steps(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    if not scope.may("step.reopen"):
        return []
    return [
        Task(
            f"Gör klart {step.swedish} igen",
            "overview:step",
            mine=True,
            url_kwargs={"step": step.value},
            hint="Steget är öppnat igen.",
        )
        for step in Step
        if step in state.standing.reopened
    ]


def left_to_confirm(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """When all that the system finds in a step is there, a person has to answer for the rest."""
    if not scope.may("criterion.confirm"):
        return []
    tasks = []
    for step in Step:
        left = [each.key for each in criteria_of(step) if each.key not in state.standing.met]
        by_hand = [key for key in left if key not in FOUND and key not in state.standing.lost]
        if by_hand and len(by_hand) == len(left) and state.standing.met_of(step):
            number = len(by_hand)
            words = "Ett kriterium är kvar." if number == 1 else f"{number} kriterier är kvar."
            tasks.append(
                Task(
                    f"Gå igenom vad som är kvar i {step.swedish}",
                    "overview:step",
                    mine=True,
                    url_kwargs={"step": step.value},
                    hint=words,
                )
            )
    return tasks


def begin_with_last_cycle(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """What the party saw last time, until it has handed over what it sees now. One query."""
    if scope.cycle.number == 1 or not scope.may("picture.edit") or state.of(scope.party).handed_over_at:
        return []
    waiting = carriable(scope).count()
    words = "En iakttagelse" if waiting == 1 else f"{waiting} iakttagelser"
    return (
        [
            Task(
                "Välj vad som fortfarande gäller från förra varvet",
                "overview:carry",
                mine=True,
                hint=f"{words} att ta ställning till.",
            )
        ]
        if waiting
        else []
    )


def first_step(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """What the decision, the inventory and the assignment wait for. No query."""
    return [
        Task(text, url_name, mine=True)
        for text, url_name in conditions.next_for(scope, stages.own, stages.joint)
    ]


def communication_plans(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    return [
        Task(waiting.text, waiting.url_name, mine=True, url_kwargs=waiting.url_kwargs)
        for waiting in communication.to_confirm(scope, stages.joint)
    ]


def priorities(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """What the prioritisation waits for, once the parties stand behind the joint picture. No query."""
    joint, stage = stages.joint, stages.joint["priorities"]
    ready = joint["joint_findings"] and not joint["joint_undecided"] and not joint["joint_awaits"]
    if not ready or not stage:
        return []
    permission, text, url_name = problems.NEXT[stage]
    return [Task(text, url_name, mine=True)] if scope.may(permission) else []


def agreement(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """What the agreement waits for; it is begun when the problems are chosen. No query."""
    chosen = "join.priorities" in state.standing.met
    return [
        Task(waiting.text, waiting.url_name, mine=True, url_kwargs=waiting.url_kwargs)
        for waiting in plans.next_for(scope, stages.joint, chosen=chosen)
    ]


def meetings_and_decisions(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """Minutes to approve, and decisions the person is to see done; those that are late stand among what is overdue."""
    if not scope.may("groups.view"):
        return []
    today = timezone.localdate()
    minutes = [
        Task(
            "Läs och godkänn minnesanteckningarna",
            "initiate:minutes_approve",
            mine=True,
            url_kwargs={"pk": meeting.pk},
            hint=f"{meeting.group}, {date_format(meeting.day)}",
        )
        for meeting in groups.minutes_to_approve(scope)
    ]
    decisions = [
        Task(
            "Se till att beslutet blir gjort",
            "initiate:decision",
            mine=True,
            url_kwargs={"pk": decision.pk},
            hint=f"{Truncator(decision.text).chars(120)} ({decision.group})",
        )
        for decision in groups.my_open_decisions(scope)
        if decision.due_on is None or decision.due_on >= today
    ]
    return minutes + decisions


ANALYSIS = {
    "begin": "Börja på orsaksanalysen av ett fokusområde",
    "write": "Skriv klart orsaksanalysen av ett fokusområde",
    "finish": "Läs igenom orsaksanalysen och gör den klar",
}


def cause_analyses(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """To the coordinators, the first focus area that is not analysed. One query, where there is one."""
    if not scope.may("cause.finish"):
        return []
    left = [(pk, stage) for pk, stage in stages.joint["analyses"] if stage]
    if not left:
        return []
    pk, stage = left[0]
    name = problems.problems(scope).filter(pk=pk).values_list("name", flat=True).first()
    told = [f"{name}.", f"{len(left)} orsaksanalyser är inte klara." if len(left) > 1 else ""]
    return [
        Task(
            ANALYSIS[stage],
            "join:analysis",
            mine=True,
            url_kwargs={"pk": pk},
            hint=" ".join(filter(None, told)),
        )
    ]


def hypotheses(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """What the person is to try; what is late stands among what is overdue. No query."""
    today = timezone.localdate()
    return [
        Task(
            "Pröva hypotesen och skriv vad det visade",
            "join:hypothesis",
            mine=True,
            url_kwargs={"pk": each.pk},
            hint=f"Senast {date_format(each.due_on)}." if each.due_on else "",
        )
        for each in to_try(scope, stages)
        if each.due_on is None or each.due_on >= today
    ]


def hypotheses_without_anybody(scope: Scope, state: CycleState, stages: Stages) -> list[Task]:
    """To the coordinators, the first hypothesis that nobody is to try. No query."""
    if not scope.may("cause.finish"):
        return []
    left = [each for each in untested(stages) if each.waits_for is None]
    return [
        Task(
            "Bestäm vem som ska pröva hypotesen",
            "join:hypothesis",
            mine=True,
            url_kwargs={"pk": each.pk},
            hint="" if len(left) == 1 else f"{len(left)} hypoteser har ingen som prövar dem.",
        )
        for each in left[:1]
    ]


SOURCES: tuple[Callable[[Scope, CycleState, Stages], Iterable[Task]], ...] = (
    lost_criteria,
    first_step,
    communication_plans,
    agreement,
    work_on_pictures,
    priorities,
    meetings_and_decisions,
    hypotheses,
    hypotheses_without_anybody,
    cause_analyses,
    reopened_steps,
    begin_with_last_cycle,
    left_to_confirm,
)


def next_tasks(scope: Scope, state: CycleState) -> list[Task]:
    """What the person can do comes before what is only to know. An observer has nothing to do."""
    if scope.membership.party is None:
        return [Task(FOLLOWS, "", mine=False)]
    now = noted(scope, state)
    told = [each for source in SOURCES for each in source(scope, state, now)]
    return sorted(told, key=lambda each: not each.mine)
