"""Finding a free spot for a label near its mark."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Frame:
    """An upright rectangle on paper."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlaps(self, other: "Frame") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Frame") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(slots=True)
class Board:
    """What is already taken on the paper; `place` answers with the first free one of the wishes."""

    paper: Frame
    taken: list[Frame] = field(default_factory=list)

    def take(self, frame: Frame) -> None:
        self.taken.append(frame)

    def place(self, wishes: list[Frame]) -> int | None:
        """Index of the first wish that is free and on the paper, now taken; None when all are refused."""
        for index, wish in enumerate(wishes):
            if self.paper.holds(wish) and not any(wish.overlaps(frame) for frame in self.taken):
                self.taken.append(wish)
                return index
        return None
