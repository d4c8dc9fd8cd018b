"""What waits for a group: collected across the nouns when it is called to a meeting (handbook p. 27–28, 34).

A room that has something for a group to take up adds a collector here, with the kinds of groups it concerns. Matters
that only the asking party may know of are marked private: they are told to that party and never put on the agenda.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format

from samverkan.access.scope import Scope
from samverkan.documents.queries import versions
from samverkan.groups.models import Group, Meeting
from samverkan.groups.queries import Keys, agenda_keys, open_from_earlier
from samverkan.groups.rules import GroupKind, Waiting
from samverkan.pictures.models import Acknowledgement, HandOver, SecrecyReview
from samverkan.pictures.queries.joint import adopted_joint_picture
from samverkan.problems.queries import SUBJECT as PRIORITIES
from samverkan.process.stages import Found, noted
from samverkan.process.state import CycleState, cycle_state
from samverkan.process.subjects import JOINT_PICTURE, subject_of

__all__ = ["Waiting", "about", "collects", "own_waiting", "waiting_for"]
LONGEST_TITLE = 160
# By how a matter's key begins, when the rest of it is the number of the cycle.
OF_A_CYCLE = {"confirm": JOINT_PICTURE, "priorities": PRIORITIES}


@dataclass(frozen=True)
class Matters:
    """What the collectors look at; each thing is asked for once, by the first who needs it."""

    scope: Scope
    group: Group
    meeting: Meeting | None = None
    given: CycleState | None = None

    @cached_property
    def state(self) -> CycleState:
        return self.given or cycle_state(self.scope)

    @cached_property
    def stages(self) -> Found:
        """How far what the parties share has come."""
        return noted(self.scope, self.state).joint

    def names(self, numbers: Collection[int]) -> str:
        """The parties with these numbers."""
        return " och ".join(str(each.party) for each in self.state.parties if each.party.pk in numbers)

    @cached_property
    def keys(self) -> Keys:
        return agenda_keys(self.scope, self.group, self.meeting)


Collector = Callable[[Matters], Iterator[Waiting]]
COLLECTORS: list[tuple[frozenset[GroupKind], Collector]] = []


def collects(*kinds: GroupKind) -> Callable[[Collector], Collector]:
    """Register what gathers matters for groups of these kinds; for all when none is named."""

    def mark(collector: Collector) -> Collector:
        COLLECTORS.append((frozenset(kinds or GroupKind), collector))
        return collector

    return mark


def waiting_for(
    scope: Scope, group: Group, meeting: Meeting | None = None, state: CycleState | None = None
) -> list[Waiting]:
    """All that waits and stands on no agenda of a meeting to come, nor on that of `meeting`.

    At most ten queries where the page has read the cycle's `state` already.
    """
    matters = Matters(scope, group, meeting, state)
    found = (
        waiting
        for kinds, collector in COLLECTORS
        if GroupKind(group.kind) in kinds
        for waiting in collector(matters)
    )
    return [waiting for waiting in found if waiting.key not in matters.keys.standing]


def about(scope: Scope, key: str) -> str:
    """What a decision under a collected matter is about, as a form answers it (process/subjects.py); empty for none.

    A matter without a subject is of another kind: a hand-over that is late, or what somebody is to see done. At most
    one query.
    """
    kind, _, number = key.partition("-")
    if kind in OF_A_CYCLE:
        return f"{OF_A_CYCLE[kind]}:{number}"
    if kind == "adopted":
        version = versions(scope).filter(pk=number).first()
        return subject_of(version).key if version else ""
    return ""


def own_waiting(scope: Scope, group: Group) -> list[Waiting]:
    """What the group's own people of the asking party are to do before it meets, for them alone. One query."""
    if group.kind != GroupKind.STEERING or not scope.may("picture.view"):
        return []
    taken = Acknowledgement.objects.filter(
        picture=OuterRef("picture"), content_sha256=OuterRef("content_sha256")
    )
    review = (
        SecrecyReview.objects.filter(picture__cycle=scope.cycle, picture__party=scope.party)
        .annotate(taken=Exists(taken), gone=Exists(HandOver.objects.filter(picture=OuterRef("picture"))))
        .defer("content")
        .first()
    )
    if review is None or review.taken or review.gone:
        return []
    why = f"Den sekretessprövades {date_format(timezone.localtime(review.at), 'j F Y')}."
    url_name = "prepare:acknowledge" if scope.may("picture.acknowledge") else "prepare:own_picture"
    key = f"acknowledge-{review.pk}"
    return [Waiting("Ta del av er egen lägesbild", why, url_name, {}, key, private=True)]


