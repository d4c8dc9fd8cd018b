"""What is hidden cannot be counted back.

The reader of a table is given everything that is shown, and tries to solve for the small cells: the smallest and the
largest value each could have, by linear programming over every hidden cell (at least 1, since zeros are shown). These
are transport problems, whose extreme solutions are whole numbers, so the limits are exact.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from samverkan.pictures.suppression import hide_in_list, hide_in_table, small

COUNTS = st.sampled_from([0, 1, 1, 2, 2, 3, 4, 5, 6, 9, 40])


def limits(values: Any, hidden: Any, lines: list[Any], signs: Any) -> list[tuple[float, float]]:
    """Lowest and highest possible value of each small hidden cell, when every line adds to zero with its signs."""
    unknown = np.flatnonzero(hidden)
    equations = np.array([[signs[cell] if cell in line else 0 for cell in unknown] for line in lines])
    known = np.array([-sum(signs[c] * values[c] for c in line if not hidden[c]) for line in lines])
    found = []
    for place in np.flatnonzero(small(values[unknown])):
        aim = np.zeros(len(unknown))
        aim[place] = 1
        ends = []
        for direction in (1, -1):
            solved = linprog(direction * aim, A_eq=equations, b_eq=known, bounds=(1, None))
            assert solved.status in (0, 3), solved.message  # solved, or without limit
            ends.append(float("inf") if solved.status == 3 else direction * solved.fun)
        found.append((ends[0], ends[1]))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_a_small_count_in_a_list_cannot_be_told_from_its_sum(counts: list[int]) -> None:
    values = np.array([*counts, sum(counts)])
    mask = hide_in_list(np.array(counts))
    hidden = np.append(mask, 0 < sum(counts) < 5)
    assert hidden[small(values)].all()
    if mask.all():
        return  # left out altogether
    signs = np.append(np.ones(len(counts), int), -1)
    for low, high in limits(values, hidden, [list(range(len(values)))], signs):
        assert round(low) <= 1 and round(high, 6) >= 4


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_a_small_count_in_a_table_cannot_be_told_from_its_sums(rows: int, columns: int, data: Any) -> None:
    counts = np.array(data.draw(st.lists(COUNTS, min_size=rows * columns, max_size=rows * columns)))
    counts = counts.reshape(rows, columns)
    mask = hide_in_table(counts)
    whole = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    whole[:-1, :-1] = counts
    whole[:-1, -1] = counts.sum(axis=1)
    whole[-1] = whole[:-1].sum(axis=0)
    assert mask[small(whole)].all()
    if mask.all():
        return  # left out altogether
    cells = np.arange(whole.size).reshape(whole.shape)
    signs = np.ones_like(whole)
    signs[:-1, -1] = signs[-1, :-1] = -1
    lines = [*cells.tolist(), *cells.T.tolist()]
    for low, high in limits(whole.ravel(), mask.ravel(), lines, signs.ravel()):
        assert round(low) <= 1 and round(high, 6) >= 4


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert not hide_in_list(np.array([0, 5, 12])).any()
    assert not hide_in_table(np.array([[0, 5], [12, 7]])).any()


def test_the_least_is_hidden_beside_a_small_count() -> None:
    assert hide_in_list(np.array([3, 40, 9, 0])).tolist() == [True, False, True, False]


def test_sums_stay_when_cells_can_shield_each_other() -> None:
    mask = hide_in_table(np.array([[2, 30, 40], [50, 8, 70], [60, 80, 9]]))
    assert mask[:-1, :-1].sum() == 4 and not mask[-1].any() and not mask[:, -1].any()


@pytest.mark.parametrize("counts", [[1, 1, 1, 1, 1], [3], [2, 0, 1]])
def test_a_list_that_cannot_shield_its_small_counts_is_hidden_whole(counts: list[int]) -> None:
    assert hide_in_list(np.array(counts)).all()
