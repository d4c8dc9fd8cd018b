"""Every screen a person can reach: no accessibility findings, nothing wider than the phone, nothing in the console."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.architecture.test_routes import routes
from tests.browser.conftest import Visit
from tests.planted import gathered

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Those who write meet every screen at both widths; those who read and look on, on the phone they carry.
WALKS = [
    ("anna@bjorkvalla.example", 1280),
    ("anna@bjorkvalla.example", 390),
    ("per@polisen.example", 1280),
    ("per@polisen.example", 390),
    ("karin@bjorkvalla.example", 390),
    ("olle@lansstyrelsen.example", 390),
]
FILES = re.compile(r"\.(pdf|docx|csv|geojson|json)$|/data/|/logout/")
# Addresses that only a form is sent to, or that give data and not a page, are no screens.
NO_SCREEN = re.compile(
    r"(register|move|remove|keep|undo|stand_by|cancel|count|to_finding|answers|pdf|docx|csv|map|cells|map_areas)$"
)


# A dataset's page looks different for each of the five kinds of dataset, a step's for how far it has come, a person's
# for oneself and for a colleague.
TIMES = {"prepare:dataset": 6, "overview:step": 3, "overview:person": 2}


def links(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all("a[href]", "es => es.map(e => e.getAttribute('href'))")
    return [href.split("#")[0] for href in found if href.startswith("/")]


def name_of(path: str) -> str:
    try:
        return resolve(path.split("?")[0]).view_name or path
    except Resolver404:
        return path


def crawl(page: Page, start: str, seen: dict[str, list[str]]) -> Iterator[str]:
    """Each kind of screen once, and the pages of datasets more often, by following links as a person would."""
    waiting = [start]
    while waiting:
        path = waiting.pop(0)
        met = seen.setdefault(name_of(path), [])
        if path in met or len(met) >= TIMES.get(name_of(path), 1) or FILES.search(path.split("?")[0]):
            continue
        met.append(path)
        response = page.goto(path)
        assert response is not None and response.status == 200, (
            f"{path} answers {response and response.status}"
        )
        yield path
        waiting += links(page)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "email",
    [
        "anna@bjorkvalla.example",
        "per@polisen.example",
        "karin@bjorkvalla.example",
        "olle@lansstyrelsen.example",
    ],
)
def test_every_screen_is_accessible_and_fits(visit: Visit, email: str, width: int) -> None:
    page = visit(email, width=width)
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    axe, seen, told = Axe(), dict[str, list[str]](), list[str]()
    for path in crawl(page, "/p/bjorkvalla/", seen):
        found = axe.run(page, options={"runOnly": TAGS}).response["violations"]
        told += [f"{path}: {v['id']} {v['nodes'][0]['target']} {v['help']}" for v in found]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        told += [f"{path} is {wide} px wider than the screen"] if wide > 0 else []
        told += [f"{path} says in the console: {words}" for words in said]
        said.clear()
    assert not told, "\n".join(told)
    assert len(seen) > (1 if email.startswith("olle") else 20)


def test_the_walk_misses_no_screen(visit: Visit) -> None:
    """What Anna and Per reach by links, and what waits for another state of the work, is the whole address table."""
    reached: set[str] = set()
    for email in ("anna@bjorkvalla.example", "per@polisen.example"):
        reached |= {name_of(path) for path in crawl(visit(email), "/p/bjorkvalla/", {})}
    screens = {
        name
        for address, name, view in routes()
        if address.startswith("p/") and not NO_SCREEN.search(name) and not view.screen.pdf
    }
    # Reached only while something waits: a file being read, a choice being made, a review already given.
    waiting = {
        *("join:page", "join:merge", "join:leave_out", "join:partner", "join:edit", "join:texts"),
        *("prepare:import", "prepare:import_confirm"),
        *("prepare:finding_removed", "prepare:acknowledge", "prepare:hand_over"),
    }
    waiting = waiting.union(*gathered("WAITING"), *gathered("DATA"))
    missed = screens - reached - waiting
    assert not missed, f"no link leads to {sorted(missed)}"
