"""Mails go out once each: when the server is down, when an address is bad, when the sender is killed."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from samverkan.access.ending import end_assignment
from samverkan.access.inviting import send_again, withdraw
from samverkan.access.tokens import token_of
from samverkan.notices import sending
from samverkan.notices.actions import choose_notices
from samverkan.notices.models import Notice
from samverkan.notices.rules import LONGEST_WAIT, REFUSALS, wait_after
from samverkan.notices.sending import LEASE, send_due
from samverkan.notices.tasks import is_anything_due, send_notices
from tests.access.people import invited
from tests.conftest import World

pytestmark = pytest.mark.django_db
Post = Callable[..., Notice]
Later = Callable[[timedelta], None]
Server = Callable[[Callable[[str], None]], None]


def down(address: str) -> None:
    raise ConnectionRefusedError("nobody there")


def fine(address: str) -> None: ...


def refusing(bad: str) -> Callable[[str], None]:
    def refuse(address: str) -> None:
        if address == bad:
            raise SMTPRecipientsRefused({bad: (550, b"no such user")})

    return refuse


def sent_to() -> list[str]:
    return [message.to[0] for message in mail.outbox]


def test_a_mail_is_sent_once_with_a_way_in_and_a_way_out(world: World, post: Post, settings: Any) -> None:
    settings.LINK_BASE = "https://samverkan.test"
    post("anna", "/p/ekdala/join/picture/")
    assert send_due() == 1
    assert send_due() == 0
    message = mail.outbox[0]
    html = message.alternatives[0].content  # type: ignore[attr-defined]
    for body in (message.body, html):
        assert "Något väntar på dig." in body
        assert "https://samverkan.test/p/ekdala/join/picture/" in body
        assert "https://samverkan.test/p/ekdala/notices/" in body
    assert message.subject == "Något väntar – Ekdala"
    assert message.extra_headers["List-Unsubscribe"] == "<https://samverkan.test/p/ekdala/notices/>"


def test_a_server_that_is_down_loses_nothing_and_is_asked_ever_more_seldom(
    post: Post, later: Later, server: Server
) -> None:
    for who in ("anna", "per", "karin"):
        post(who)
    asked: list[str] = []

    def refuse(address: str) -> None:
        asked.append(address)
        down(address)

    server(refuse)
    send_due()
    assert len(asked) == 1, "one silence is enough to know"
    send_due()
    assert len(asked) == 1, "not asked again at once"
    waits = []
    for _ in range(12):
        soonest = min(Notice.objects.values_list("due_at", flat=True))
        waits.append(soonest - timezone.now())
        later(waits[-1] + timedelta(seconds=1))
        send_due()
    assert waits[0] <= timedelta(minutes=1) and waits[3] > timedelta(minutes=3)
    assert max(waits) <= LONGEST_WAIT
    assert not mail.outbox
    server(fine)
    later(LONGEST_WAIT)
    assert send_due() == 3
    assert sorted(sent_to()) == ["anna@example.test", "karin@example.test", "per@example.test"]
    assert not is_anything_due()


def test_one_bad_address_stops_no_other(post: Post, server: Server) -> None:
    for who in ("anna", "per", "karin"):
        post(who)
    server(refusing("anna@example.test"))
    assert send_due() == 2
    assert "550" in Notice.objects.get(sent_at=None).last_error


def test_an_address_that_is_always_refused_is_given_up_and_says_so(
    world: World, later: Later, server: Server
) -> None:
    invited(world.scope("anna"), email="fel@example.test")
    server(refusing("fel@example.test"))
    for _ in range(REFUSALS):
        send_due()
        later(LONGEST_WAIT)
    notice = Notice.objects.get()
    assert notice.refusals == REFUSALS and notice.dropped_at
    assert "Mejlet gick inte fram" in world.client("anna").get("/p/ekdala/people/").content.decode()


def test_a_mail_refused_once_after_a_long_silence_is_tried_again(
    post: Post, later: Later, server: Server
) -> None:
    post("anna")
    server(down)
    for _ in range(REFUSALS + 2):
        send_due()
        later(LONGEST_WAIT)
    server(refusing("anna@example.test"))  # greylisting: the first try of the day is turned away
    send_due()
    notice = Notice.objects.get()
    assert notice.dropped_at is None and notice.refusals == 1
    server(fine)
    later(LONGEST_WAIT)
    assert send_due() == 1


def test_a_sender_that_is_killed_leaves_the_mail_to_the_next(
    post: Post, later: Later, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    post("anna")

    class Killed(BaseException): ...

    def kill(address: str) -> None:
        raise Killed

    server(kill)
    with pytest.raises(Killed):
        send_due()
    server(fine)
    assert send_due() == 0, "another may still be at it"
    later(LEASE + timedelta(seconds=1))
    assert send_due() == 1
    first, second = Notice.objects.get().attempts, len(mail.outbox)
    assert (first, second) == (2, 1)


def test_two_senders_never_take_the_same_mail(post: Post) -> None:
    post("anna")
    assert sending._take(timezone.now()) is not None
    assert sending._take(timezone.now()) is None


def test_a_connection_that_breaks_in_the_middle_keeps_what_went(
    post: Post, later: Later, server: Server
) -> None:
    post("anna")
    post("per")

    def breaks(address: str) -> None:
        if address.startswith("per"):
            raise SMTPServerDisconnected("gone")

    server(breaks)
    assert send_due() == 1
    server(fine)
    later(timedelta(hours=1))
    send_due()
    assert sent_to() == ["anna@example.test", "per@example.test"]


def test_a_mail_without_a_point_any_longer_is_not_sent(world: World, post: Post) -> None:
    anna = world.scope("anna")
    post("amir")
    end_assignment(anna, world.scope("amir").membership, last_day=timezone.localdate(), successor=None)
    post("karin")
    choose_notices(world.scope("karin"), [])
    withdraw(anna, invited(anna))
    assert send_due() == 0
    assert Notice.objects.exclude(dropped_at=None).count() == 3
    assert not mail.outbox


def test_an_invitation_carries_the_newest_link_and_nothing_of_it_is_stored(world: World) -> None:
    invitation = invited(world.scope("anna"))
    link = f"/invitation/{token_of(invitation.nonce)}/"
    assert link not in str(list(Notice.objects.values()))
    send_due()
    assert sent_to() == ["moa@example.test"]
    assert link in mail.outbox[0].body
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_the_background_task_sends_all_there_is(
    world: World, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samverkan.notices.tasks.AT_A_TIME", 2)
    monkeypatch.setattr("samverkan.notices.tasks.send_due", lambda: send_due(2))
    for who in ("anna", "per", "karin", "lars", "amir"):
        post(who)
    send_notices.call()
    assert len(mail.outbox) == 5


def test_waiting_doubles_and_has_an_end() -> None:
    waits = [wait_after(attempt) for attempt in range(1, 40)]
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert waits[-1] == LONGEST_WAIT


def test_a_name_with_a_line_break_cannot_add_a_header(world: World, post: Post) -> None:
    notice = post("anna")
    Notice.objects.filter(pk=notice.pk).update(subject="Hej\nBcc: alla@example.test")
    assert send_due() == 1
    assert mail.outbox[0].subject == "Hej Bcc: alla@example.test"


def test_sent_again_while_it_waits_an_invitation_is_one_mail_with_the_newest_link(
    world: World, server: Server
) -> None:
    invitation = invited(world.scope("anna"))
    server(down)
    send_due()
    send_again(world.scope("anna"), invitation)
    server(fine)
    assert send_due() == 1
    assert token_of(invitation.nonce) in mail.outbox[0].body


def test_sent_again_while_it_is_being_sent_an_invitation_is_a_second_mail(world: World) -> None:
    invitation = invited(world.scope("anna"))
    assert sending._take(timezone.now()) is not None
    send_again(world.scope("anna"), invitation)
    assert Notice.objects.count() == 2
