"""What the parties share: the handed-over pictures side by side, and the joint picture that comes of them."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Party
from samverkan.pictures.content import (
    FindingContent,
    JointContent,
    JointFindingContent,
    LeftOutContent,
    OriginContent,
    OwnContent,
    PartContent,
    SeasonContent,
    finding_fingerprint,
)
from samverkan.pictures.models import Choice, Confirmation, Finding, HandOver, Picture
from samverkan.pictures.rules import Decision, fingerprint


@dataclass(frozen=True)
class Entry:
    """A handed-over finding and what was decided about it. `before` is how it read then, where that has changed."""

    hand_over: HandOver
    finding: FindingContent
    place: int  # in the picture it comes from, 1 is the first
    choice: Choice | None
    before: FindingContent | None = None
    withdrawn: bool = False  # decided earlier, but no longer in what its party has handed over

    @property
    def number(self) -> int:
        return self.finding["number"]

    @property
    def party(self) -> Party:
        assert self.hand_over.picture.party is not None
        return self.hand_over.picture.party

    @property
    def is_decided(self) -> bool:
        return self.choice is not None and self.before is None and not self.withdrawn

    @property
    def decision(self) -> Decision | None:
        return Decision(self.choice.decision) if self.choice else None


@dataclass(frozen=True)
class Side:
    """One party beside the others: what it has handed over, nothing if it has not, and what became of each finding."""

    party: Party
    hand_over: HandOver | None
    entries: tuple[Entry, ...]

    def _number(self, decision: Decision) -> int:
        return sum(1 for entry in self.entries if entry.is_decided and entry.decision is decision)

    @property
    def total(self) -> int:
        return sum(1 for entry in self.entries if not entry.withdrawn)

    @property
    def waiting(self) -> int:
        return sum(1 for entry in self.entries if not entry.withdrawn and not entry.is_decided)

    @property
    def kept(self) -> int:
        return self._number(Decision.KEEP)

    @property
    def merged(self) -> int:
        return self._number(Decision.MERGE)

    @property
    def left_out(self) -> int:
        return self._number(Decision.LEAVE_OUT)

    @property
    def undecided(self) -> int:
        return sum(1 for entry in self.entries if not entry.is_decided)


@dataclass(frozen=True)
class Stand:
    """Whether a party's coordinator stands behind the joint picture as it reads now, or did before it changed."""

    party: Party
    confirmation: Confirmation | None
    counts: bool


@dataclass(frozen=True)
class JointPicture:
    """The joint picture as it reads now. `row` is None until somebody has decided something."""

    row: Picture | None
    sides: tuple[Side, ...]
    findings: tuple[Finding, ...]
    content: JointContent
    sha256: str
    stands: tuple[Stand, ...]
    adopted: DocumentVersion | None

    @property
    def awaited(self) -> list[Party]:
        return [side.party for side in self.sides if side.hand_over is None]

    @property
    def is_open(self) -> bool:
        """Two pictures make a joint one; a third party may come later."""
        return len(self.sides) - len(self.awaited) >= 2

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for side in self.sides for entry in side.entries)

    @property
    def decided(self) -> int:
        return sum(1 for entry in self.entries if entry.is_decided)

    @property
    def is_ready(self) -> bool:
        """Everything is decided and something is left: it can be confirmed."""
        return self.is_open and self.decided == len(self.entries) and bool(self.findings)

    @property
    def is_confirmed(self) -> bool:
        return all(stand.counts for stand in self.stands)

    @property
    def is_adopted(self) -> bool:
        """Whether the document store holds the joint picture as it reads now."""
        return self.adopted is not None and self.adopted.approved_sha256 == self.sha256

    def entry(self, number: int) -> Entry:
        """The handed-over finding with this number; raises Choice.DoesNotExist."""
        for entry in self.entries:
            if entry.number == number:
                return entry
        raise Choice.DoesNotExist

    def origins(self, finding: Finding) -> list[Entry]:
        return [
            entry for entry in self.entries if entry.choice and entry.choice.joint_finding_id == finding.pk
        ]


def hand_overs(scope: Scope) -> QuerySet[HandOver]:
    """Everything that has been handed over in the partnership, by any of its parties, the newest first."""
    return (
        HandOver.objects.filter(picture__cycle__partnership=scope.partnership)
        .select_related(
            "picture__party__organisation", "picture__cycle", "by", "review", "document__document"
        )
        .defer("figures", "review__content", "document__content")
        .order_by("-at", "-id")
    )


def get_hand_over(scope: Scope, pk: int) -> HandOver:
    """One hand-over with its figures; raises HandOver.DoesNotExist."""
    hand_over: HandOver = hand_overs(scope).defer(None).get(pk=pk)
    return hand_over


def joint_row(scope: Scope) -> Picture | None:
    return Picture.objects.filter(cycle=scope.cycle, party=None).first()


def joint_findings(scope: Scope) -> QuerySet[Finding]:
    return Finding.objects.filter(
        picture__cycle=scope.cycle, picture__party=None, removed_at=None
    ).select_related("changed_by")


def get_joint_finding(scope: Scope, pk: int) -> Finding:
    """Raises Finding.DoesNotExist, also for a finding of somebody's own picture."""
    return joint_findings(scope).get(pk=pk)


