"""A received file lies under a name that tells nothing, and is gone when it has served its purpose."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory
from pytest_django import Settings

from samverkan.access import personal_data
from samverkan.datasets.uploads import TOO_LARGE, discard_upload, keep_upload, suffix, upload_path


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    return tmp_path / "uploads"


def test_a_file_is_kept_byte_for_byte_under_a_random_name() -> None:
    data = b"a;b\n1;2\n" * 1000
    first, second = (keep_upload(SimpleUploadedFile("x.csv", data), "Brott maj.CSV") for _ in range(2))
    assert upload_path(first.stored_as).read_bytes() == data
    assert (first.sha256, first.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert first.stored_as != second.stored_as
    assert first.stored_as.endswith(".csv")
    assert "Brott" not in first.stored_as


def test_the_random_name_cannot_be_taken_for_a_persons_number() -> None:
    kept = keep_upload(SimpleUploadedFile("x.csv", b"1"), "x.csv")
    assert not any(character.isdigit() for character in kept.stored_as)
    assert not personal_data.find(kept.stored_as)


def test_a_discarded_file_is_gone_and_discarding_again_is_no_error(folder: Path) -> None:
    kept = keep_upload(SimpleUploadedFile("x.csv", b"1"), "x.csv")
    discard_upload(kept.stored_as)
    discard_upload(kept.stored_as)
    discard_upload("")
    assert list(folder.iterdir()) == []


def test_a_file_that_breaks_off_leaves_nothing(folder: Path) -> None:
    class Broken(SimpleUploadedFile):
        def chunks(self, chunk_size: int | None = None):  # type: ignore[no-untyped-def]
            yield b"half"
            raise OSError("connection lost")

    with pytest.raises(OSError):
        keep_upload(Broken("x.csv", b""), "x.csv")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.xlsx", ".xlsx"), ("a", ""), ("a.b/../c", ""), ("a.åäö", ""), ("a.very-long-ending", ""), (".", "")],
)
def test_only_a_plain_ending_is_kept_of_the_name(name: str, ending: str) -> None:
    assert suffix(name) == ending


def test_the_limit_is_of_everything_that_is_sent_at_once(settings: Settings, tmp_path: Path) -> None:
    settings.UPLOAD_LIMIT, settings.UPLOADS_DIR = 10, tmp_path / "uploads"
    files = {name: SimpleUploadedFile(name, b"12345678") for name in ("one.csv", "two.csv")}
    request = RequestFactory().post("/account/login/", files)
    assert [file.size for file in request.FILES.values()] == [8]
    assert request.META[TOO_LARGE]


def test_a_large_file_waits_in_the_home_while_it_is_received(settings: Settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 4
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("one.csv", b"12345678")})
    received = request.FILES["file"]
    assert isinstance(received, TemporaryUploadedFile)
    assert Path(received.temporary_file_path()).parent == tmp_path / "uploads"
    received.close()
