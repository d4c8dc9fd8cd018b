"""The background worker looks after the criteria for as long as it lives."""

import pytest
from django.db import OperationalError

from samverkan.config import worker
from samverkan.process import criteria


class Stopped(Exception):
    """Ends what goes on for ever."""


def test_a_database_that_is_away_for_a_while_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, pauses = iter([OperationalError("away"), None]), []

    class Task:
        def enqueue(self) -> None:
            if problem := next(answers):
                raise problem

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise Stopped

    monkeypatch.setattr(criteria, "keep_all_standing", Task())
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    monkeypatch.setattr(worker.time, "sleep", sleep)
    with pytest.raises(Stopped):
        worker._look_after_criteria()
    assert pauses[0] < pauses[1], "it is asked again soon"
