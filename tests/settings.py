"""The product's own settings, on a fresh home, with what only slows tests down taken out."""

import atexit
import os
import shutil
import tempfile

os.environ["SAMVERKAN_HOME"] = tempfile.mkdtemp(prefix="samverkan-test-")

from samverkan.config.settings import *  # noqa: F403
from samverkan.config.settings import DATABASES, HOME, MIDDLEWARE

atexit.register(shutil.rmtree, os.environ["SAMVERKAN_HOME"], ignore_errors=True)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # On disk, as in earnest: in memory, two connections would not wait for each other.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
