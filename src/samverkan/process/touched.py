"""What has to be looked at again after a write: what rests on the rooms that were written in, and nothing else.

To read everything that is derived after every press made each of them wait for all the work there is. What rests on a
room says so beside its function; a write anywhere else (people, cycles, a room nobody has named here) looks at it all.
"""

from collections.abc import Iterable

# Rooms whose writes change only what names them. What changes nothing that is derived says so itself, such as an answer
# to a support question: `proves=False` on its verb.
ROOMS = frozenset(
    {"conditions", "groups", "communication", "datasets", "documents", "pictures", "problems", "plans"}
)


def concerned(rests_on: Iterable[str], touched: frozenset[str] | None) -> bool:
    """Whether something that rests on these rooms may read otherwise after a write in `touched` (None: anywhere)."""
    return touched is None or not touched <= ROOMS or not touched.isdisjoint(rests_on)
