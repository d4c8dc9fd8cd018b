"""The organisation's screens, as the people of both parties meet them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse

from samverkan.groups.models import Group
from tests.conftest import World
from tests.planted.groups import form


@dataclass(frozen=True)
class Room:
    """`get("per", "meetings/")` is Per opening a page of the first step; `post` is him sending a form."""

    world: World

    def get(self, who: str | None, place: str = "organisation/") -> HttpResponse:
        return self.world.client(who).get(f"/p/ekdala/initiate/{place}")

    def post(self, who: str, to: str, headers: Any = None, /, **fields: Any) -> HttpResponse:
        return self.world.client(who).post(f"/p/ekdala/initiate/{to}", fields, headers=headers or {})

    def form(self) -> Group:
        return form(self.world.scope("anna"))


@pytest.fixture
def room(world: World, settings: LazySettings, tmp_path: Path) -> Room:
    settings.DOCUMENTS_DIR, settings.DRAFTS_DIR = tmp_path / "documents", tmp_path / "drafts"
    return Room(world)
