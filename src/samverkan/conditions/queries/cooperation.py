"""The decision to cooperate as it reads now, and who has decided on exactly that."""

from dataclasses import dataclass

from samverkan.access.personal_data import Remark, blocked, remarks
from samverkan.access.scope import Scope
from samverkan.conditions.content import (
    COOPERATION_PARTS,
    CooperationContent,
    Part,
    cooperation_parts,
    is_ready,
    missing,
    passages_of,
)
from samverkan.conditions.models import Cooperation, LeaderDecision
from samverkan.conditions.rules import decides
from samverkan.documents.rules import fingerprint
from samverkan.partnerships.models import Party


@dataclass(frozen=True)
class Stand:
    """A party's latest decision; `counts` while the text is the one that was decided on."""

    party: Party
    decision: LeaderDecision | None
    counts: bool


@dataclass(frozen=True)
class CooperationState:
    row: Cooperation | None
    former: Cooperation | None  # of an earlier cycle, where nothing is written in this one
    content: CooperationContent
    sha256: str
    parts: tuple[Part, ...]
    remarks: tuple[Remark, ...]
    stands: tuple[Stand, ...]

    @property
    def is_adopted(self) -> bool:
        return self.row is not None and self.row.document_id is not None

    @property
    def is_ready(self) -> bool:
        return is_ready(self.parts)

    @property
    def is_blocked(self) -> bool:
        return blocked(self.remarks)

    @property
    def missing(self) -> list[str]:
        return missing(self.parts)

    @property
    def needed(self) -> list[str]:
        return missing([part for part in self.parts if part.needed])

    @property
    def awaits(self) -> list[Party]:
        return [stand.party for stand in self.stands if not stand.counts]

    @property
    def counted(self) -> int:
        """How many decisions are on the text as it reads now."""
        return len(self.stands) - len(self.awaits)

    @property
    def outdated(self) -> list[Stand]:
        """Decisions on a text that has been changed since."""
        return [stand for stand in self.stands if stand.decision and not stand.counts]

    def of(self, party: Party) -> Stand:
        return next(stand for stand in self.stands if stand.party == party)


def cooperation_state(scope: Scope) -> CooperationState:
    """At most four queries. For the parties: an observer has none and is refused."""
    _ = scope.party
    row = (
        Cooperation.objects.filter(cycle=scope.cycle)
        .select_related("document__document", "changed_by")
        .first()
    )
    parties = list(Party.objects.filter(partnership=scope.partnership).select_related("organisation"))
    content = cooperation_content(scope, row, parties)
    sha256 = fingerprint(dict(content))
    return CooperationState(
        row=row,
        former=None if row else former_cooperation(scope),
        content=content,
        sha256=sha256,
        parts=cooperation_parts(content),
        remarks=remarks(passages_of(content, COOPERATION_PARTS)),
        stands=_stands(row, parties, row.document.approved_sha256 if row and row.document else sha256),
    )


def former_cooperation(scope: Scope) -> Cooperation | None:
    """The text of the latest cycle before this one that has any."""
    earlier = Cooperation.objects.filter(
        cycle__partnership=scope.partnership, cycle__number__lt=scope.cycle.number
    )
    return earlier.select_related("cycle").order_by("-cycle__number").first()


def cooperation_content(scope: Scope, row: Cooperation | None, parties: list[Party]) -> CooperationContent:
    days = {key: getattr(row, key, None) for key in ("starts_on", "ends_on")}
    return CooperationContent(
        partnership=scope.partnership.name,
        cycle=scope.cycle.name,
        parties=[party.name for party in parties],
        need=row.need if row else "",
        aims=row.aims if row else "",
        starts_on=days["starts_on"].isoformat() if days["starts_on"] else "",
        ends_on=days["ends_on"].isoformat() if days["ends_on"] else "",
        mandates=row.mandates if row else "",
        organisation=row.organisation if row else "",
        follow_up=row.follow_up if row else "",
        first_part=row.first_part if row else "",
    )


def may_decide(scope: Scope) -> bool:
    """Whether the person is the one who decides for their organisation."""
    return scope.may("cooperation.decide") and decides(scope.party.organisation.kind, scope.role)


def _stands(row: Cooperation | None, parties: list[Party], sha256: str) -> tuple[Stand, ...]:
    """The decision that counts, where there is one, else the latest."""
    made = list(row.decisions.select_related("by")) if row else []
    stands = []
    for party in parties:
        own = [decision for decision in made if decision.party_id == party.pk]
        counting = next((decision for decision in own if decision.content_sha256 == sha256), None)
        stands.append(Stand(party, counting or next(iter(own), None), counting is not None))
    return tuple(stands)
