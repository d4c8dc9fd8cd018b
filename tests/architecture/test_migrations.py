"""The tables of a real installation are those the tests run on."""

from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import call_command


@pytest.mark.django_db
def test_no_model_has_changed_without_its_migration(settings: LazySettings) -> None:
    settings.MIGRATION_MODULES = {}  # the tests run without them, and would see none to compare with
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"run `samverkan manage makemigrations` and commit what it writes:\n{said.getvalue()}")
