"""Deciding about handed-over findings one by one: keep it, merge it with others, or leave it out with a reason.

Every verb takes the version of the choice the person saw, 0 where there was none, and raises Conflict when somebody
has decided in between. Deciding again replaces the earlier choice.
"""

from django.db.models import F
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused, action, change, record, running_cycle
from samverkan.access.models import LogEntry
from samverkan.access.scope import Scope
from samverkan.pictures.content import FINDING_PARTS, finding_fingerprint
from samverkan.pictures.models import Choice, Finding, Picture
from samverkan.pictures.queries.joint import Entry, JointPicture, joint_picture
from samverkan.pictures.rules import Decision


@action("joint.edit")
def keep_finding(scope: Scope, number: int, version: int) -> Finding:
    """The finding goes into the joint picture as it reads; its words can be changed there."""
    entry = _entry_to_decide(scope, number, version)
    finding = _begin_joint_finding(scope, [entry])
    _choose(scope, entry, Decision.KEEP, finding)
    record(scope, "keep_finding", finding, shared=True)
    return finding


@action("joint.edit")
def merge_findings(scope: Scope, number: int, version: int, others: list[int]) -> Finding:
    """The finding and the `others` become one joint finding, whose text the parties then edit together.

    Where one of the others already stands in the joint picture, the finding goes into it and its words are added.
    """
    entry = _entry_to_decide(scope, number, version)
    joint = joint_picture(scope)
    partners = [joint.entry(other) for other in others if other != number]
    if not partners:
        raise Refused("Välj minst en iakttagelse att slå ihop med.")
    for partner in partners:
        if partner.withdrawn or partner.decision is Decision.LEAVE_OUT:
            raise Refused(
                "En av iakttagelserna har just lämnats utanför eller tagits bort. Se efter och försök igen."
            )
    free = [entry, *(partner for partner in partners if not partner.choice)]
    standing = list(
        dict.fromkeys(p.choice.joint_finding for p in partners if p.choice and p.choice.joint_finding)
    )
    into = _merge_standing(scope, standing, free) if standing else _begin_joint_finding(scope, free)
    for each in free:
        _choose(scope, each, Decision.MERGE, into)
    # What stood by itself before is merged too now.
    stood_alone = Choice.objects.filter(joint_finding=into, decision=Decision.KEEP)
    stood_alone.update(decision=Decision.MERGE, version=F("version") + 1)
    record(scope, "merge_findings", into, shared=True, findings=len(partners) + 1)
    return into


@action("joint.edit")
def leave_out_finding(scope: Scope, number: int, version: int, reason: str) -> Choice:
    """The finding stays out of the joint picture, and the picture says why."""
    if not reason.strip():
        raise Refused("Skriv varför iakttagelsen lämnas utanför.")
    choice = _choose(scope, _entry_to_decide(scope, number, version), Decision.LEAVE_OUT, None, reason)
    record(scope, "leave_out_finding", choice, shared=True)
    return choice


@action("joint.edit")
def stand_by_choice(scope: Scope, number: int, version: int) -> Choice:
    """The party has changed its finding since it was decided, and the decision holds all the same."""
    _lock(scope)
    entry = joint_picture(scope).entry(number)
    if entry.choice is None or entry.withdrawn:
        raise Choice.DoesNotExist
    choice = change(
        entry.choice,
        version,
        hand_over=entry.hand_over,
        finding_sha256=finding_fingerprint(entry.finding),
        by=scope.user,
        at=timezone.now(),
    )
    record(scope, "stand_by_choice", choice, shared=True)
    return choice


@action("joint.edit")
def undo_choice(scope: Scope, number: int, version: int) -> None:
    """As if nothing had been decided. A joint finding that nothing leads to any longer goes with the last choice."""
    _lock(scope)
    entry = joint_picture(scope).entry(number)
    if entry.choice is None:
        raise Choice.DoesNotExist
    if entry.choice.version != version:
        raise Conflict(entry.choice)
    record(scope, "undo_choice", entry.choice, shared=True)
    _forget(entry.choice)


def _entry_to_decide(scope: Scope, number: int, version: int) -> Entry:
    """The finding, free to be decided about: an earlier choice that the person has seen is taken away first."""
    _lock(scope)
    joint = _open(joint_picture(scope))
    entry = joint.entry(number)
    if entry.withdrawn:
        raise Refused("Iakttagelsen finns inte längre i det som parten har lämnat över.")
    if entry.choice is None:
        return entry
    if entry.choice.version != version:
        raise Conflict(entry.choice)
    _forget(entry.choice)
    return joint_picture(scope).entry(number)


def _lock(scope: Scope) -> None:
    """Where the database can: of two who decide at once the second sees what the first decided."""
    picture, _ = Picture.objects.get_or_create(cycle=running_cycle(scope), party=None)
    Picture.objects.select_for_update().get(pk=picture.pk)


def _open(joint: JointPicture) -> JointPicture:
    if not joint.is_open:
        raise Refused("Den gemensamma lägesbilden börjar när två parter har lämnat över sina.")
    return joint


def _choose(
    scope: Scope, entry: Entry, decision: Decision, finding: Finding | None, reason: str = ""
) -> Choice:
    return Choice.objects.create(
        picture=Picture.objects.get(cycle=scope.cycle, party=None),
        hand_over=entry.hand_over,
        finding_number=entry.number,
        finding_sha256=finding_fingerprint(entry.finding),
        decision=decision,
        reason=reason,
        joint_finding=finding,
        # The log grows by a line at least for each decision: a choice made anew is never taken for an earlier one.
        version=LogEntry.objects.filter(partnership=scope.partnership).count() + 1,
        by=scope.user,
    )


def _forget(choice: Choice) -> None:
    """Take a choice away. What it shared with one other stands by itself again; what nothing leads to goes."""
    finding = choice.joint_finding
    choice.delete()
    if finding is None:
        return
    left = Choice.objects.filter(joint_finding=finding)
    if not left.exists():
        Finding.objects.filter(pk=finding.pk).update(removed_at=timezone.now())
    elif left.count() == 1:
        left.update(decision=Decision.KEEP)


def _begin_joint_finding(scope: Scope, entries: list[Entry]) -> Finding:
    picture = Picture.objects.get(cycle=scope.cycle, party=None)
    return Finding.objects.create(
        picture=picture,
        position=picture.next_position(),
        changed_by=scope.user,
        **{
            part: _joined(part, [str(entry.finding.get(part, "")) for entry in entries])
            for part in FINDING_PARTS
        },
    )


def _merge_standing(scope: Scope, standing: list[Finding], free: list[Entry]) -> Finding:
    """The first of the joint findings, with the words of the others, as they have been edited, and of what is new."""
    into, *absorbed = standing
    words = {
        part: _joined(
            part,
            [
                *(getattr(each, part) for each in standing),
                *(str(entry.finding.get(part, "")) for entry in free),
            ],
        )
        for part in FINDING_PARTS
    }
    change(into, into.version, **words, changed_by=scope.user, changed_at=timezone.now())
    for other in absorbed:
        Choice.objects.filter(joint_finding=other).update(joint_finding=into)
        Finding.objects.filter(pk=other.pk).update(removed_at=timezone.now())
    return into


def _joined(part: str, texts: list[str]) -> str:
    """The texts under each other, each once; a paragraph apart where they are more than a line."""
    return ("\n\n" if part == "what" else "\n").join(
        dict.fromkeys(text.strip() for text in texts if text.strip())
    )