def adopted_joint_picture(scope: Scope) -> DocumentVersion | None:
    """The running cycle's newest adopted version, whatever has been written since. One query."""
    found: DocumentVersion | None = (
        DocumentVersion.objects.filter(
            document__cycle=scope.cycle, document__kind=DocumentKind.JOINT_PICTURE, document__author=None
        )
        .select_related("document")
        .defer("content")
        .first()
    )
    return found


def joint_picture(scope: Scope) -> JointPicture:
    """Seven queries, however many findings there are. The figures' data stay where they are."""
    parties = list(Party.objects.filter(partnership=scope.partnership).select_related("organisation"))
    latest: dict[int | None, HandOver] = {}
    for hand_over in hand_overs(scope).filter(picture__cycle=scope.cycle).order_by("number"):
        latest[hand_over.picture.party_id] = hand_over
    row = joint_row(scope)
    choices = _choices(row) if row else {}
    findings = tuple(joint_findings(scope)) if row else ()
    sides = tuple(_side(party, latest.get(party.pk), choices) for party in parties)
    content = _content(scope, row, sides, findings)
    sha256 = fingerprint(dict(content))
    given = list(Confirmation.objects.filter(picture=row).select_related("by")) if row else []
    adopted = adopted_joint_picture(scope)
    stands = tuple(_stand(side.party, given, sha256) for side in sides if side.hand_over)
    return JointPicture(row, sides, findings, content, sha256, stands, adopted)


def _choices(row: Picture) -> dict[int, Choice]:
    return {
        choice.finding_number: choice
        for choice in Choice.objects.filter(picture=row)
        .select_related("hand_over__picture", "by")
        .defer("hand_over__figures")
    }


def _side(party: Party, hand_over: HandOver | None, choices: dict[int, Choice]) -> Side:
    if hand_over is None:
        return Side(party, None, ())
    snapshot: OwnContent = hand_over.snapshot
    numbers = {finding["number"] for finding in snapshot["findings"]}
    entries = [
        _entry(hand_over, finding, place, choices.get(finding["number"]))
        for place, finding in enumerate(snapshot["findings"], 1)
    ]
    for number, choice in choices.items():
        if choice.hand_over.picture.party_id == party.pk and number not in numbers:
            before = _as_decided(choice)
            entries.append(Entry(hand_over, before, 0, choice, before, withdrawn=True))
    return Side(party, hand_over, tuple(entries))


def _entry(hand_over: HandOver, finding: FindingContent, place: int, choice: Choice | None) -> Entry:
    changed = choice is not None and choice.finding_sha256 != finding_fingerprint(finding)
    return Entry(hand_over, finding, place, choice, _as_decided(choice) if choice and changed else None)


def _as_decided(choice: Choice) -> FindingContent:
    """The finding as it read in the hand-over that was decided about."""
    findings: list[FindingContent] = choice.hand_over.snapshot["findings"]
    return next(finding for finding in findings if finding["number"] == choice.finding_number)


def _stand(party: Party, given: list[Confirmation], sha256: str) -> Stand:
    of_party = [confirmation for confirmation in given if confirmation.party_id == party.pk]
    standing = next((each for each in of_party if each.content_sha256 == sha256), None)
    return Stand(party, standing or next(iter(of_party), None), standing is not None)


def _content(
    scope: Scope, row: Picture | None, sides: tuple[Side, ...], findings: tuple[Finding, ...]
) -> JointContent:
    entries = [entry for side in sides for entry in side.entries]
    return JointContent(
        kind="joint_picture",
        partnership=scope.partnership.name,
        cycle=scope.cycle.name,
        summary=row.summary if row else "",
        outlook=row.outlook if row else "",
        parties=[_part(side, side.hand_over) for side in sides if side.hand_over],
        findings=[_joint_finding(finding, entries) for finding in findings],
        left_out=[
            LeftOutContent(party=entry.party.name, what=entry.finding["what"], reason=entry.choice.reason)
            for entry in entries
            if entry.choice and entry.decision is Decision.LEAVE_OUT
        ],
        seasons=[
            SeasonContent(what=season["what"], months=season["months"], party=side.party.name)
            for side in sides
            if side.hand_over
            for season in side.hand_over.snapshot["seasons"]
        ],
    )


def _part(side: Side, hand_over: HandOver) -> PartContent:
    return PartContent(
        party=side.party.name,
        hand_over=hand_over.number,
        sha256=hand_over.sha256,
        handed_over_at=hand_over.at.isoformat(),
        registry_number=hand_over.registry_number,
        findings=side.total,
        kept=side.kept,
        merged=side.merged,
        left_out=side.left_out,
    )


def _joint_finding(finding: Finding, entries: list[Entry]) -> JointFindingContent:
    return JointFindingContent(
        number=finding.pk,
        what=finding.what,
        where=finding.where,
        who=finding.who,
        trend=finding.trend,
        compared_with=finding.compared_with,
        contributed_by=finding.contributed_by,
        origins=[
            OriginContent(
                party=entry.party.name,
                number=entry.number,
                what=(entry.before or entry.finding)["what"],
                figure=(entry.before or entry.finding)["figure"],
            )
            for entry in entries
            if entry.choice and entry.choice.joint_finding_id == finding.pk
        ],
    )
