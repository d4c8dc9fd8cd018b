"""A backup holds everything, and a restore proves it before it replaces anything."""

import io
import json
import stat
import tarfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from samverkan.config import backup, server
from samverkan.documents import keys, signing
from samverkan.partnerships.models import Partnership, User
from tests import signed
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
    monkeypatch.setattr(settings, "UPLOADS_DIR", home / "uploads")
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


def test_what_is_half_written_or_no_longer_waited_for_is_left_out(
    world: World, tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for half in ("datasets/part-x/rows.parquet", "documents/.b.pdf.0a", "uploads/y/t.csv", "keys/secret.77"):
        (own_home / half).parent.mkdir(parents=True, exist_ok=True)
        (own_home / half).write_text("halv")
    for name in ("waited.csv", "received.csv"):
        (own_home / "uploads" / name).write_text("Typ;Datum")
    # An import that ends while the backup is taken: its file is gone when its turn comes.
    monkeypatch.setattr(backup, "files_of_open_imports", lambda: ["waited.csv", "gone.csv"])
    files = backup._files

    def with_one_that_goes(waited_for: set[str]) -> Any:
        yield from files(waited_for)
        yield own_home / "uploads" / "gone.csv", "uploads/gone.csv"

    monkeypatch.setattr(backup, "_files", with_one_that_goes)

    assert backup.backup(tmp_path / "copy.tar") == 0

    with tarfile.open(tmp_path / "copy.tar") as archive:
        assert set(archive.getnames()) == {
            "rows.jsonl",
            "manifest.json",
            "documents/a.pdf",
            "uploads/waited.csv",
            "keys/secret.key",
        }
    assert backup.restore(tmp_path / "copy.tar", replace=True) == 0


def test_a_backup_never_changes_tables_of_an_older_version(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "tables_are_current", lambda: False)
    monkeypatch.setattr(server, "prepare", lambda: pytest.fail("the tables were brought up"))
    assert backup.backup(tmp_path / "copy.tar") == 1
    assert "äldre version" in capsys.readouterr().out


def test_a_backup_that_finds_no_room_says_so_and_leaves_nothing(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert backup.backup(tmp_path / "copy.tar") == 1
    assert "Ingen kopia är tagen" in capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} == {"home"}


def test_a_restore_does_not_touch_a_home_that_is_served(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.backup(tmp_path / "copy.tar")
    monkeypatch.setattr(server, "prepare", lambda: pytest.fail("the tables were brought up"))
    with server.hold_home() or pytest.fail("the home was taken"):
        assert backup.restore(tmp_path / "copy.tar", replace=True) == 1


def test_an_archive_writes_nowhere_outside_the_home(
    world: World, tmp_path: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup.backup(tmp_path / "copy.tar")
    (own_home / "bait").write_text("bete")
    with tarfile.open(tmp_path / "copy.tar") as archive:
        kept = {m.name: archive.extractfile(m).read() for m in archive}  # type: ignore[union-attr]
    manifest = json.loads(kept["manifest.json"])
    manifest["files"]["../bait"] = sha256(b"bete").hexdigest()
    kept["manifest.json"] = json.dumps(manifest).encode()
    with tarfile.open(tmp_path / "copy.tar", "w") as archive:
        for name, content in kept.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    assert backup.restore(tmp_path / "copy.tar", replace=True) == 1
    assert "hör inte till" in capsys.readouterr().out
    assert not (own_home.parent / "bait").exists()


def test_a_restore_brings_the_signing_key_and_keeps_the_one_that_was_there(
    world: World, tmp_path: Path, own_home: Path
) -> None:
    signed.with_key()
    (own_home / "keys" / "signing.key").chmod(0o600)
    before = signing.verify(signed.by_both())
    assert backup.backup(tmp_path / "copy.tar") == 0
    keys.path().unlink()
    later = keys.own()

    assert backup.restore(tmp_path / "copy.tar", replace=True) == 0

    assert stat.S_IMODE(keys.path().stat().st_mode) == 0o600
    assert before.holds and signing.verify(signed.by_both()).holds
    assert later.certificate in keys.certificates(), "what was signed meanwhile is still recognised"
