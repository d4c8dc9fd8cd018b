"""What the tests of causes start from: a focus area, and one in which everything an analysis needs is written."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from samverkan.problems.models import Cause, Problem
from tests.conftest import World
from tests.planted.analysis import cause, focus_area, write_all


@pytest.fixture
def area(world: World) -> Problem:
    return focus_area(world.scope("anna"))


@pytest.fixture
def branch(world: World, area: Problem) -> Cause:
    return cause(world.scope("anna"), area)


@pytest.fixture
def written(world: World) -> Problem:
    problem = focus_area(world.scope("anna"), "Klotter vid skolan")
    write_all(world.scope("per"), problem)
    return problem


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    settings.DRAFTS_DIR = tmp_path / "drafts"
