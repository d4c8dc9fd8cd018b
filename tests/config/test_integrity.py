"""`samverkan check` tells how much of the handbook's content is there."""

from pathlib import Path
from typing import Any

import pytest

from samverkan.config import integrity
from samverkan.documents import keys, store
from tests import signed


def test_the_counts_are_those_of_the_handbook(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(integrity, "call_command", lambda *args, **kwargs: None)
    assert integrity.report() == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:4] == [
        "kriterier: 24",
        "områden med stödfrågor: 15",
        "stödfrågor: 73",
        "ord i ordlistan: 66",
    ]


def test_a_key_is_missed_as_soon_as_something_is_signed_with_it(
    db: None, settings: Any, tmp_path: Path
) -> None:
    settings.HOME, settings.DOCUMENTS_DIR = tmp_path, tmp_path / "documents"
    assert integrity.problems() == [], "nobody has signed yet"
    signed.with_key()
    store.put(signed.by_karin(), "pdf")
    assert integrity.problems() == []
    keys.path().write_text("skräp")
    assert "går inte att läsa" in integrity.problems()[0]
    keys.path().unlink()
    assert "saknas" in integrity.problems()[0]


def test_a_signing_service_that_is_misspelt_is_told(db: None, settings: Any) -> None:
    settings.SIGNER = "samverkan.documents.signers.Nobody"
    assert integrity.problems() == [
        "SIGNER är samverkan.documents.signers.Nobody, som inte går att läsa in."
        " Ingen kan skriva under förrän det är rättat."
    ]
