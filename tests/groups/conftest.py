"""What the tests of the organisation start from: a group with everybody in it, and a meeting as far as it is needed."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from samverkan.groups.models import Group, Meeting
from tests.conftest import World
from tests.planted.groups import call, form, hold, write


@pytest.fixture
def steering(world: World) -> Group:
    return form(world.scope("anna"))


@pytest.fixture
def called(world: World, steering: Group) -> Meeting:
    return call(world.scope("anna"), steering)


@pytest.fixture
def written(world: World, called: Meeting) -> Meeting:
    """Held, and written up by Anna for somebody else to approve."""
    held = hold(world.scope("anna"), called)
    write(world.scope("anna"), held)
    return held


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    settings.DRAFTS_DIR = tmp_path / "drafts"
