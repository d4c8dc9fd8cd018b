"""The plans somebody may read and write. A party's own plan exists for nobody else until it is shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from samverkan.access.scope import Scope
from samverkan.communication.models import (
    Activity,
    Audience,
    CommunicationPlan,
    Communicator,
    PlanConfirmation,
    Section,
)
from samverkan.communication.rules import ActivityState, SectionKind
from samverkan.documents.models import DocumentVersion
from samverkan.documents.rules import DocumentKind, fingerprint
from samverkan.partnerships.models import Cycle, Membership, Party

LIVE = Q(removed_at=None)


def plans(scope: Scope) -> QuerySet[CommunicationPlan]:
    """The joint plan, the party's own, and what the others have shared, of every cycle. Not for those with no party."""
    return CommunicationPlan.objects.filter(
        Q(party=None) | Q(party=scope.party) | ~Q(shared_at=None), cycle__partnership=scope.partnership
    ).select_related("party__organisation", "cycle")


def current_plans(scope: Scope) -> QuerySet[CommunicationPlan]:
    """Those of the running cycle, with how much is in them."""
    return (
        plans(scope)
        .filter(cycle=scope.cycle)
        .annotate(
            audience_count=Count("audiences", filter=Q(audiences__removed_at=None), distinct=True),
            activity_count=Count("activities", filter=Q(activities__removed_at=None), distinct=True),
        )
    )


def own_to_write(scope: Scope) -> Q:
    """Plans the party writes in: the joint one and its own, while the cycle runs."""
    return Q(party=None, cycle=scope.cycle) | Q(party=scope.party, cycle=scope.cycle)


def own_to_tell_of(scope: Scope) -> Q:
    """Plans whose outcomes the party tells: those it writes in, and its own of the cycle that was closed last.

    The last days of a cycle pass after somebody has closed it, and what came of them is still to be told.
    """
    closed = Cycle.objects.filter(partnership=scope.partnership).exclude(closed_at=None).order_by("-number")
    last = Q(cycle__in=closed.values("pk")[:1])
    return own_to_write(scope) | Q(last, party=None) | Q(last, party=scope.party)


def writable_plans(scope: Scope) -> QuerySet[CommunicationPlan]:
    return plans(scope).filter(own_to_write(scope))


def sections(scope: Scope) -> QuerySet[Section]:
    return _within(scope, Section.objects.select_related("plan__party__organisation", "plan__cycle"))


def audiences(scope: Scope) -> QuerySet[Audience]:
    """Those that the party may change."""
    found = Audience.objects.filter(LIVE).select_related("plan__party__organisation", "plan__cycle")
    return _within(scope, found)


def activities(scope: Scope) -> QuerySet[Activity]:
    """Those that the party may change."""
    found = Activity.objects.filter(LIVE).select_related(
        "plan__party__organisation", "plan__cycle", "responsible__user"
    )
    return _within(scope, found)


def activities_to_tell_of(scope: Scope) -> QuerySet[Activity]:
    """Those that the party may tell the outcome of."""
    told = plans(scope).filter(own_to_tell_of(scope))
    return Activity.objects.filter(LIVE, plan__in=told.values("pk")).select_related(
        "plan__party__organisation", "plan__cycle", "responsible__user"
    )


