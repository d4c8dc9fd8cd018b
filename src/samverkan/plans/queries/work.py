"""What the parties have come to so far, gathered for the agreement: only what is adopted, or theirs together."""

from collections import defaultdict
from collections.abc import Collection

from django.utils import timezone
from django.utils.formats import date_format

from samverkan.access.scope import Scope
from samverkan.conditions.models import Cooperation
from samverkan.documents.queries import current, versions
from samverkan.documents.rules import DocumentKind
from samverkan.groups.models import Group
from samverkan.groups.queries import COORDINATING, groups_with_members, people
from samverkan.plans.models import AgreementSection
from samverkan.plans.proposals import CauseLine, FocusLine, GroupLine, Tried, Work, propose
from samverkan.plans.rules import SectionKey, has_changed
from samverkan.problems.models import Cause, Hypothesis, Problem
from samverkan.problems.queries import focus_areas
from samverkan.problems.rules import Outcome, Perspective
from samverkan.problems.tree import Tree

DECISION = {SectionKey.BACKGROUND, SectionKey.FOLLOW_UP}
FOCUS = {SectionKey.PROBLEMS, SectionKey.CAUSES}
NOT_LISTED = (DocumentKind.MINUTES, DocumentKind.AGREEMENT)


def proposals(scope: Scope, keys: Collection[SectionKey] = tuple(SectionKey)) -> dict[SectionKey, str]:
    """The text of each of `keys` from the work as it stands, empty where it says nothing. At most eight queries."""
    work = gathered(scope, keys)
    return {key: propose(key, work) for key in keys}


def changed_parts(scope: Scope) -> tuple[str, ...]:
    """The keys of the written parts whose work somebody has to look at anew. At most nine queries."""
    written = AgreementSection.objects.filter(agreement__cycle=scope.cycle).exclude(text="")
    sections = {SectionKey(each.key): each for each in written}
    work = proposals(scope, tuple(sections)) if sections else {}
    return tuple(
        key.value
        for key, section in sections.items()
        if has_changed(section.text, section.proposal, work[key])
    )


def gathered(scope: Scope, keys: Collection[SectionKey]) -> Work:
    """What `keys` need to know, and no more."""
    _ = scope.party
    decision = _decision(scope) if DECISION & set(keys) else None
    focus = _focus(scope, with_causes=SectionKey.CAUSES in keys) if FOCUS & set(keys) else ()
    decided_at = decision.document.adopted_at if decision and decision.document else None
    organised = SectionKey.ORGANISATION in keys
    return Work(
        decided_on=f"den {date_format(timezone.localtime(decided_at), 'j F Y')}" if decided_at else "",
        need=decision.need.strip() if decision else "",
        aims=decision.aims.strip() if decision else "",
        follow_up=decision.follow_up.strip() if decision else "",
        focus=focus,
        groups=_groups(scope) if organised else (),
        coordinators=_coordinators(scope) if organised else (),
        documents=_documents(scope) if SectionKey.DOCUMENTATION in keys else (),
    )


def _decision(scope: Scope) -> Cooperation | None:
    """What the leaders have decided, never a draft of it."""
    adopted = Cooperation.objects.filter(cycle=scope.cycle).exclude(document=None)
    return adopted.select_related("document").defer("document__content").first()


def _focus(scope: Scope, *, with_causes: bool) -> tuple[FocusLine, ...]:
    chosen = list(focus_areas(scope))
    causes = _causes(chosen) if with_causes else {}
    return tuple(
        FocusLine(
            name=problem.name.strip().rstrip("."),
            description=problem.description.strip(),
            reason=problem.reason.strip(),
            causes=tuple(causes.get(problem.pk, ())),
        )
        for problem in chosen
    )


def _causes(problems: Collection[Problem]) -> dict[int, list[CauseLine]]:
    """Each problem's branches, with what has been tried on them and what hangs on them. Two queries."""
    notes: dict[int, dict[int, Cause]] = defaultdict(dict)
    for cause in Cause.objects.filter(problem__in=problems, removed_at=None):
        notes[cause.problem_id][cause.pk] = cause
    tried: dict[int, list[Hypothesis]] = defaultdict(list)
    posed = Hypothesis.objects.filter(
        cause__problem__in=problems, cause__removed_at=None, removed_at=None
    ).select_related("cause")
    for hypothesis in posed:
        tried[hypothesis.cause_id].append(hypothesis)
    found: dict[int, list[CauseLine]] = {}
    for problem, causes in notes.items():
        tree = Tree.of(causes.values())
        found[problem] = [
            _line(causes[branch], [each for pk in (branch, *tree.below(branch)) for each in tried[pk]])
            for branch in tree.branches()
        ]
    return found


def _line(cause: Cause, tried: list[Hypothesis]) -> CauseLine:
    return CauseLine(
        text=cause.text,
        perspective=Perspective(cause.perspective).swedish if cause.perspective else "",
        tried=tuple(
            Tried(
                note="" if each.cause_id == cause.pk else each.cause.text,
                outcome=Outcome(each.outcome),
                assumption=each.assumption,
                conclusion=each.conclusion,
            )
            for each in tried
        ),
    )


def _groups(scope: Scope) -> tuple[GroupLine, ...]:
    return tuple(_group(group) for group in groups_with_members(scope) if group.ended_on is None)


def _group(group: Group) -> GroupLine:
    return GroupLine(
        name=group.name,
        kind=group.kind_name,
        mandate=group.mandate.strip(),
        assignment=group.assignment.strip(),
        members=tuple(f"{member}, {member.about}" for member in group.current),  # type: ignore[attr-defined]
    )


def _coordinators(scope: Scope) -> tuple[str, ...]:
    found = people(scope).filter(role__in=COORDINATING)
    return tuple(f"{each.user.name}, {each.role_name.lower()} ({each.party})" for each in found)


def _documents(scope: Scope) -> tuple[str, ...]:
    """What all parties may read of the running cycle, by title; a title once."""
    shared = current(versions(scope)).filter(document__private=False, document__cycle=scope.cycle)
    found = shared.exclude(document__kind__in=NOT_LISTED).order_by("document_id")
    return tuple(dict.fromkeys(version.title for version in found))
