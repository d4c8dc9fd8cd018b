"""Anna has a catalogue, and every installation folder is a fresh one."""

from pathlib import Path

import pytest
from pytest_django import Settings

from samverkan.datasets.actions import start_catalogue
from samverkan.datasets.models import Source
from tests.conftest import World


@pytest.fixture
def folders(settings: Settings, tmp_path: Path) -> Path:
    for name in ("DATASETS_DIR", "UPLOADS_DIR", "FIGURES_DIR"):
        setattr(settings, name, tmp_path / name.split("_")[0].lower())
    return tmp_path


@pytest.fixture
def party(world: World, folders: Path) -> World:
    start_catalogue(world.scope("anna"))
    return world


@pytest.fixture
def source(party: World) -> Source:
    return Source.objects.get(party=party.municipality, key="police_reported")
