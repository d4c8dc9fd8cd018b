"""Where everything an installation owns is kept: one folder, so that it can be moved and backed up whole."""

import os
import secrets
from pathlib import Path


def home() -> Path:
    """The installation's folder: ``SAMVERKAN_HOME``, or ``var`` where the command is run."""
    return Path(os.environ.get("SAMVERKAN_HOME") or "var").resolve()


def secret_key() -> str:
    """The signing key: from ``SECRET_KEY``, else a private file made at the first start."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    path = home() / "keys" / "secret.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written aside and linked into place, so that two processes starting together agree on one key.
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
