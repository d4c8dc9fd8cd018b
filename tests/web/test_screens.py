"""What every screen does besides its own work: kept out of caches, and honest when the house itself fails."""

import errno
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from samverkan.datasets import figure_store
from samverkan.datasets.store import Missing
from tests.conftest import World
from tests.pictures.conftest import dataset, write

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(name, args=["ekdala", *args])


@pytest.mark.parametrize("name", ["overview:start", "prepare:own_picture", "prepare:picture_docx"])
def test_a_page_of_a_partnership_is_kept_by_no_browser_and_no_proxy(world: World, name: str) -> None:
    write(world.scope("anna"), "Fler cykelstölder")
    kept = world.client("anna").get(url(name))["Cache-Control"]
    assert "no-store" in kept and "private" in kept


def test_whoever_is_not_signed_in_goes_to_the_login_page_and_from_there_back(client: Client) -> None:
    address = url("join:workshop")
    assert client.get(address)["Location"] == f"/account/login/?next={address}"


def test_a_piece_of_a_page_asked_for_after_the_session_takes_the_whole_page_to_the_login_page(
    client: Client,
) -> None:
    page = url("join:workshop")
    asked = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}?sort=marks"}
    answer = client.get(url("join:workshop_marks"), headers=asked)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["HX-Redirect"] == f"/account/login/?next={page}%3Fsort%3Dmarks"
    elsewhere = client.get(
        url("join:workshop_marks"), headers=asked | {"HX-Current-URL": "https://evil.example/a/"}
    )
    assert "evil" not in elsewhere["HX-Redirect"]


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "inte plats att spara mer"),
        (OperationalError("database or disk is full"), "inte plats att spara mer"),
        (OperationalError("attempt to write a readonly database"), "Databasen svarar inte"),
        (PermissionError(errno.EACCES, "Permission denied"), "går inte att komma åt"),
        (Missing("rows"), "går inte att komma åt"),
    ],
)
def test_what_the_house_stands_on_fails_and_the_page_says_so(
    world: World, problem: Exception, told: str
) -> None:
    with patch("samverkan.steps.prepare.findings.add_finding", side_effect=problem):
        answer = world.client("anna").post(url("prepare:finding_new"), {"what": "Fler cykelstölder"})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert told in page
    assert "data-failed" in page  # what was typed stays in the browser
    assert str(problem) not in page


def test_a_dataset_whose_rows_are_gone_says_so_and_the_year_wheel_too(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    settings.DATASETS_DIR, settings.FIGURES_DIR = tmp_path / "datasets", tmp_path / "figures"
    lost = dataset(world.municipality, world.people["anna"])
    client = world.client("anna")
    with patch.object(figure_store, "SMALL", 0):  # nor is a large one asked for in vain
        assert client.get(url("prepare:dataset", lost.pk)).status_code == 503
    assert client.get(url("prepare:dataset", lost.pk)).status_code == 503
    type(lost).objects.update(kind="incidents")
    assert client.get(url("prepare:year_wheel")).status_code == 503


def test_a_press_that_a_login_came_between_is_told_as_not_done(world: World) -> None:
    answer = world.client("anna").get(url("initiate:group_propose", "steering"))
    page = answer.content.decode()
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Det blev inte gjort" in page and "Gå tillbaka till sidan och tryck igen." in page
    assert 'href="/"' in page
    assert url("overview:calendar") in page  # the menu is there
    assert world.client("cecilia").get(url("initiate:group_propose", "steering")).status_code == 404
