"""How long every page takes on the demo, and how often it asks the database.

    SAMVERKAN_HOME=var/demo .venv/bin/python -m bench.pages [e-mail of who looks]

Walks every link that the person meets, and measures each kind of page that draws no PDF: the server's own time, in this
process, without network and browser. The pages are meant to take 25 ms at the median and 15 questions.
"""

import os
import re
import statistics
import sys
import time
from dataclasses import dataclass
from html import unescape

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.config.settings")
django.setup()  # before anything that knows a model
# ruff: noqa: E402

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from samverkan.demo.people import MUNICIPALITY
from samverkan.partnerships.models import User

TIMES = 30
SLOW_MS, MANY = 25, 15
OF_A_KIND = 3  # pages measured of each kind, such as three datasets
LINK = re.compile(r'href="(/p/[^"#]*)')


@dataclass(frozen=True)
class Page:
    name: str
    url: str
    milliseconds: float
    computing: float  # of them in the processor: what is left on a machine with nothing else to do
    queries: int

    def __str__(self) -> str:
        told = " <- slow" if self.milliseconds > SLOW_MS else ""
        told += " <- asks much" if self.queries > MANY else ""
        counted = f"{self.milliseconds:7.1f} {self.computing:9.1f} {self.queries:9d}"
        return f"{counted}  {self.name:28} {self.url}{told}"


def main() -> int:
    """0 when every page keeps to its budget on this machine, else 1."""
    email = sys.argv[1] if len(sys.argv) > 1 else MUNICIPALITY.people[0].email
    user = User.objects.get(email__iexact=email)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    slug = user.memberships.filter(ended_at=None)[0].partnership.slug
    pages = sorted(
        (measure(client, url) for url in walk(client, f"/p/{slug}/")), key=lambda page: -page.milliseconds
    )
    client.logout()
    print(f"{len(pages)} pages as {user.name}, the median of {TIMES} times")
    print(f"{'ms':>7} {'computing':>9} {'questions':>9}")
    print("\n".join(map(str, pages)))
    return int(any(page.milliseconds > SLOW_MS or page.queries > MANY for page in pages))


def walk(client: Client, start: str) -> list[str]:
    """The addresses met by following links: a few of each kind, those that draw a PDF left out."""
    waiting, met, kept = [start], {start}, list[str]()
    of_a_kind: dict[str, int] = {}
    while waiting:
        url = waiting.pop(0)
        found = resolve(url.partition("?")[0])
        if found.func.screen.pdf or of_a_kind.get(found.view_name, 0) >= OF_A_KIND:
            continue
        response = client.get(url)
        if response.status_code != 200:
            continue
        of_a_kind[found.view_name] = of_a_kind.get(found.view_name, 0) + 1
        kept.append(url)
        if response["Content-Type"].startswith("text/html"):
            links = [unescape(link) for link in LINK.findall(response.content.decode())]
            waiting += [link for link in dict.fromkeys(links) if link not in met]
            met.update(links)
    return kept


def measure(client: Client, url: str) -> Page:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    asked = len(queries)  # before the next request, which clears them away
    taken, computing = [], []
    for _ in range(TIMES):
        began, computed = time.perf_counter(), time.thread_time()
        client.get(url)
        taken.append(1000 * (time.perf_counter() - began))
        computing.append(1000 * (time.thread_time() - computed))
    name = resolve(url.partition("?")[0]).view_name
    return Page(name, url, statistics.median(taken), statistics.median(computing), asked)


if __name__ == "__main__":
    sys.exit(main())
