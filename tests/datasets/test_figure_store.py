"""Computed figures can be thrown away at any time, and half a file counts as none."""

from pathlib import Path

import pytest
from pytest_django import Settings

from samverkan.datasets import figure_store


@pytest.mark.parametrize("left", [b"", b'{"trend": {"yea', b"\xff\xfe"])
def test_a_file_that_a_power_cut_took_is_counted_anew(
    settings: Settings, tmp_path: Path, left: bytes
) -> None:
    settings.FIGURES_DIR = tmp_path
    (tmp_path / "choice.json").write_bytes(left)
    assert figure_store.load("choice") is None
    assert figure_store.save("choice", {"trend": None}) == {"trend": None}
    assert figure_store.load("choice") == {"trend": None}
