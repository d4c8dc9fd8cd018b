"""A file as evidence is of a known sort by name and content, is kept whole, and is missed when it is gone."""

import io
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from samverkan.config import integrity
from samverkan.problems.files import LARGEST, Unfit, keep_file, read_file, safe_name
from samverkan.problems.models import Cause
from tests.conftest import World
from tests.planted.analysis import add_file, pose


def office(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return made.getvalue()


GOOD = {
    "protokoll.pdf": b"%PDF-1.7\n",
    "torget.PNG": b"\x89PNG\r\n\x1a\n....",
    "torget.jpg": b"\xff\xd8\xff\xe0",
    "torget.jpeg": b"\xff\xd8\xff\xe0",
    "tillsyn.xlsx": office("xl/workbook.xml"),
    "tillsyn.docx": office("word/document.xml"),
    "tillsyn.csv": "dag;antal\nlördag;12\n".encode("cp1252"),
}


def send(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", GOOD)
def test_a_file_of_a_known_sort_is_kept_as_it_came(name: str) -> None:
    kept = keep_file(send(name, GOOD[name]))
    assert read_file(kept.sha256) == GOOD[name]
    assert (settings.DOCUMENTS_DIR / f"{kept.sha256}.bin").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("virus.exe", b"MZ", "PDF, PNG, JPEG"),
        ("sida.html", b"<html>", "PDF, PNG, JPEG"),
        ("bild.svg", b"<svg/>", "PDF, PNG, JPEG"),
        ("utan", b"text", "PDF, PNG, JPEG"),
        ("sida.pdf", b"<html><script>", "innehållet är något annat"),
        ("sida.csv", b"<html><script>", "innehållet är något annat"),
        ("fil.csv", b"dag\x00;antal", "innehållet är något annat"),
        ("brev.docx", office("xl/workbook.xml"), "innehållet är något annat"),
        ("makro.xlsx", office("xl/workbook.xml", "xl/vbaProject.bin"), "innehållet är något annat"),
        ("trasig.xlsx", b"PK\x03\x04", "innehållet är något annat"),
        ("tom.csv", b"", "tom"),
        ("850709-9805.pdf", b"%PDF-1.7", "Döp om filen"),
        ("anna@example.test.pdf", b"%PDF-1.7", "Döp om filen"),
    ],
)
def test_anything_else_is_refused_in_words_and_nothing_is_kept(name: str, content: bytes, said: str) -> None:
    with pytest.raises(Unfit, match=said) as refused:
        keep_file(send(name, content))
    assert "9805" not in str(refused.value)
    assert not settings.DOCUMENTS_DIR.exists()


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    large = send("stor.pdf", b"%PDF-1.7")
    large.size = LARGEST + 1
    with pytest.raises(Unfit, match="20 MB"):
        keep_file(large)


@pytest.mark.parametrize(
    ("sent", "safe"),
    [
        ("..\\..\\etc\\brott maj.CSV", "brott maj.csv"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ('a"b\r\nc.pdf', "a_b__c.pdf"),
        ("å" * 200 + ".pdf", "å" * 120 + ".pdf"),
        (".pdf", "pdf"),
    ],
)
def test_a_name_is_made_safe(sent: str, safe: str) -> None:
    assert safe_name(sent) == safe


def test_the_check_knows_the_files_and_misses_one_that_is_gone(world: World, branch: Cause) -> None:
    row = add_file(world.scope("anna"), pose(world.scope("anna"), branch))
    path = settings.DOCUMENTS_DIR / f"{row.file_sha256}.bin"
    assert (path, row.file_sha256) in set(integrity.owned_files())
    assert integrity.problems() == []
    path.write_bytes(b"annat")
    assert ["har ändrats" in told for told in integrity.problems()] == [True]
