"""Every address asked for by every person, once: what was answered, what it wrote, and which planted words it told."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from samverkan.access.models import LogEntry
from tests.addresses import ADDRESSES
from tests.architecture.reading import readable
from tests.conftest import World
from tests.crowd import STRANGERS
from tests.scenario import MARK, Belongings, Scenario

Route = tuple[str, str, Any]  # address, name, view

# Everyone with their party, and those who have none.
PEOPLE = {
    "anna": "municipality",
    "amir": "municipality",
    "karin": "municipality",
    "per": "police",
    "lars": "police",
    "olle": "",
    "cecilia": "",
    "anonymous": "",
}
CURIOUS = ("anna", "karin", "per", "lars")


@dataclass(frozen=True)
class Answer:
    """`owner`: whose objects stood in the address. `secrets`: the planted words in all that was said, and logged.

    `strangers`: whether any of the other partnerships in the installation was told of.
    """

    person: str
    owner: str
    method: str
    url: str
    status: int
    location: str
    written: tuple[str, ...]
    logged: bool
    secrets: frozenset[str]
    strangers: bool
    server_log: str

    def __str__(self) -> str:
        asked = "an empty POST" if self.method == "post" else "GET"
        return f"{asked} {self.url} by {self.person}"


class Walkers:
    """`walkers["per"]` is a browser in which Per has signed in; each call gives a new one, in the same session."""

    def __init__(self, world: World) -> None:
        self._cookies: dict[str, str] = {}
        for name, user in world.people.items():
            client = Client()
            client.force_login(user)
            self._cookies[name] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def __getitem__(self, name: str) -> Client:
        client = Client()
        if name in self._cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._cookies[name]
        return client


class Walk:
    """The answers, by address. Each is asked for when a test first wants it; what was written is taken back."""

    def __init__(self, scenario: Scenario, walkers: Walkers) -> None:
        self._scenario, self._walkers = scenario, walkers
        self._walked: dict[str, list[Answer]] = {}

    def answers(self, route: Route) -> list[Answer]:
        address, name, _ = route
        if name not in self._walked:
            self._walked[name] = [
                self.ask(person, owner, method, url)
                for person in PEOPLE
                for owner in owners(address, person)
                for url in urls_of(name, address, self._scenario.of(owner))
                for method in ("get", "post")
            ]
        return self._walked[name]

    def ask(self, person: str, owner: str, method: str, url: str) -> Answer:
        outbox = len(getattr(mail, "outbox", []))
        with transaction.atomic(), _listening() as log:
            before = LogEntry.objects.count()
            with connection.execute_wrapper(statements := Statements()):
                response = getattr(self._walkers[person], method)(url)
            logged = LogEntry.objects.count() > before
            mails = "\n".join(str(message.message()) for message in getattr(mail, "outbox", [])[outbox:])
            transaction.set_rollback(True)
        server_log = "\n".join(log)
        said = "\n".join([readable(response), server_log, mails])
        return Answer(
            person,
            owner,
            method,
            url,
            response.status_code,
            response.get("Location", ""),
            tuple(written(statements)),
            logged,
            secrets_in(said),
            STRANGERS in said.lower(),
            server_log,
        )


def owners(address: str, person: str) -> tuple[str, ...]:
    """Whose objects to try: one's own, by the curious the other party's too, by those without a party Anna's."""
    if not has_numbers(address):
        return ("nobody",)
    return ("municipality", "police") if person in CURIOUS else (PEOPLE[person] or "municipality",)


def has_numbers(address: str) -> bool:
    """Whether more than the partnership stands in an address."""
    return "<" in address.removeprefix("p/<slug:slug>/")


def urls_of(name: str, address: str, belongings: Belongings, slug: str = "") -> list[str]:
    """The address filled in with what a party has, once for each object that stands for a state of its own.

    With `slug`, in another partnership: as somebody there would try.
    """
    slug = slug or belongings.writer.partnership.slug
    filled = ADDRESSES[name].fill(belongings) if has_numbers(address) else [{}]
    return [reverse(name, kwargs={"slug": slug, **kwargs}) for kwargs in filled]


def secrets_in(text: str) -> frozenset[str]:
    """The planted words in a text, as far as they go on; in a PDF they may be divided between two lines."""
    whole = text.lower().replace("-", "").replace("\u00ad", "")
    return frozenset(re.findall(rf"{MARK}\w*", whole))


class Statements(list[str]):
    """The SQL that is executed meanwhile, without what Django's own recording costs."""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.append(sql)
        return execute(sql, params, many, context)


def written(statements: list[str]) -> list[str]:
    """What was written and not taken back, except that somebody was here (sessions)."""
    kept: list[tuple[str, str]] = []
    for sql in statements:
        word, _, rest = sql.partition(" ")
        if word == "SAVEPOINT":
            kept.append((rest, ""))
        elif sql.startswith("ROLLBACK TO SAVEPOINT "):
            point = sql.removeprefix("ROLLBACK TO SAVEPOINT ")
            while kept and kept.pop()[0] != point:
                pass
        elif word in {"INSERT", "UPDATE", "DELETE", "REPLACE"} and "django_session" not in sql:
            kept.append(("", sql))
    return [sql for _, sql in kept if sql]


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What the server writes in its own log meanwhile."""
    lines: list[str] = []
    handler = logging.Handler(logging.INFO)
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
