"""The pump queues what is due, once."""

from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, default_task_backend

from samverkan.config.pump import Pump
from samverkan.notices.rules import Kind
from samverkan.notices.telling import tell
from tests.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queue() -> Any:
    default_task_backend.clear()
    yield default_task_backend
    default_task_backend.clear()


@pytest.fixture
def at_night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samverkan.config.pump.day_of_round", lambda now: None)


def queued(queue: Any) -> list[str]:
    return [result.task.name for result in queue.results]


def post(world: World) -> None:
    with transaction.atomic():
        tell(world.partnership, [world.people["anna"]], Kind.WAITING, subject="Något", text="", path="/")


def test_an_empty_outbox_asks_for_nothing(queue: Any, at_night: None) -> None:
    Pump().turn()
    assert queued(queue) == []


def test_a_full_outbox_asks_once_until_it_is_done(world: World, queue: Any, at_night: None) -> None:
    post(world)
    pump = Pump()
    pump.turn()
    pump.turn()
    assert queued(queue) == ["send_notices"]
    object.__setattr__(queue.results[0], "status", TaskResultStatus.SUCCESSFUL)
    pump.turn()
    assert queued(queue) == ["send_notices", "send_notices"]


def test_the_round_is_made_once_a_day(queue: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pump = Pump()
    for hour in (5, 8, 9):
        moment = timezone.make_aware(datetime(2026, 4, 6, hour))
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        pump.turn()
    assert [result.args for result in queue.results] == [["2026-04-06"]]
