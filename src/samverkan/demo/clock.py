"""Dates for the demo's past: what was handed over two years ago says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """While inside, Django's clock stands at `moment` (with time zone), or now if `moment` has not come yet."""
    shown = min(moment, timezone.now())

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return shown.astimezone(tz)

    with patch("django.utils.timezone.datetime", Stopped):
        yield


def day(year: int, month: int, day_of_month: int) -> datetime:
    """In the morning of that day."""
    return timezone.make_aware(datetime(year, month, day_of_month, 10, 24))