def _within(scope: Scope, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(plan__in=writable_plans(scope).values("pk"))


def communicators(scope: Scope) -> list[tuple[Party, Communicator | None]]:
    """Every party with the one who answers for its communication in the running cycle, or None. At most two queries."""
    named = {
        communicator.party_id: communicator
        for communicator in Communicator.objects.filter(
            cycle=scope.cycle, party__partnership=scope.partnership
        ).select_related("responsible__user")
    }
    return [(party, named.get(party.pk)) for party in scope.parties]


def members(scope: Scope, party: Party | None) -> QuerySet[Membership]:
    """Who may answer for something in a plan: the party's own people, in the joint plan everyone's."""
    found = Membership.objects.filter(partnership=scope.partnership, ended_at=None).exclude(party=None)
    if party:
        found = found.filter(party=party)
    return found.select_related("user", "party__organisation").order_by("party__position", "user__name")


def to_write(scope: Scope, plan: CommunicationPlan) -> None:
    """Raises DoesNotExist for a plan the party does not write in: another party's, or of a cycle that is over."""
    writable_plans(scope).get(pk=plan.pk)


def to_tell_of(scope: Scope, plan: CommunicationPlan) -> None:
    """Raises DoesNotExist for a plan whose outcomes the party does not tell."""
    plans(scope).filter(own_to_tell_of(scope)).get(pk=plan.pk)


def own_member(scope: Scope, pk: int | None, *, own: bool) -> Membership | None:
    """The member, of the own party where `own`; raises Membership.DoesNotExist."""
    return None if pk is None else members(scope, scope.party if own else None).get(pk=pk)


@dataclass(frozen=True)
class Stand:
    """Where a party stands on the joint plan; `confirmation` is its newest, which counts for exactly its content."""

    party: Party
    confirmation: PlanConfirmation | None
    counts: bool


@dataclass(frozen=True)
class ReadPlan:
    """A plan with all that is in it, as it reads now. `adopted` is the newest version of the joint plan."""

    plan: CommunicationPlan
    sections: dict[str, Section]
    audiences: tuple[Audience, ...]
    activities: tuple[Activity, ...]
    communicators: tuple[tuple[Party, Communicator | None], ...]
    content: dict[str, Any]
    sha256: str
    stands: tuple[Stand, ...] = ()
    adopted: DocumentVersion | None = None

    @property
    def is_ready(self) -> bool:
        """Enough to stand behind: a main message, somebody to reach and something to do."""
        return bool(
            self.sections[SectionKind.PLAN].main_message.strip()
            and self.audiences
            and self.content["activities"]
        )

    @property
    def is_confirmed(self) -> bool:
        return bool(self.stands) and all(stand.counts for stand in self.stands)

    @property
    def is_adopted(self) -> bool:
        """Whether the newest version says what the plan says now."""
        return self.adopted is not None and self.adopted.approved_sha256 == self.sha256

    def stand_of(self, party: Party | None) -> Stand | None:
        return next((stand for stand in self.stands if stand.party == party), None)


def read_plan(scope: Scope, plan: CommunicationPlan) -> ReadPlan:
    """Eight queries, two more for the joint plan, however much stands in it."""
    texts = {section.kind: section for section in plan.sections.all()}
    reached = tuple(plan.audiences.filter(LIVE))
    done = tuple(
        plan.activities.filter(LIVE)
        .select_related("responsible__user")
        .prefetch_related(Prefetch("audiences", Audience.objects.filter(LIVE)))
    )
    answer = tuple(each for each in communicators(scope) if plan.is_joint or each[0] == plan.party)
    content = _content(plan, texts, reached, done, answer)
    sha256 = fingerprint(content)
    if not plan.is_joint:
        return ReadPlan(plan, texts, reached, done, answer, content, sha256)
    return ReadPlan(
        plan,
        texts,
        reached,
        done,
        answer,
        content,
        sha256,
        _stands(plan, [party for party, _ in answer], sha256),
        DocumentVersion.objects.filter(
            document__cycle=plan.cycle, document__kind=DocumentKind.COMMUNICATION_PLAN, document__author=None
        )
        .defer("content")
        .first(),
    )


def _stands(plan: CommunicationPlan, parties: Sequence[Party], sha256: str) -> tuple[Stand, ...]:
    newest: dict[int, PlanConfirmation] = {}
    for confirmation in plan.confirmations.select_related("by"):
        newest.setdefault(confirmation.party_id, confirmation)
    return tuple(
        Stand(party, given := newest.get(party.pk), bool(given and given.content_sha256 == sha256))
        for party in parties
    )


def _content(
    plan: CommunicationPlan,
    texts: dict[str, Section],
    reached: Sequence[Audience],
    done: Sequence[Activity],
    answer: Sequence[tuple[Party, Communicator | None]],
) -> dict[str, Any]:
    """What is stood behind. That something has been done changes no plan; that it is called off does."""
    parts = ("background", "think", "feel", "act", "main_message", "part_messages", "follow_up")
    return {
        "kind": "communication_plan",
        "cycle": plan.cycle.name,
        "communicators": [
            {"party": party.name, "who": communicator.responsible_name if communicator else ""}
            for party, communicator in answer
        ],
        "sections": {
            kind: {part: getattr(section, part) for part in parts} for kind, section in texts.items()
        },
        "audiences": [
            {"who": audience.who, "why": audience.why, "importance": audience.importance}
            for audience in reached
        ],
        "activities": [_activity(each) for each in done if each.state != ActivityState.CANCELLED],
    }


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "section": activity.section,
        "what": activity.what,
        "channel": activity.channel,
        "audiences": [audience.who for audience in activity.audiences.all()],
        "starts_on": activity.starts_on.isoformat(),
        "ends_on": activity.ends_on.isoformat(),
        "in_months": activity.in_months,
        "repeats": activity.repeats,
        "who": activity.responsible_name,
    }
