"""Every test of the document store has a home of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def own_home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.DOCUMENTS_DIR = settings.HOME / "documents"
    settings.DOCUMENTS_DIR.mkdir(parents=True)
    return tmp_path / "home"
