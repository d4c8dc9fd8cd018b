"""How far a party's own picture has come on its way to the others: reviewed, acknowledged, handed over."""

from dataclasses import dataclass
from functools import cached_property

from samverkan.access.scope import Scope
from samverkan.pictures.content import changes
from samverkan.pictures.models import Acknowledgement, HandOver, Picture, SecrecyReview
from samverkan.pictures.queries.own import OwnPicture, own_picture
from samverkan.pictures.secrecy import Remark, blocks, check


@dataclass(frozen=True)
class Road:
    """`review`, `acknowledgement` and `hand_over` are the latest of each, whether or not they still count."""

    own: OwnPicture
    review: SecrecyReview | None
    acknowledgement: Acknowledgement | None
    hand_overs: tuple[HandOver, ...]

    @property
    def picture(self) -> Picture:
        """The picture's row; only a picture with something in it has one."""
        assert self.own.row is not None
        return self.own.row

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        return check(self.own.content)

    @property
    def is_empty(self) -> bool:
        return not self.own.content["findings"]

    @property
    def is_blocked(self) -> bool:
        return blocks(self.remarks)

    @property
    def hand_over(self) -> HandOver | None:
        return self.hand_overs[0] if self.hand_overs else None

    @property
    def reviewed(self) -> bool:
        """A review counts for exactly the content it was made of."""
        return self.review is not None and self.review.content_sha256 == self.own.sha256

    @property
    def acknowledged(self) -> bool:
        """So does an acknowledgement, and only when that content has been reviewed."""
        return (
            self.reviewed
            and self.acknowledgement is not None
            and self.acknowledgement.content_sha256 == self.own.sha256
        )

    @property
    def handed_over(self) -> bool:
        """Whether the others have the picture as it reads now."""
        return self.hand_over is not None and self.hand_over.sha256 == self.own.sha256

    @cached_property
    def changed_since_review(self) -> list[str]:
        """What has changed since the latest review, in words; empty when nothing has or none was made."""
        return [] if self.review is None or self.reviewed else changes(self.review.content, self.own.content)

    @cached_property
    def changed_since_hand_over(self) -> list[str]:
        if self.hand_over is None or self.handed_over:
            return []
        return changes(self.hand_over.snapshot, self.own.content)

    @property
    def next(self) -> str:
        """What the picture waits for: findings, mend, review, acknowledge, hand_over or nothing."""
        if self.is_empty:
            return "findings"
        if self.handed_over:
            return ""
        if self.is_blocked:
            return "mend"
        if not self.reviewed:
            return "review"
        return "hand_over" if self.acknowledged else "acknowledge"


def road(scope: Scope) -> Road:
    """Ten queries, however much stands in the picture."""
    own = own_picture(scope)
    if own.row is None:
        return Road(own, None, None, ())
    return Road(
        own,
        SecrecyReview.objects.filter(picture=own.row).select_related("by").first(),
        Acknowledgement.objects.filter(picture=own.row).select_related("by").first(),
        tuple(
            HandOver.objects.filter(picture=own.row)
            .select_related("by", "review", "document__document")
            .defer("figures", "document__content", "review__content")
        ),
    )
