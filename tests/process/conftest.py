"""Each party's road as far as a test needs it, taken through the same actions a person takes."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import LazySettings

from samverkan.access.scope import Scope
from samverkan.pictures import actions
from samverkan.pictures.models import Finding, HandOver
from samverkan.pictures.queries.joint import joint_picture
from samverkan.pictures.queries.road import road
from samverkan.process.next import next_tasks
from samverkan.process.stages import noted
from samverkan.process.state import CycleState, cycle_state
from samverkan.process.tasks import Task, next_task
from tests.conftest import World
from tests.pictures.conftest import printed


@dataclass(frozen=True)
class Road:
    """`step` takes the party's picture one step further; `who` writes for it and `leader` leads it."""

    world: World
    who: str
    leader: str

    @property
    def writer(self) -> Scope:
        return self.world.scope(self.who)

    def write(self, what: str = "Fler cykelstölder vid stationen") -> Finding:
        return actions.add_finding(self.writer, None, what=what)

    def review(self) -> str:
        sha256 = road(self.writer).own.sha256
        actions.review_secrecy(
            self.writer, None, content_sha256=sha256, legal_bases=["none"], consideration=""
        )
        return sha256

    def acknowledge(self) -> str:
        sha256 = self.review()
        actions.acknowledge(self.world.scope(self.leader), None, content_sha256=sha256)
        return sha256

    def hand_over(self) -> HandOver:
        sha256 = self.acknowledge()
        return actions.hand_over(self.writer, None, content_sha256=sha256, printed=printed(sha256))

    def confirm(self) -> None:
        sha256 = joint_picture(self.writer).sha256
        actions.confirm(self.writer, None, content_sha256=sha256, printed=printed(sha256))

    def keep_everything(self) -> None:
        for entry in joint_picture(self.writer).entries:
            actions.keep_finding(self.writer, entry.number, 0)


@pytest.fixture
def kommun(world: World) -> Road:
    return Road(world, "anna", "karin")


@pytest.fixture
def polis(world: World) -> Road:
    return Road(world, "per", "lars")


def state(world: World) -> CycleState:
    return cycle_state(world.scope("anna"))


def task(world: World, who: str) -> Task:
    scope = world.scope(who)
    if scope.membership.party is None:
        return next_tasks(scope, cycle_state(scope))[0]
    return next_task(scope, cycle_state(scope), noted(scope))


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    settings.DRAFTS_DIR = tmp_path / "drafts"
