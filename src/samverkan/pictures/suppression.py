"""Small counts are hidden, and enough beside them that nobody can count them back. No Django here.

A count of 1–4 in a table over people or places can point somebody out, so it is hidden (primary suppression). A
reader who knows the other cells and the sums could subtract, so further cells are hidden with it (complementary
suppression). What must hold afterwards, for every small cell: whatever the reader works out from what is shown, every
value from 1 to 4 is still possible. The reader is taken to know that no hidden cell is 0, because zeros are shown.
Where that cannot be had everything is hidden, and the whole table must be left out, the names of its rows with it: a
list of names would tell that each of them has at least one.

Method: A. Hundepool et al., Statistical Disclosure Control, Wiley 2012, ch. 4 (the hypercube method: each small cell
gets a rectangle of hidden cells along which value can be moved without changing a sum). See docs/secrecy.md.
"""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]
SMALLEST_SHOWN = 5
"""Counts below this, but above 0, are hidden."""


def small(counts: Counts) -> Mask:
    """Which cells are 1–4."""
    hidden: Mask = (counts > 0) & (counts < SMALLEST_SHOWN)
    return hidden


def hide_in_list(counts: Counts) -> Mask:
    """Which cells of a list to hide when its sum is known.

    All of them where the list holds nothing that could shield the small ones, and where the sum itself is small.
    """
    hidden = small(counts)
    if not hidden.any():
        return hidden
    if 0 < counts.sum() < SMALLEST_SHOWN:
        return np.ones_like(hidden)
    for place in sorted(np.flatnonzero(~hidden & (counts > 0)), key=lambda place: counts[place]):
        if _shielded(counts, hidden):
            return hidden
        hidden[place] = True
    return hidden if _shielded(counts, hidden) else np.ones_like(hidden)


def _shielded(counts: Counts, hidden: Mask) -> bool:
    """Whether every small cell could be 1, 2, 3 or 4 without the sum of what is hidden changing.

    The others can give away what they hold above 1 each. A cell of x needs 4 − x from them, and they hold the spare
    of all less its own x − 1: so a spare of 3 in all is what it takes, whatever x is.
    """
    return int(hidden.sum()) > 1 and int((counts[hidden] - 1).sum()) >= SMALLEST_SHOWN - 2


def hide_in_table(counts: Counts) -> Mask:
    """Which cells of a table to hide when its row sums, column sums and total are shown beside it.

    The mask has one row and one column more than `counts`: the last column says which row sums to hide, the last row
    which column sums, the corner the total. All of it where a small cell cannot be shielded.
    """
    rows, columns = counts.shape
    whole = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    whole[:-1, :-1] = counts
    whole[:-1, -1] = counts.sum(axis=1)
    whole[-1, :] = whole[:-1].sum(axis=0)
    sign = np.ones_like(whole)
    sign[:-1, -1] = sign[
        -1, :-1
    ] = -1  # a sum goes the other way than its parts: with signs, every line adds to 0
    hidden = small(whole)
    for row, column in zip(*np.nonzero(small(whole)), strict=True):
        corner = _cheapest_corner(whole, sign, hidden, int(row), int(column))
        if corner is None:
            return np.ones_like(hidden)
        hidden[[row, corner[0], corner[0]], [corner[1], column, corner[1]]] = True
    return hidden


def _cheapest_corner(
    whole: Counts, sign: NDArray[np.int64], hidden: Mask, row: int, column: int
) -> tuple[int, int] | None:
    """The opposite corner of a rectangle that shields the small cell and hides as little more as can be."""
    value, direction = whole[row, column], sign[row, column]
    cost = np.where(hidden, 0, whole) + np.where(hidden | (sign > 0), 0, whole.sum())  # sums are hidden last
    cost[-1, -1] += 0 if hidden[-1, -1] else whole.sum()
    # The three other corners, as arrays over every choice of opposite corner.
    beside, across = (
        np.broadcast_to(whole[row, :], whole.shape),
        np.broadcast_to(whole[:, [column]], whole.shape),
    )
    fits = (beside > 0) & (across > 0) & (whole > 0)
    fits[row, :] = fits[:, column] = False
    for corner, moves in (
        (beside, -direction * sign[[row], :]),
        (across, -direction * sign[:, [column]]),
        (whole, direction * sign),
    ):
        # Where the corner follows the cell it must bear the cell's fall to 1; where it goes against it, its rise to 4.
        fits &= corner - 1 >= np.where(moves > 0, value - 1, SMALLEST_SHOWN - 1 - value)
    if not fits.any():
        return None
    price = np.where(fits, cost[[row], :] + cost[:, [column]] + cost, np.iinfo(np.int64).max)
    best = np.unravel_index(int(price.argmin()), price.shape)
    return int(best[0]), int(best[1])
