"""Django settings: one module for every installation; what differs comes from the environment (see README)."""

from csp.constants import NONE, SELF
from environ import Env

from samverkan.config.home import home, secret_key

env = Env()
HOME = home()
DEBUG = env.bool("SAMVERKAN_DEBUG", default=False)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# An address that starts with https says that the installation stands behind TLS: then cookies demand it too.
PUBLIC_URL = env.str("PUBLIC_URL", default="")
# What links in mails begin with: the worker that writes them has no request to ask.
LINK_BASE = PUBLIC_URL.rstrip("/") or f"http://localhost:{env.int('PORT', default=8000)}"
BEHIND_TLS = PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "samverkan.steps.overview",
    "samverkan.steps.initiate",
    "samverkan.steps.prepare",
    "samverkan.steps.join",
    "samverkan.public",
    "samverkan.web",
    "samverkan.process",
    "samverkan.plans",
    "samverkan.problems",
    "samverkan.pictures",
    "samverkan.datasets",
    "samverkan.communication",
    "samverkan.groups",
    "samverkan.conditions",
    "samverkan.questions",
    "samverkan.cycles",
    "samverkan.notices",
    "samverkan.documents",
    "samverkan.access",
    "samverkan.partnerships",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "template_partials",
    "js_lib_leaflet",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samverkan.web.middleware.HtmxVaryMiddleware",
    "samverkan.web.middleware.NothingStaysMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "samverkan.config.urls"
WSGI_APPLICATION = "samverkan.config.wsgi.application"
FORM_RENDERER = "samverkan.web.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samverkan.web.context.frame",
            ],
        },
    }
]

# --- Data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{HOME / 'samverkan.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # FULL: an acknowledged write survives a power cut. IMMEDIATE and the timeout: writers queue instead of failing.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATASETS_DIR = HOME / "datasets"
UPLOADS_DIR = HOME / "uploads"
UPLOADS_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
DOCUMENTS_DIR = HOME / "documents"
FIGURES_DIR = HOME / "figures"
# Who signs documents: a class as in documents/signers.py. Without a timestamp service the time is our own.
SIGNER = env.str("SIGNER", default="samverkan.documents.signers.OwnKey")
TIMESTAMP_URL = env.str("TIMESTAMP_URL", default="")
DRAFTS_DIR = HOME / "drafts"  # files made from pictures not handed over; can be made again
# Attempts to sign in and codes that have been used, counted by all web processes together and across a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "attempts",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
# The largest file an office may send in, in bytes.
UPLOAD_LIMIT = env.int("UPLOAD_LIMIT", default=500 * 1024 * 1024)
FILE_UPLOAD_HANDLERS = [
    "samverkan.datasets.uploads.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = UPLOADS_DIR  # a server that falls leaves nothing outside its own home
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 4

# --- Signing in ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "partnerships.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "samverkan.access.login.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited; there is no open sign-up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # or anybody could have mails sent to whom they like
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# How many proxies the operator has put in front, each of which adds an address to X-Forwarded-For: so that attempts to
# sign in are counted for each visitor, and not for all of them together.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if BEHIND_TLS else 0)
SOCIALACCOUNT_ADAPTER = "samverkan.access.login.KnownPeopleOnly"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samverkan"
SOCIALACCOUNT_PROVIDERS = {}
if oidc := env.str("OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.str("OIDC_NAME", default="Organisationens inloggning"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": oidc},
            }
        ]
    }
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "samverkan.web.errors.csrf_failure"

# --- What a browser may do -------------------------------------------------------------------------------------------
# One map-tile server may be named; without it the map draws our own data on a plain ground and asks nobody.
TILE_URL = env.str("TILE_URL", default="")
TILE_ATTRIBUTION = env.str("TILE_ATTRIBUTION", default="")
TILE_ORIGIN = "/".join(TILE_URL.split("/")[:3]).replace("{s}", "*") if TILE_URL else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([TILE_ORIGIN] if TILE_ORIGIN else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # The press that leads to the organisation's login ends there, and browsers hold the whole way against this.
        "form-action": [SELF, *(["/".join(oidc.split("/")[:3])] if oidc else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Words, time and mail --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 15  # seconds: a mail server that never answers must not hold the worker
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="samverkan@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What a damaged file does to the validator is told by documents/verifying.py, in words.
    "loggers": {"pyhanko": {"level": "CRITICAL"}, "pyhanko_certvalidator": {"level": "CRITICAL"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
