"""The house keeps its shape: see docs/architecture.md. Each failure tells the mend."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).parents[2] / "src" / "samverkan"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
LAYERS: list[str] = next(
    contract["layers"]
    for contract in tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    if contract.get("exhaustive")
)
RANK = {room.strip(): rank for rank, line in enumerate(LAYERS) for room in line.split("|")}
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}


def test_foreign_keys_point_the_way_imports_do() -> None:
    for model in apps.get_models():
        if not model.__module__.startswith("samverkan."):
            continue
        room = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if field.auto_created or target is None or not target.__module__.startswith("samverkan."):
                continue
            other = target.__module__.split(".")[1]
            assert RANK[room] <= RANK[other], (
                f"{model.__name__}.{field.name} points up from {room}/ to {other}/: turn the key around"
            )


def test_no_room_is_called_common_utils_or_helpers() -> None:
    for path in MODULES:
        assert not {"common", "utils", "helpers"} & set(path.with_suffix("").parts), (
            f"{path.relative_to(SOURCE)}: name the module after what it knows"
        )


def test_files_stay_small() -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES)
    assert lengths[len(lengths) // 2] < 100, "the median file has passed 100 lines: divide the large ones"
    for path in MODULES:
        length = len(path.read_text(encoding="utf-8").splitlines())
        assert length <= 400, f"{path.relative_to(SOURCE)} has {length} lines: divide it by what it knows"


@pytest.mark.parametrize(
    "path",
    sorted((SOURCE / "steps").rglob("*.py")) + sorted((SOURCE / "public").rglob("*.py")),
    ids=lambda p: p.name,
)
def test_screens_never_write(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        ):
            continue
        chain = ast.unparse(node.func)
        assert "objects" not in chain and not chain.endswith(".save"), (
            f"{path.name}:{node.lineno} writes ({chain}): move it to an action in the noun's actions"
        )


def test_actions_are_marked_with_their_right() -> None:
    for path in MODULES:
        if not (path.name == "actions.py" or path.parent.name == "actions") or path.parent.name == "access":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            marks = [ast.unparse(decorator) for decorator in node.decorator_list]
            assert any(mark.startswith("action(") for mark in marks), (
                f"{path.relative_to(SOURCE)}: {node.name} is a public verb without @action(permission)"
            )