@collects(GroupKind.STEERING)
def late_hand_overs(matters: Matters) -> Iterator[Waiting]:
    """That a party has not handed over is known to all (process/state.py); how far it has come is not."""
    cycle = matters.scope.cycle
    if cycle.picture_due_on is None or cycle.picture_due_on >= timezone.localdate():
        return
    for party in (each.party for each in matters.state.parties if each.handed_over_at is None):
        yield Waiting(
            f"{party}: lägesbilden är inte överlämnad",
            f"Den skulle vara klar {date_format(cycle.picture_due_on, 'j F Y')}.",
            "join:picture",
            {},
            f"late-{cycle.pk}-{party.pk}",
        )


@collects(GroupKind.STEERING)
def own_acknowledgement(matters: Matters) -> Iterator[Waiting]:
    """The asking party's own picture that its leadership has not taken note of, until it is handed over."""
    if matters.state.of(matters.scope.party).handed_over_at is None:
        yield from own_waiting(matters.scope, matters.group)


@collects(GroupKind.STEERING)
def joint_picture_to_confirm(matters: Matters) -> Iterator[Waiting]:
    awaited, stages = matters.stages["joint_awaits"], matters.stages
    is_ready = matters.state.handed_over >= 2 and not stages["joint_undecided"] and stages["joint_findings"]
    if is_ready and awaited:
        yield Waiting(
            "Den gemensamma lägesbilden ska bekräftas",
            f"Väntar på {matters.names(awaited)}.",
            "join:picture",
            {},
            f"confirm-{matters.scope.cycle.pk}",
        )


@collects(GroupKind.STEERING)
def joint_picture_to_note(matters: Matters) -> Iterator[Waiting]:
    """Adopted, and on the agenda of no meeting since."""
    if matters.state.joint_at is None:
        return
    adopted = adopted_joint_picture(matters.scope)
    key = f"adopted-{adopted.pk}" if adopted else ""
    if adopted and key not in matters.keys.taken_up:
        yield Waiting(
            f"Ta del av den gemensamma lägesbilden {matters.scope.cycle}",
            f"Fastställd {date_format(timezone.localtime(adopted.adopted_at), 'j F Y')}.",
            "overview:document",
            {"pk": adopted.pk},
            key,
        )


@collects(GroupKind.STEERING)
def priorities_to_decide(matters: Matters) -> Iterator[Waiting]:
    """Everything is chosen or set aside, and the group has decided nothing about it since."""
    if matters.stages["priorities"] == "decide":
        yield Waiting(
            "Besluta om prioriteringen",
            "Alla problem är valda som fokusområden eller får vänta.",
            "join:focus",
            {},
            f"priorities-{matters.scope.cycle.pk}",
        )


@collects(GroupKind.STEERING)
def agreement_to_sign(matters: Matters) -> Iterator[Waiting]:
    if matters.stages["agreement"] == "sign":
        signing = matters.stages["agreement_signing"]
        yield Waiting(
            "Samverkansöverenskommelsen ska skrivas under",
            f"Väntar på {matters.names(matters.stages['agreement_awaits'])}.",
            "join:signing",
            {"pk": signing},
            f"sign-{signing}",
        )


@collects()
def decisions_to_follow_up(matters: Matters) -> Iterator[Waiting]:
    for decision in open_from_earlier(matters.scope, matters.group):
        why = [f"Beslutat {date_format(decision.decided_on, 'j F Y')}."]
        if decision.responsible:
            why.append(f"Ansvarig: {decision.responsible.user}.")
        if decision.due_on:
            why.append(f"Senast {date_format(decision.due_on, 'j F Y')}.")
        text = decision.text.strip().partition("\n")[0]
        short = text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rstrip()} …"
        yield Waiting(
            f"Följ upp: {short}",
            " ".join(why),
            "initiate:decision",
            {"pk": decision.pk},
            f"decision-{decision.pk}",
        )
