"""`samverkan check` tells how much of the handbook's content is there."""

import pytest

from samverkan.config import integrity


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
