"""An adopted document is the same file for ever, and only those it belongs to can find it."""

from pathlib import Path
from typing import Any

import pytest

from samverkan.documents import store
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.frozen import WrittenOnce
from samverkan.documents.models import Document, DocumentVersion
from samverkan.documents.queries import versions
from samverkan.documents.rules import DocumentKind
from tests.conftest import World


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> Path:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    settings.DRAFTS_DIR = tmp_path / "drafts"
    return tmp_path


def adopt(world: World, who: str = "anna") -> DocumentVersion:
    scope = world.scope(who)
    printed = Printed({}, "a" * 64, store.put(b"pdf", "pdf"), store.put(b"docx", "docx"))
    return adopt_version(
        scope,
        kind=DocumentKind.OWN_PICTURE,
        author=scope.party,
        title="Lägesbild",
        printed=printed,
        approvals=[],
    )


def test_a_file_is_found_by_its_own_hash_and_kept_once(folders: Path) -> None:
    first, second = store.put(b"innehall", "pdf"), store.put(b"innehall", "pdf")
    assert first == second
    assert store.read(first, "pdf") == b"innehall"
    assert len(list((folders / "documents").iterdir())) == 1


def test_a_full_disk_leaves_nothing_half_written(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(b"innehall", "pdf")
    assert list((folders / "documents").iterdir()) == []


def test_a_draft_is_given_though_another_is_cleared_away_meanwhile(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda folder: [*listed(folder), folder / "gone.pdf"])
    assert store.draft("a" * 64, "pdf", lambda: b"utkast") == b"utkast"


@pytest.mark.parametrize("change", ["damage", "remove"])
def test_a_damaged_file_is_never_given_out(change: str) -> None:
    sha256 = store.put(b"som det var", "pdf")
    path = store.path_of(sha256, "pdf")
    path.write_bytes(b"something else") if change == "damage" else path.unlink()
    with pytest.raises(store.Damaged):
        store.read(sha256, "pdf")


def test_a_draft_is_made_once_for_each_content(folders: Path) -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("made")
        return b"utkast"

    for _ in range(2):
        assert store.draft("a" * 64, "pdf", make) == b"utkast"
    store.draft("b" * 64, "pdf", make)
    assert len(made) == 2


def test_old_drafts_are_cleared_away(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "DRAFTS_KEPT", 2)
    for number in range(4):
        store.draft(str(number) * 64, "pdf", lambda: b"utkast")
    assert len(list((folders / "drafts").iterdir())) == 2


def test_the_next_version_has_the_next_number(world: World) -> None:
    assert [adopt(world).number, adopt(world).number] == [1, 2]
    assert Document.objects.count() == 1


def test_each_party_has_its_own_document(world: World) -> None:
    assert adopt(world).document != adopt(world, "per").document


def test_an_adopted_version_is_never_changed(world: World) -> None:
    version = adopt(world)
    version.registry_number = "KS 1"
    with pytest.raises(WrittenOnce):
        version.save()
    with pytest.raises(WrittenOnce):
        version.delete()


def test_all_parties_read_what_belongs_to_the_partnership_and_nobody_else_does(world: World) -> None:
    version = adopt(world)
    assert versions(world.scope("per")).get(pk=version.pk) == version
    with pytest.raises(DocumentVersion.DoesNotExist):
        versions(world.scope("cecilia")).get(pk=version.pk)


def test_a_private_document_exists_for_its_author_only(world: World) -> None:
    version = adopt(world)
    Document.objects.update(private=True)
    assert list(versions(world.scope("amir"))) == [version]
    assert not versions(world.scope("per"))
