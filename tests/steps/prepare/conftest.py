"""The own picture's screens, as the people of both parties meet them."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.http import HttpResponse

from samverkan.datasets.models import Source
from samverkan.pictures.models import Finding
from samverkan.pictures.queries.road import road
from tests.conftest import World
from tests.pictures.conftest import Cast, write


@dataclass(frozen=True)
class Desk:
    """Anna's desk: her party's picture, and everybody who may or may not come near it."""

    world: World
    kommun: Cast

    def get(self, who: str | None, place: str = "picture/", **headers: str) -> HttpResponse:
        return self.world.client(who).get(f"/p/ekdala/prepare/{place}", headers=headers)

    def post(self, who: str | None, place: str, headers: Any = None, **fields: Any) -> HttpResponse:
        return self.world.client(who).post(f"/p/ekdala/prepare/{place}", fields, headers=headers or {})

    def write(self, what: str = "Fler cykelstölder", **parts: str) -> Finding:
        return write(self.kommun.writer, what, **parts)

    def source(self, name: str = "Brå") -> Source:
        return Source.objects.create(party=self.world.municipality, name=name, weaknesses="Visar inte allt.")

    @property
    def sha256(self) -> str:
        return road(self.kommun.writer).own.sha256

    def review(self, **fields: Any) -> HttpResponse:
        typed = {
            "legal_bases": ["none"],
            "consideration": "Bara områden.",
            "content_sha256": self.sha256,
        } | fields
        return self.post("anna", "picture/secrecy/", form_token=uuid4(), **typed)

    def acknowledge(self, **fields: Any) -> HttpResponse:
        typed = {"has_read": "on", "content_sha256": self.sha256} | fields
        return self.post("karin", "picture/acknowledge/", form_token=uuid4(), **typed)

    def hand_over(self, **fields: Any) -> HttpResponse:
        typed = {"typed": "lämna över", "content_sha256": self.sha256} | fields
        return self.post("anna", "picture/hand-over/", form_token=uuid4(), **typed)


def text(response: HttpResponse) -> str:
    """What can be read on a page, with its tags taken out."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


@pytest.fixture
def desk(world: World, settings: LazySettings, tmp_path: Path) -> Desk:
    settings.DOCUMENTS_DIR, settings.DRAFTS_DIR = tmp_path / "documents", tmp_path / "drafts"
    return Desk(world, Cast(world.scope("anna"), world.scope("karin")))
