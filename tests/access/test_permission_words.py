"""Every right is told in words, so that the page about somebody's access is whole."""

import pytest

from samverkan.access.permission_words import GROUPS, WORDS, in_words
from samverkan.access.permissions import PERMISSIONS
from samverkan.partnerships.rules import ROLES_OF, Role


def test_every_right_has_its_sentence_and_every_room_its_heading() -> None:
    assert set(WORDS) == set(PERMISSIONS), "write a sentence for each row of access/permissions.py"
    assert set(GROUPS) == {permission.partition(".")[0] for permission in PERMISSIONS}


@pytest.mark.parametrize("words", WORDS.values())
def test_a_sentence_is_a_sentence(words: str) -> None:
    assert words[0].isupper() and words.endswith(".")


def test_a_role_is_told_what_it_may_and_what_it_may_not() -> None:
    groups = {group.heading: group for group in in_words(Role.CHAIR)}
    assert WORDS["picture.acknowledge"] in groups["Den egna lägesbilden"].may
    assert WORDS["picture.hand_over"] in groups["Den egna lägesbilden"].may_not
    told = {group.heading for group in in_words(Role.OBSERVER) if group.may}
    assert told == {"Startsidan", "Kalendern", "Hjälpen bredvid arbetet", "Mejl"}


def test_every_role_fits_some_organisation_but_the_observer() -> None:
    assert set(Role) - {role for roles in ROLES_OF.values() for role in roles} == {Role.OBSERVER}
