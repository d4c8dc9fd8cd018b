"""Settings that follow from the operator's environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

OIDC = {
    "OIDC_SERVER_URL": "https://login.kommunen.test/realms/a",
    "OIDC_CLIENT_ID": "x",
    "OIDC_CLIENT_SECRET": "y",
}
READ = "from samverkan.config import settings as s; print({})"


def told(home: Path, expression: str, **environment: str) -> str:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    given = {**kept, "SAMVERKAN_HOME": str(home), **environment}
    command = [sys.executable, "-c", READ.format(expression)]
    return subprocess.run(command, env=given, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize(
    ("environment", "origins"), [({}, "'self'"), (OIDC, "'self' https://login.kommunen.test")]
)
def test_a_form_leads_to_ourselves_and_to_the_organisations_login(
    tmp_path: Path, environment: dict[str, str], origins: str
) -> None:
    expression = "' '.join(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    assert told(tmp_path, expression, **environment) == origins


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "False 0"),
        ({"PUBLIC_URL": "https://samverkan.test"}, "True 1"),
        ({"PUBLIC_URL": "https://samverkan.test", "TRUSTED_PROXIES": "2"}, "True 2"),
    ],
)
def test_behind_tls_cookies_demand_it_and_visitors_are_told_apart(
    tmp_path: Path, environment: dict[str, str], expected: str
) -> None:
    expression = "s.SESSION_COOKIE_SECURE, s.ALLAUTH_TRUSTED_PROXY_COUNT"
    assert told(tmp_path, expression, **environment) == expected


def test_nothing_is_told_to_a_stranger_unless_the_operator_asks_for_it(tmp_path: Path) -> None:
    assert told(tmp_path, "s.DEBUG") == "False"
    assert (tmp_path / "keys" / "secret.key").stat().st_mode & 0o077 == 0
