"""What a person was responsible for goes to somebody else when their assignment ends."""

from collections.abc import Callable

from samverkan.partnerships.models import Membership

# Each moves what the first membership is responsible for to the second, and says how many things it was. Rooms add
# theirs in `AppConfig.ready`. When somebody changes role, both memberships are theirs.
HANDED: list[Callable[[Membership, Membership], int]] = []


def hand_on(leaving: Membership, taking_over: Membership) -> int:
    """Move everything, in the transaction of the caller; gives how many things were moved."""
    return sum(move(leaving, taking_over) for move in HANDED)
