"""What the background worker does by the clock: looks in the outbox, and once a day makes the round."""

import logging
import time
from datetime import date
from typing import Any

from django.db import close_old_connections
from django.utils import timezone

from samverkan.notices.tasks import is_anything_due, send_notices
from samverkan.process.rounds import day_of_round, make_round

SECONDS = 10
logger = logging.getLogger(__name__)


class Pump:
    """Queues the tasks that are due. What it remembers only keeps it from queueing too many: nothing hangs on it."""

    def __init__(self) -> None:
        self._sending: Any = None
        self._made: date | None = None

    def turn(self) -> None:
        day = day_of_round(timezone.now())
        if day is not None and day != self._made:
            make_round.enqueue(day.isoformat())
            self._made = day
        if is_anything_due() and not self._is_sending():
            self._sending = send_notices.enqueue()

    def _is_sending(self) -> bool:
        if self._sending is None:
            return False
        self._sending.refresh()
        return not self._sending.is_finished


def keep_pumping() -> None:
    """For ever, whatever happens: a database that is away for a while is there at the next turn."""
    pump = Pump()
    while True:
        close_old_connections()
        try:
            pump.turn()
        except Exception:
            logger.exception("The pump missed a turn")
        close_old_connections()
        time.sleep(SECONDS)
