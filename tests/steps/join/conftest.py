"""Where the tests of step 3 start: both parties have handed over two findings each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse

from samverkan.pictures.actions import change_finding
from samverkan.pictures.models import HandOver
from samverkan.pictures.queries.joint import Entry, JointPicture, joint_picture
from samverkan.pictures.queries.own import findings
from tests.conftest import World
from tests.pictures.conftest import Cast, write

ANNAS, PERS = "Mer klotter vid skolan", "Mer cykelstölder vid stationen"


@dataclass(frozen=True)
class Table:
    """The table both parties sit at: `press` and `send` act through the screens as one of them."""

    world: World
    kommun: Cast
    polis: Cast

    @property
    def picture(self) -> JointPicture:
        return joint_picture(self.kommun.writer)

    def entry(self, what: str) -> Entry:
        """The handed-over finding that starts with `what`."""
        return next(entry for entry in self.picture.entries if entry.finding["what"].startswith(what))

    def number(self, what: str) -> int:
        return self.entry(what).number

    def get(self, who: str | None, place: str = "") -> HttpResponse:
        return self.world.client(who).get(f"/p/ekdala/join/{place}")

    def post(self, who: str | None, place: str, **fields: Any) -> HttpResponse:
        return self.world.client(who).post(f"/p/ekdala/join/{place}", fields)

    def press(self, who: str, place: str, **fields: Any) -> str:
        """What can be read on the page one comes to."""
        return text(self.world.client(who).post(f"/p/ekdala/join/{place}", fields, follow=True))

    def seen(self, what: str) -> int:
        """The version of the choice about a finding as it stands on the page; 0 where nothing is decided."""
        choice = self.entry(what).choice
        return choice.version if choice else 0

    def decide(self, who: str, verb: str, what: str, *, version: int = 0, **fields: Any) -> HttpResponse:
        return self.post(who, f"findings/{self.number(what)}/{verb}/", expected_version=version, **fields)

    def keep_everything(self) -> None:
        for entry in self.picture.entries:
            self.post("anna", f"findings/{entry.number}/keep/", expected_version=0)


def text(response: HttpResponse) -> str:
    """What can be read on a page, with its tags taken out."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


def form_of(page: HttpResponse) -> dict[str, str]:
    """The hidden fields of the page's last form, as a browser would send them back."""
    html = page.content.decode().rpartition("<form")[2]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def fields_of(page: HttpResponse) -> dict[str, str]:
    """The hidden fields of the page's own form, which is not the last one: the guidance has its own."""
    html = page.content.decode().partition('class="form"')[2].partition("</form>")[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def work_form(page: HttpResponse) -> dict[str, str]:
    """The same of the form that the page is for, where the guidance beside it has one of its own."""
    html = page.content.decode().partition('<form class="form"')[2].partition("</form>")[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', html)
    return {name: unescape(value) for name, value in hidden if name != "csrfmiddlewaretoken"}


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    settings.DRAFTS_DIR = tmp_path / "drafts"


@pytest.fixture
def apart(world: World) -> Table:
    """Nobody has handed over yet."""
    kommun = Cast(world.scope("anna"), world.scope("karin"))
    return Table(world, kommun, Cast(world.scope("per"), world.scope("lars")))


@pytest.fixture
def table(apart: Table) -> Table:
    for cast, what in ((apart.kommun, "klotter vid skolan"), (apart.polis, "cykelstölder vid stationen")):
        write(cast.writer, f"Mer {what}", where="Centrum")
        write(cast.writer, f"Mindre {what}")
        cast.hand_over()
    return apart


@pytest.fixture
def changed(table: Table) -> Callable[[str], HandOver]:
    """Anna's party changes what was kept and hands over again."""

    def change(words: str) -> HandOver:
        finding = findings(table.kommun.writer).get(what=ANNAS)
        change_finding(table.kommun.writer, finding, 1, what=words)
        return table.kommun.hand_over()

    return change
