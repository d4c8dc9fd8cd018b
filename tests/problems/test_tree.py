"""Whatever is moved wherever, every note stays in the tree exactly once, in no loop and no deeper than four levels."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkan.problems.tree import LEVELS, Hung, NotAllowed, Side, Spot, Tree

NOTES = 9
# How long a busy machine takes says nothing about the tree.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
spots = st.one_of(
    st.builds(
        Spot,
        st.sampled_from([Side.BEFORE, Side.AFTER, Side.UNDER]),
        st.integers(min_value=1, max_value=NOTES),
    ),
    st.builds(Spot, st.just(Side.BRANCH), st.sampled_from(["situation", "victim", "offender"])),
)


def branches(number: int = NOTES) -> Tree:
    return Tree(Hung(pk, None, "situation", pk) for pk in range(1, number + 1))


def grown() -> Tree:
    """1 holds 2 and 3, 2 holds 4, 4 holds 5; 6 is a branch of its own."""
    return Tree(
        [
            Hung(1, None, "situation", 1),
            Hung(2, 1, "", 1),
            Hung(3, 1, "", 2),
            Hung(4, 2, "", 1),
            Hung(5, 4, "", 1),
            Hung(6, None, "victim", 1),
        ]
    )


@unhurried
@given(st.lists(st.tuples(st.integers(min_value=1, max_value=NOTES), spots), max_size=30))
def test_any_moves_keep_every_note_once_in_no_loop_and_within_the_levels(
    moves: list[tuple[int, Spot]],
) -> None:
    tree = branches()
    for pk, spot in moves:
        try:
            tree = tree.moved(pk, spot)
        except NotAllowed:
            continue
        read = [note for note, _ in tree.walk()]
        assert sorted(read) == list(range(1, NOTES + 1))
        assert max(level for _, level in tree.walk()) <= LEVELS
        assert [
            row.position for row in tree.rows() if row.parent is None and row.perspective == "victim"
        ] == list(range(1, len(tree.children("victim")) + 1))


@unhurried
@given(st.lists(st.tuples(st.integers(min_value=1, max_value=NOTES), spots), max_size=20))
def test_what_is_offered_is_allowed_and_changes_the_tree(moves: list[tuple[int, Spot]]) -> None:
    tree = branches()
    for pk, spot in moves:
        try:
            tree = tree.moved(pk, spot)
        except NotAllowed:
            continue
    for pk in range(1, NOTES + 1):
        for step in tree.steps(pk).values():
            assert list(tree.moved(pk, step).rows()) != list(tree.rows())
        for holder in tree.targets(pk):
            side = Side.UNDER if isinstance(holder, int) else Side.BRANCH
            assert tree.moved(pk, Spot(side, holder)).holder(pk) == holder


def test_a_note_lands_beside_the_one_that_is_pointed_out() -> None:
    tree = branches(4)
    assert tree.moved(4, Spot.read("before:2")).children("situation") == (1, 4, 2, 3)
    assert tree.moved(1, Spot.read("after:3")).children("situation") == (2, 3, 1, 4)
    assert tree.moved(1, Spot.read("branch:victim")).children("victim") == (1,)
    assert tree.moved(1, Spot.read("after:1")).children("situation") == (1, 2, 3, 4)


def test_what_hangs_on_a_note_goes_along() -> None:
    moved = grown().moved(2, Spot.read("branch:offender"))
    assert list(moved.walk()) == [(1, 1), (3, 2), (6, 1), (2, 1), (4, 2), (5, 3)]
    assert moved.perspective(5) == "offender"


@pytest.mark.parametrize("spot", ["under:2", "under:5", "before:4"])
def test_a_note_never_hangs_under_itself(spot: str) -> None:
    with pytest.raises(NotAllowed, match="under sig själv"):
        grown().land(Spot.read(spot), 2)


def test_the_fifth_level_is_refused() -> None:
    tree = grown()
    with pytest.raises(NotAllowed, match="fyra nivåer"):
        tree.land(Spot.read("under:5"))
    with pytest.raises(NotAllowed, match="fyra nivåer"):
        tree.land(Spot.read("under:3"), 2)
    assert 3 not in tree.targets(2)
    assert "in" not in tree.moved(3, Spot.read("before:2")).steps(2)


def test_a_place_that_has_been_removed_is_refused() -> None:
    with pytest.raises(NotAllowed, match="tagits bort"):
        grown().land(Spot.read("under:77"), 3)


def test_of_the_chosen_those_count_that_hang_on_no_other_chosen() -> None:
    assert grown().tops([5, 2, 3, 77]) == [2, 3]


@pytest.mark.parametrize("written", ["", "under:", "under:x", "branch:weather", "beside:3"])
def test_only_places_are_read(written: str) -> None:
    with pytest.raises(ValueError):
        Spot.read(written)
