"""The cause tree as pure structure: which notes hang where, which moves are allowed, and where a moved note lands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from samverkan.problems.rules import Perspective

LEVELS = 4

# What a row of siblings hangs on: a note's number, or for branches their perspective.
Holder = int | str


class NotAllowed(Exception):
    """A move that the tree does not allow. The message is shown as it stands."""


class Side(StrEnum):
    BEFORE = "before"
    AFTER = "after"
    UNDER = "under"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a note is to go, told by a note that is there already: what others do meanwhile does not disturb it.

    >>> Spot.read("under:12")
    Spot(side=<Side.UNDER: 'under'>, anchor=12)
    """

    side: Side
    anchor: Holder

    @classmethod
    def read(cls, written: str) -> "Spot":
        """From the words a form sends; raises ValueError."""
        side, _, anchor = written.partition(":")
        if side == Side.BRANCH:
            return cls(Side.BRANCH, Perspective(anchor).value)
        return cls(Side(side), int(anchor))

    def __str__(self) -> str:
        return f"{self.side}:{self.anchor}"


@dataclass(frozen=True, slots=True)
class Hung:
    """A note's place, as it is stored."""

    pk: int
    parent: int | None
    perspective: str
    position: int


class Note(Protocol):
    """A note as it is kept, seen from the tree."""

    @property
    def pk(self) -> int: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def perspective(self) -> str: ...
    @property
    def position(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note lands: on what, and as which of the siblings that are there without it."""

    holder: Holder
    index: int

    @property
    def parent(self) -> int | None:
        return self.holder if isinstance(self.holder, int) else None

    @property
    def perspective(self) -> str:
        return self.holder if isinstance(self.holder, str) else ""


class Tree:
    """The notes that hang in the tree. It is never changed: `moved` gives another one."""

    def __init__(self, rows: Iterable[Hung]) -> None:
        self._holder: dict[int, Holder] = {}
        self._children: dict[Holder, list[int]] = {}
        self._position: dict[int, int] = {}
        for row in sorted(rows, key=lambda row: (row.position, row.pk)):
            holder: Holder = row.perspective if row.parent is None else row.parent
            self._holder[row.pk] = holder
            self._position[row.pk] = row.position
            self._children.setdefault(holder, []).append(row.pk)

    @classmethod
    def of(cls, notes: Iterable[Note]) -> "Tree":
        """Of whole notes, all of one problem."""
        return cls(Hung(note.pk, note.parent_id, note.perspective, note.position) for note in notes)

    def __contains__(self, pk: int) -> bool:
        return pk in self._holder

    def __len__(self) -> int:
        return len(self._holder)

    def children(self, holder: Holder) -> tuple[int, ...]:
        return tuple(self._children.get(holder, ()))

    def holder(self, pk: int) -> Holder:
        return self._holder[pk]

    def parent(self, pk: int) -> int | None:
        holder = self._holder[pk]
        return holder if isinstance(holder, int) else None

    def level(self, pk: int) -> int:
        """1 for a branch."""
        level, parent = 1, self.parent(pk)
        while parent is not None:
            level, parent = level + 1, self.parent(parent)
        return level

    def height(self, pk: int) -> int:
        """How many levels the note and what hangs on it take."""
        return 1 + max((self.height(child) for child in self.children(pk)), default=0)

    def below(self, pk: int) -> tuple[int, ...]:
        """Everything that hangs on a note, in reading order."""
        return tuple(each for child in self.children(pk) for each in (child, *self.below(child)))

    def perspective(self, pk: int) -> str:
        holder = self._holder[pk]
        while isinstance(holder, int):
            holder = self._holder[holder]
        return holder

    def walk(self) -> Iterator[tuple[int, int]]:
        """Every note with its level, in reading order: perspective by perspective."""
        for perspective in Perspective:
            for branch in self.children(perspective.value):
                yield branch, 1
                for pk in self.below(branch):
                    yield pk, self.level(pk)

    def branches(self) -> Iterator[int]:
        """The notes that grow from the trunk, in reading order."""
        return (pk for pk, level in self.walk() if level == 1)

    def rows(self) -> Iterator[Hung]:
        for holder, children in self._children.items():
            parent, perspective = (holder, "") if isinstance(holder, int) else (None, holder)
            for position, pk in enumerate(children, 1):
                yield Hung(pk, parent, perspective, position)

    def land(self, spot: Spot, pk: int | None = None, height: int = 1) -> Place:
        """Where `pk`, or a new note of `height` levels, lands; raises NotAllowed."""
        if spot.side in (Side.BEFORE, Side.AFTER, Side.UNDER) and spot.anchor not in self._holder:
            raise NotAllowed("Lappen dit du ville flytta har just tagits bort. Välj ett annat ställe.")
        if spot.side in (Side.UNDER, Side.BRANCH):
            return self.at(spot.anchor, len(self.children(spot.anchor)), pk, height)
        anchor = int(spot.anchor)
        holder = self.holder(anchor)
        if anchor == pk:
            return self.at(holder, self.children(holder).index(anchor), pk, height)
        others = [each for each in self.children(holder) if each != pk]
        return self.at(holder, others.index(anchor) + (spot.side is Side.AFTER), pk, height)

    def at(self, holder: Holder, index: int, pk: int | None = None, height: int = 1) -> Place:
        """The place as `index` among the siblings there; past the end is the end. Raises NotAllowed."""
        if isinstance(holder, int) and holder not in self._holder:
            raise NotAllowed("Lappen som den skulle hänga under har tagits bort. Välj ett annat ställe.")
        if pk is not None:
            height = self.height(pk)
            if isinstance(holder, int) and (holder == pk or holder in self.below(pk)):
                raise NotAllowed("En lapp kan inte hänga under sig själv eller under det som hänger på den.")
        if (self.level(holder) if isinstance(holder, int) else 0) + height > LEVELS:
            raise NotAllowed(
                "Trädet har högst fyra nivåer, och här blir det fler. Häng lappen närmare stammen."
            )
        others = [each for each in self.children(holder) if each != pk]
        return Place(holder, min(max(index, 0), len(others)))

    def beside(self, pk: int) -> dict[str, int | None]:
        """Which siblings a note stands between: what tells its place when the numbers have been given out anew."""
        siblings = self.children(self.holder(pk))
        at = siblings.index(pk)
        return {
            "follows": siblings[at - 1] if at else None,
            "precedes": siblings[at + 1] if at + 1 < len(siblings) else None,
        }

    def index_of(
        self, holder: Holder, beside: Mapping[str, int | None], position: int, pk: int | None = None
    ) -> int:
        """Where among the others there a note belongs that stood `beside` them; by its number where both are gone."""
        others = [each for each in self.children(holder) if each != pk]
        if (before := beside.get("follows")) in others:
            return others.index(before) + 1
        if (after := beside.get("precedes")) in others:
            return others.index(after)
        return sum(1 for each in others if self._position[each] < position)

    def order(self, place: Place, pk: int) -> list[int]:
        """The siblings in order when `pk` has landed."""
        others = [each for each in self.children(place.holder) if each != pk]
        return [*others[: place.index], pk, *others[place.index :]]

    def moved(self, pk: int, spot: Spot) -> "Tree":
        place = self.land(spot, pk)
        order = self.order(place, pk)
        kept = [row for row in self.rows() if row.pk not in order]
        parent, perspective = place.parent, place.perspective
        return Tree([*kept, *(Hung(each, parent, perspective, n) for n, each in enumerate(order, 1))])

    def steps(self, pk: int) -> dict[str, Spot]:
        """The small moves that are allowed: up and down among its siblings, in under the one above, and out."""
        siblings = self.children(self.holder(pk))
        at = siblings.index(pk)
        wishes: dict[str, Spot] = {}
        if at > 0:
            wishes["up"] = Spot(Side.BEFORE, siblings[at - 1])
            wishes["in"] = Spot(Side.UNDER, siblings[at - 1])
        if at < len(siblings) - 1:
            wishes["down"] = Spot(Side.AFTER, siblings[at + 1])
        if (parent := self.parent(pk)) is not None:
            wishes["out"] = Spot(Side.AFTER, parent)
        return {step: spot for step, spot in wishes.items() if self._allows(spot, pk)}

    def targets(self, pk: int) -> set[Holder]:
        """What the note can hang on: the trunk's perspectives, and the notes that have room for it."""
        barred = {pk, *self.below(pk)}
        room = LEVELS - self.height(pk)
        notes = {each for each, level in self.walk() if level <= room and each not in barred}
        return {perspective.value for perspective in Perspective} | notes

    def tops(self, chosen: Iterable[int]) -> list[int]:
        """Those of the chosen that hang on no other chosen one, in reading order."""
        wanted = set(chosen)
        hidden = {below for pk in wanted if pk in self for below in self.below(pk)}
        return [pk for pk, _ in self.walk() if pk in wanted and pk not in hidden]

    def _allows(self, spot: Spot, pk: int) -> bool:
        try:
            self.land(spot, pk)
        except NotAllowed:
            return False
        return True
