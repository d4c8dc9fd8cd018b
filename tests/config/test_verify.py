"""`samverkan verify FIL` says who signed what and when, and whether it still holds."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from samverkan.config import command, verifying
from samverkan.documents import keys, store
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.rules import DocumentKind
from samverkan.plans import actions
from samverkan.plans import signing as signing_of_leader
from samverkan.plans.models import Signing
from samverkan.plans.rules import SectionKey
from tests import signed
from tests.conftest import World
from tests.plans.conftest import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.DOCUMENTS_DIR = settings.HOME / "documents"
    signed.with_key()
    return tmp_path


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(content: bytes) -> tuple[int, str]:
        (tmp_path / "avtal.pdf").write_bytes(content)
        return verifying.run(tmp_path / "avtal.pdf"), capsys.readouterr().out

    return run


def test_it_says_who_signed_what_and_when(verify: Any) -> None:
    code, said = verify(signed.by_both())
    assert code == 0
    for words in (
        "Underskrift för kommunen\n  Av: Karin Åkesson\n  Gäller: Samverkansöverenskommelse, version 1\n",
        "  När: 3 november 2026 kl. 14.05.00, enligt installationens egen klocka\n  Det underskrivna: oförändrat\n",
        "Underskrift för polisen\n  Av: Lars Holm\n",
        "Underskrivna platser: 2 av 2.\nAlla underskrifter i filen gäller.",
        "enkel elektronisk underskrift",
        "inte med ett personligt certifikat",
    ):
        assert words in said, words


def test_a_signature_that_is_missing_is_told(verify: Any) -> None:
    code, said = verify(signed.by_karin())
    assert code == 2
    assert "Underskrivna platser: 1 av 2.\nInte underskriven än: Underskrift för polisen.\n" in said
    assert said.endswith("alla har inte skrivit under i filen.\n")


def test_a_time_that_the_certificate_does_not_cover_is_told(verify: Any) -> None:
    early = signed.MOMENT - timedelta(days=300)
    code, said = verify(signed.signing.sign(signed.prepared(), "part-1", name="Karin", reason="Ja", at=early))
    assert code == 1 and "Underskriften gäller inte. Tiden för underskriften ligger utanför" in said


def test_a_change_is_told(verify: Any) -> None:
    damaged = bytearray(signed.by_both())
    damaged[damaged.index(b"stream") + 20] ^= 1
    code, said = verify(bytes(damaged))
    assert code == 1
    assert "Det underskrivna: ändrat eller skadat" in said
    assert "Säger sig vara av: Karin Åkesson" in said, "whom a changed file names, it only claims"
    assert said.endswith("Underskrifterna håller inte.\n")


def test_something_added_is_told(verify: Any) -> None:
    code, said = verify(signed.by_both() + b"\n% mer")
    assert code == 1 and "håller inte" in said


def test_an_unknown_key_is_told(verify: Any) -> None:
    both = signed.by_both()
    keys.path().unlink()
    code, said = verify(both)
    assert code == 1
    assert "Nyckel: okänd här" in said and "Säger sig vara av: Karin Åkesson" in said
    assert not keys.path().exists()


def test_what_is_no_signed_pdf_is_neither_good_nor_bad(verify: Any, tmp_path: Path, capsys: Any) -> None:
    assert verify(b"hej")[0] == 3
    code, said = verify(signed.prepared())
    assert code == 3 and "Filen har inga underskrifter." in said
    assert verifying.run(tmp_path / "finns-inte.pdf") == 3
    assert "går inte att läsa" in capsys.readouterr().out


def test_the_document_store_is_asked(verify: Any, world: World) -> None:
    assert "Dokumentarkivet har inte den här filen." in verify(signed.by_both())[1]
    scope = world.scope("anna")
    adopt_version(
        scope,
        kind=DocumentKind.AGREEMENT,
        author=None,
        title="Samverkansöverenskommelse",
        printed=Printed({}, "a" * 64, store.put(signed.by_both(), "pdf"), store.put(b"docx", "docx")),
        approvals=[],
    )
    assert "just den här filen: Samverkansöverenskommelse, version 1." in verify(signed.by_both())[1]


@pytest.fixture
def desk(world: World) -> Desk:
    desk = Desk(world)
    desk.ready()
    return desk


def sign(desk: Desk, who: str, signing: Signing) -> bytes:
    """The file as it is when that leader has signed."""
    scope = desk.world.scope(who)
    signing_of_leader.sign(scope, None, signing, content_sha256=signing.content_sha256, factor="lösenord")
    signing.refresh_from_db()
    return store.read(signing.pdf_sha256, "pdf")


def test_of_a_file_that_is_on_its_way_it_says_for_whom_it_waits_and_when_it_was_stopped(
    verify: Any, desk: Desk
) -> None:
    signing = desk.open(real=True)
    half = sign(desk, "karin", signing)
    code, said = verify(half)
    assert code == 2 and f"väntar på underskrift av {desk.world.police.name}." in said
    actions.stop_signing(desk.anna, signing, "Målen behöver ändras.")
    code, said = verify(half)
    assert code == 2 and "vars underskrift avbröts" in said and "Den gäller inte." in said
    assert "väntar på" not in said


def test_of_an_agreement_in_force_it_names_the_annexes_and_a_newer_version(verify: Any, desk: Desk) -> None:
    signing = desk.open(real=True)
    half = sign(desk, "karin", signing)
    whole = sign(desk, "lars", signing)
    code, said = verify(whole)
    assert code == 0 and "just den här filen: Samverkansöverenskommelse, version 1." in said
    assert "Bilaga 1: Gemensam lägesbild 2026, version 1\n  SHA-256 " + "1" * 64 in said
    assert "Tiden som den gäller för: 1 januari 2026 – 31 december 2026." in said
    assert "ersatt" not in said
    code, said = verify(half)
    assert code == 2 and "innan alla hade skrivit under" in said
    desk.write(SectionKey.OTHER)
    desk.on_paper(desk.open())
    code, said = verify(whole)
    assert code == 0 and "Den är ersatt av version 2" in said


def test_of_one_who_signed_on_paper_it_says_so(verify: Any, desk: Desk) -> None:
    signing = desk.open(real=True)
    half = sign(desk, "karin", signing)
    desk.on_paper(signing, "per")
    code, said = verify(half)
    assert code == 2 and "skrev Lars under på papper" in said and "just den här filen" in said


def test_a_home_that_was_never_served_will_do(
    verify: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(verifying.connection.settings_dict, "NAME", str(tmp_path / "none.sqlite3"))
    code, said = verify(signed.by_both())
    assert code == 0 and "finns ingen databas" in said
    assert not (tmp_path / "none.sqlite3").exists()


def test_the_command_takes_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "avtal.pdf").write_bytes(signed.by_both())
    monkeypatch.setattr("sys.argv", ["samverkan", "verify", str(tmp_path / "avtal.pdf")])
    monkeypatch.setattr("os.umask", lambda mask: mask)
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 0
