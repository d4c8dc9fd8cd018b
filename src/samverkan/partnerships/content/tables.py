"""The data files beside this module, as plain rows."""

import tomllib
from importlib.resources import files
from typing import Any


def rows(file: str, table: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = tomllib.loads((files(__package__) / file).read_text(encoding="utf-8"))[table]
    return read
