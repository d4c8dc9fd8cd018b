"""A backup holds everything, and a restore proves it before it replaces anything."""

import tarfile
from pathlib import Path

import pytest
from django.conf import settings

from samverkan.config import backup, server
from samverkan.partnerships.models import Partnership, User
from tests.conftest import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    (home / "documents").mkdir(parents=True)
    (home / "documents" / "a.pdf").write_bytes(b"%PDF-1.7")
    (home / "keys").mkdir()
    (home / "keys" / "secret.key").write_text("hemlig")
    monkeypatch.setattr(settings, "HOME", home)
    monkeypatch.setattr(server, "prepare", lambda: None)
    return home


def test_what_was_there_is_there_again(world: World, tmp_path: Path, own_home: Path) -> None:
    people = set(User.objects.values_list("pk", "email", "password"))
    assert backup.backup(tmp_path / "copy.tar") == 0
    Partnership.objects.filter(pk=world.elsewhere.pk).update(name="Förstörd")
    User.objects.create_user("ny@example.test", name="Ny")
    (own_home / "documents" / "a.pdf").unlink()
    (own_home / "keys" / "secret.key").write_text("annan")

    assert backup.restore(tmp_path / "copy.tar", replace=True) == 0

    assert Partnership.objects.get(pk=world.elsewhere.pk).name == "Furuvik"
    assert set(User.objects.values_list("pk", "email", "password")) == people
    assert (own_home / "documents" / "a.pdf").read_bytes() == b"%PDF-1.7"
    assert (own_home / "keys" / "secret.key").read_text() == "hemlig"


def test_new_rows_after_a_restore_get_numbers_of_their_own(world: World, tmp_path: Path) -> None:
    backup.backup(tmp_path / "copy.tar")
    backup.restore(tmp_path / "copy.tar", replace=True)
    assert User.objects.create_user("ny@example.test", name="Ny").pk not in {
        u.pk for u in world.people.values()
    }


@pytest.mark.parametrize("member", ["rows.jsonl", "documents/a.pdf"])
def test_a_changed_byte_stops_the_restore_before_anything_is_replaced(
    world: World, tmp_path: Path, member: str, capsys: pytest.CaptureFixture[str]
) -> None:
    backup.backup(tmp_path / "copy.tar")
    with tarfile.open(tmp_path / "copy.tar") as archive:
        offset = archive.getmember(member).offset_data
    damaged = bytearray((tmp_path / "copy.tar").read_bytes())
    damaged[offset + 3] ^= 1
    (tmp_path / "copy.tar").write_bytes(damaged)
    User.objects.create_user("efter@example.test", name="Efter")

    assert backup.restore(tmp_path / "copy.tar", replace=True) == 1

    assert User.objects.filter(email="efter@example.test").exists()
    assert f"{member} har ändrats" in capsys.readouterr().out


def test_a_file_that_is_no_backup_is_refused_in_words(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "copy.tar").write_text("hej")
    assert backup.restore(tmp_path / "copy.tar", replace=True) == 1
    assert "Inget har ändrats" in capsys.readouterr().out


def test_a_running_server_keeps_its_home(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup.backup(tmp_path / "copy.tar")
    with server.hold_home() or pytest.fail("the home was taken"):
        assert backup.restore(tmp_path / "copy.tar", replace=True) == 1
    assert "Stoppa den först" in capsys.readouterr().out
