"""The difference between two people's versions of a text."""

from hypothesis import given
from hypothesis import strategies as st

from samverkan.web.difference import Piece, word_difference

OLD = "Cyklar stjäls vid stationen mellan 15 och 18."
NEW = "Cyklar stjäls vid stationen mellan 16 och 18."


def test_only_the_word_that_differs_is_marked() -> None:
    changed = [piece for piece in word_difference(OLD, NEW) if piece.kind != "same"]
    assert changed == [Piece("gone", "15"), Piece("new", "16")]


def test_equal_texts_have_no_difference() -> None:
    assert {piece.kind for piece in word_difference(OLD, OLD)} == {"same"}


@given(st.text(), st.text())
def test_both_versions_can_be_read_back_whole(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new
