"""The names a script may rely on are reachable from `samverkan.analysis`, whatever was imported before."""

import subprocess
import sys

import pytest

import samverkan.analysis


def _run(code: str) -> str:
    """What a fresh interpreter prints: import order can only be tested there."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        _ = samverkan.analysis.guess


@pytest.mark.parametrize("name", ["aoristic", "near_repeat"])
def test_a_function_is_not_hidden_by_its_module_of_the_same_name(name: str) -> None:
    code = (
        f"import samverkan.analysis.{name}\n"
        f"from samverkan.analysis import {name}\n"
        f"print(callable({name}), {name}.__name__)"
    )
    assert _run(code) == f"True {name}"


def test_the_room_loads_nothing_heavy_until_a_name_is_used() -> None:
    code = (
        "import sys, samverkan.analysis\n"
        "heavy = {'numpy', 'scipy', 'ibis', 'duckdb', 'pyarrow', 'django'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert _run(code) == "[]"


def test_no_part_of_the_room_loads_the_slow_statistics_packages() -> None:
    code = (
        "import importlib, pkgutil, sys, samverkan.analysis as room\n"
        "names = [part.name for part in pkgutil.iter_modules(room.__path__)]\n"
        "[importlib.import_module(f'samverkan.analysis.{name}') for name in names]\n"
        "slow = {'pandas', 'statsmodels', 'esda', 'sklearn', 'scipy.stats', 'matplotlib', 'django'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    assert _run(code) == "[]"
