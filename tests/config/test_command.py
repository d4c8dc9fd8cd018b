"""What an operator does with an installation."""

import os
import stat
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverkan.config import command


@pytest.fixture(autouse=True)
def same_mask_afterwards() -> Iterator[None]:
    mask = os.umask(0o022)
    yield
    os.umask(mask)


def test_what_the_command_writes_is_for_its_own_user_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(options: Namespace) -> int:
        options.file.write_text("nycklar och utkast")
        return 0

    monkeypatch.setattr(command, "backup", write)
    monkeypatch.setattr("sys.argv", ["samverkan", "backup", str(tmp_path / "copy.tar")])
    with pytest.raises(SystemExit):
        command.main()
    assert stat.S_IMODE((tmp_path / "copy.tar").stat().st_mode) == 0o600
