"""An outbox with mails in it, and a mail server that can be told how to behave."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from samverkan.notices.models import Notice
from samverkan.notices.rules import Kind
from samverkan.notices.telling import tell
from tests.conftest import World


class Unruly(EmailBackend):
    """Takes mail unless `refuse` raises for it; `refuse` is set by the test."""

    refuse: Callable[[str], None] = staticmethod(lambda address: None)

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            Unruly.refuse(message.to[0])
        return super().send_messages(messages)


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str], None]], None]:
    """`server(refuse)`: from now on mails are taken or refused by `refuse(address)`."""
    settings.EMAIL_BACKEND = f"{__name__}.Unruly"
    monkeypatch.setattr("samverkan.notices.sending.get_connection", lambda: Unruly())

    def behave(refuse: Callable[[str], None]) -> None:
        monkeypatch.setattr(Unruly, "refuse", staticmethod(refuse))

    return behave


@pytest.fixture
def post(world: World) -> Callable[..., Notice]:
    """`post("anna")` puts a mail to Anna in the outbox."""

    def put(who: str, path: str = "/p/ekdala/", kind: Kind = Kind.WAITING) -> Notice:
        with transaction.atomic():
            tell(
                world.partnership,
                [world.people[who]],
                kind,
                subject="Något väntar",
                text="Något väntar på dig.",
                path=path,
            )
        return Notice.objects.latest("pk")

    return put


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """`later(timedelta(hours=1))` moves the clock."""
    shift = timedelta()
    real = timezone.now

    def now() -> datetime:
        return real() + shift

    def move(by: timedelta) -> None:
        nonlocal shift
        shift += by

    monkeypatch.setattr(timezone, "now", now)
    return move
