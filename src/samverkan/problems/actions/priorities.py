"""The problems: which there are, the marks they get, and what is chosen. Adopting it stands in `adopting`."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from samverkan.access.actions import (
    Conflict,
    Refused,
    action,
    already_done,
    change,
    change_shared,
    changed_fields,
    fields_of,
    once,
    record,
    running_cycle,
)
from samverkan.access.scope import Scope
from samverkan.groups.rules import moved
from samverkan.pictures.models import Finding
from samverkan.problems.models import Mark, Problem
from samverkan.problems.queries.priorities import findings_of, is_analysed, problems, row_of, rows
from samverkan.problems.rules import MatrixCriterion, Standing, turned

NAME = Problem._meta.get_field("name").max_length or 160


@action("problem.edit")
def add_problem(
    scope: Scope,
    /,
    token: UUID | None,
    *,
    name: str = "",
    description: str = "",
    findings: Iterable[int] = (),
    **texts: str,
) -> Problem:
    """From joint findings, whose words name it where no `name` is given, or from nothing.

    `texts` are resources, influence and cost.
    """

    def make() -> Problem:
        cycle = running_cycle(scope)
        chosen = _chosen(scope, findings)
        told = name.strip() or (_shortened(chosen[0].what) if chosen else "")
        if not told:
            raise Refused("Skriv vad problemet är.")
        last = Problem.objects.filter(cycle=cycle).aggregate(last=Max("position"))["last"]
        problem = Problem.objects.create(
            cycle=cycle,
            position=(last or 0) + 1,
            name=told,
            description=description,
            changed_by=scope.user,
            **texts,
        )
        problem.findings.set(chosen)
        record(scope, "add_problem", problem, shared=True)
        return problem

    return once(scope, "add_problem", token, make, Problem)


@action("problem.edit")
def make_problem_of(scope: Scope, finding: Finding) -> Problem | None:
    """A joint finding becomes a problem; None where it has become one already, so that two presses make one."""
    cycle = running_cycle(scope)
    if Problem.objects.filter(cycle=cycle, removed_at=None, findings=finding).exists():
        already_done()
        return None
    return add_problem(scope, None, findings=[finding.pk])


@action("problem.edit")
def change_problem(
    scope: Scope, /, problem: Problem, version: int, *, findings: Iterable[int] | None = None, **texts: str
) -> Problem:
    """`texts` are name, description, resources, influence and cost. Raises Conflict.

    `findings`: those of the joint picture it rests on; what has left the picture stays named.
    """
    now = _mine(scope, problem)
    before = fields_of(now, *texts)
    changed = change(now, version, **texts, changed_by=scope.user, changed_at=timezone.now())
    told = changed_fields(before, changed)
    if findings is not None:
        rested_on = _findings_of(changed)
        gone = changed.findings.exclude(removed_at=None)
        changed.findings.set([*_chosen(scope, findings), *gone])
        if rested_on != (rests_on := _findings_of(changed)):
            told["findings"] = [rested_on, rests_on]
    record(scope, "change_problem", changed, shared=True, changed=told)
    return changed


@action("problem.edit")
def move_problem(scope: Scope, problem: Problem, *, up: bool) -> None:
    """One place up or down; the first cannot go up, nor the last down."""
    now = _mine(scope, problem)
    for position, each in enumerate(moved(list(problems(scope)), now, up=up), 1):
        if each.position != position:
            Problem.objects.filter(pk=each.pk).update(position=position)
    record(scope, "move_problem", now, shared=True)


@action("problem.edit")
def remove_problem(scope: Scope, problem: Problem) -> None:
    """Takes it off the list; it can be put back. Not what is in focus, or has an analysis that would be left alone."""
    now = _held(scope, problem)
    if now.removed_at:
        already_done()
        return
    if now.standing == Standing.FOCUS:
        raise Refused("Problemet är ett fokusområde. Ändra valet först, om det ska bort.")
    if is_analysed(now):
        raise Refused("Problemet har en orsaksanalys och kan inte tas bort. Låt det vänta i stället.")
    Problem.objects.filter(pk=now.pk).update(removed_at=timezone.now())
    record(scope, "remove_problem", now, shared=True)


@action("problem.edit")
def put_back_problem(scope: Scope, problem: Problem) -> Problem:
    """Last in the list, as it was; the steering group decides about it anew."""
    back = _held(scope, problem)
    if back.removed_at is None:
        already_done()
        return back
    last = Problem.objects.filter(cycle=back.cycle_id, removed_at=None).aggregate(last=Max("position"))[
        "last"
    ]
    back.removed_at, back.position = None, (last or 0) + 1
    back.changed_at, back.changed_by = timezone.now(), scope.user
    back.save(update_fields=["removed_at", "position", "changed_at", "changed_by"])
    record(scope, "put_back_problem", back, shared=True)
    return back


@action("problem.mark")
def set_mark(
    scope: Scope,
    problem: Problem,
    criterion: MatrixCriterion,
    version: int,
    *,
    fits: bool | None,
    why: str | None = None,
) -> Mark:
    """Whether the criterion fits, or (None) that it is not answered. `version` is that of the mark seen, 0 for none.

    Two who set the same thing both succeed. Of two who set different things the second gets Conflict with what the
    first set; an explanation that came in between stops nobody. What the figures said is kept with it. Without a new
    `why` the words that stand are kept, and say which answer they were written to when it turns.
    """
    now = _mine(scope, problem)
    at, said = timezone.now(), row_of(rows(scope), now.pk).proposal(criterion)
    fields: dict[str, object] = {
        "fits": fits,
        "rests_on": said.rests_on,
        "answered_by": scope.user,
        "answered_at": at,
        "changed_by": scope.user,
        "changed_at": at,
    }
    if why is not None:
        fields["why"] = why
    mark, made = Mark.objects.get_or_create(problem=now, criterion=criterion, defaults=fields)
    before = None if made else mark.fits
    if not made:
        if mark.fits == fits and why in (None, mark.why):
            already_done()
            return mark
        if mark.answered_version > version or (why not in (None, mark.why) and mark.version > version):
            raise Conflict(mark)
        fields.setdefault("why", turned(mark.why, mark.fits, fits))
        mark = change(mark, mark.version, **fields, answered_version=mark.version + 1)
    record(
        scope,
        "set_mark",
        mark,
        shared=True,
        problem=now.pk,
        criterion=str(criterion),
        fits=fits,
        before=before,
    )
    return mark


@action("problem.mark")
def explain_mark(scope: Scope, mark: Mark, version: int, *, why: str) -> Mark:
    """Why the parties set it as they did. The answer stays that of who gave it. Raises Conflict."""
    _mine(scope, mark.problem)
    now = Mark.objects.get(pk=mark.pk)
    return change_shared(scope, "explain_mark", now, version, {"why": why})


@action("problem.choose")
def choose_focus(scope: Scope, problem: Problem, version: int, *, reason: str) -> Problem:
    """The problem becomes a focus area. Raises Conflict."""
    return _choose(scope, _mine(scope, problem), version, Standing.FOCUS, reason, "choose_focus")


@action("problem.choose")
def set_aside(scope: Scope, problem: Problem, version: int, *, reason: str) -> Problem:
    """The problem has to wait. A focus area that has been analysed can be set aside too: the analysis stays."""
    return _choose(scope, _mine(scope, problem), version, Standing.SET_ASIDE, reason, "set_aside")


@action("problem.choose")
def change_reason(scope: Scope, problem: Problem, version: int, *, reason: str) -> Problem:
    """Other words for a choice that stands, by whoever writes them. The former are kept in the log. Raises Conflict."""
    now = _mine(scope, problem)
    if now.standing == Standing.OPEN:
        raise Refused("Problemet är inte avgjort. Välj det som fokusområde, eller låt det vänta.")
    return _choose(scope, now, version, Standing(now.standing), reason, "change_reason")


@action("problem.choose")
def reopen_choice(scope: Scope, problem: Problem, version: int, *, reason: str) -> Problem:
    """The choice is to be made anew."""
    return _choose(scope, _mine(scope, problem), version, Standing.OPEN, reason, "reopen_choice")


def _choose(scope: Scope, now: Problem, version: int, standing: Standing, reason: str, verb: str) -> Problem:
    if not reason.strip():
        raise Refused("Skriv skälet, så att det går att förklara valet.")
    at, before = timezone.now(), fields_of(now, "standing", "reason")
    chosen = change(
        now,
        version,
        standing=standing,
        reason=reason,
        chosen_at=at,
        chosen_by=scope.user,
        changed_by=scope.user,
        changed_at=at,
    )
    record(scope, verb, chosen, shared=True, changed=changed_fields(before, chosen))
    return chosen


def _held(scope: Scope, problem: Problem) -> Problem:
    """The problem read anew and held, in the running cycle."""
    cycle = running_cycle(scope)
    found: Problem = Problem.objects.select_for_update().get(pk=problem.pk, cycle=cycle)
    return found


def _mine(scope: Scope, problem: Problem) -> Problem:
    """The same; refuses what somebody has removed meanwhile."""
    found = _held(scope, problem)
    if found.removed_at:
        raise Refused("Någon har tagit bort problemet. Det går att lägga tillbaka på sidan med problemen.")
    return found


def _chosen(scope: Scope, findings: Iterable[int]) -> list[Finding]:
    """Those of the joint picture that stand in it now; others' numbers are nobody's."""
    wanted = set(findings)
    return [each for each in findings_of(scope).prefetch_related(None) if each.pk in wanted]


def _findings_of(problem: Problem) -> list[int]:
    return sorted(problem.findings.values_list("pk", flat=True))


def _shortened(words: str) -> str:
    """The first line without its full stop, as long as a name may be."""
    line = words.strip().partition("\n")[0].strip().removesuffix(".")
    return line if len(line) <= NAME else f"{line[: NAME - 2].rstrip()} …"
