"""Where the running cycle stands: what every member may know, and nothing of what is in a draft."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery

from samverkan.access.scope import Scope
from samverkan.cycles.queries import Standing, marks_of
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Cycle, Party
from samverkan.pictures.models import HandOver


@dataclass(frozen=True)
class PartyState:
    """`handed_over_at` is None until the party has handed over its picture."""

    party: Party
    handed_over_at: datetime | None


@dataclass(frozen=True)
class CycleState:
    """`joint_at`: when all parties last stood behind the joint picture. `standing`: the criteria, as marked."""

    cycle: Cycle
    parties: tuple[PartyState, ...]
    joint_at: datetime | None
    standing: Standing
    # What `stages.noted` has read while this state is at hand, by party: one opening of a page reads it once.
    noted: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def handed_over(self) -> int:
        return sum(1 for state in self.parties if state.handed_over_at)

    @cached_property
    def latest_of_all(self) -> tuple[HandOver, ...]:
        """Each party's latest hand-over, with who took note of it; nothing until every party has one. One query."""
        if not self.parties or self.handed_over < len(self.parties):
            return ()
        made = HandOver.objects.filter(picture__cycle=self.cycle).order_by("number")
        found = made.select_related("picture__party__organisation", "acknowledgement__by")
        latest = {each.picture.party_id: each for each in found.defer("snapshot", "figures")}
        return tuple(latest[each.party.pk] for each in self.parties)

    def of(self, party: Party) -> PartyState:
        return next(state for state in self.parties if state.party == party)


def cycle_state(scope: Scope) -> CycleState:
    """Two queries: the cycle, and its parties with what each and all together have come to."""
    cycle = scope.cycle
    latest = HandOver.objects.filter(picture__cycle=cycle, picture__party=OuterRef("pk")).order_by("-number")
    joint = DocumentVersion.objects.filter(
        document__cycle=cycle,
        document__kind=DocumentKind.JOINT_PICTURE,
        document__partnership=scope.partnership,
    ).order_by("-number")
    parties = list(
        Party.objects.filter(partnership=scope.partnership)
        .select_related("organisation")
        .annotate(
            handed_over_at=Subquery(latest.values("at")[:1]),
            joint_at=Subquery(joint.values("adopted_at")[:1]),
            marks=Subquery(marks_of(cycle)),
        )
    )
    return CycleState(
        cycle,
        tuple(PartyState(party, party.handed_over_at) for party in parties),
        parties[0].joint_at if parties else None,
        Standing.of(parties[0].marks if parties else None),
    )
