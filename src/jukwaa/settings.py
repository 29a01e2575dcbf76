"""One settings module. Everything that differs between machines is an environment variable, read here and
nowhere else; with none set, you get a working Jukwaa on SQLite."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.getenv("JUKWAA_HOME", "var")).resolve()  # all state lies here: database, secret, files made
KEYS = os.getenv("JUKWAA_KEYS", "")  # the folder of the forums' private keys; else keys/ in JUKWAA_HOME


def _secret_key() -> str:
    """From the environment, else drawn once and kept in JUKWAA_HOME, readable by its owner only."""
    if given := os.getenv("JUKWAA_SECRET_KEY"):
        return given
    kept = HOME / "secret-key"
    if not kept.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


def _version() -> str:
    """Other whenever the code is: documents made by older code are stale."""
    newest = max(
        path.stat().st_mtime
        for path in PACKAGE.rglob("*")
        if path.suffix in {".py", ".typ", ".mo", ".html", ".css", ".js"}
    )
    return f"{int(newest):x}"


DEBUG = os.getenv("JUKWAA_DEBUG", "0") == "1"
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.getenv("JUKWAA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
PUBLIC_ADDRESS = os.getenv(
    "JUKWAA_ADDRESS", ""
)  # "https://jukwaa.example": printed in documents and share previews

OPERATOR = os.getenv("JUKWAA_OPERATOR", "")  # who runs this server and answers for it, on /data-protection/
OPERATOR_CONTACT = os.getenv("JUKWAA_OPERATOR_CONTACT", "")  # an office's address, never a person's
OPERATOR_PLACE = os.getenv("JUKWAA_OPERATOR_PLACE", "")  # where the server stands: "Nairobi, Kenya"
OPERATOR_REGISTRATION = os.getenv("JUKWAA_OPERATOR_REGISTRATION", "")  # number at the data protection office

INSTALLED_APPS = [
    "jukwaa.site",  # first: its `migrate` also loads what ships with the package
    "jukwaa.publishing",
    "jukwaa.results",
    "jukwaa.delivery",
    "jukwaa.plans",
    "jukwaa.strategies",
    "jukwaa.forums",
    "jukwaa.places",
    "jukwaa.accounts",
    "jukwaa.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",  # after accounts, whose templates take the place of its own
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jukwaa.core.middleware.content_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jukwaa.accounts.middleware.Visits",
    "django_htmx.middleware.HtmxMiddleware",
    "jukwaa.core.middleware.kept_back",
]
MASK_OF_REQUEST = "jukwaa.plans.figures.masking.mask_of_request"  # of bodies withdrawn for their safety

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "template_partials.templatetags.partials",  # built into Django 6.0
                "django.templatetags.i18n",
                "django.templatetags.static",
                "jukwaa.core.templatetags.said",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "jukwaa.core.context.frame",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that our field.html is used

ROOT_URLCONF = "jukwaa.urls"
WSGI_APPLICATION = "jukwaa.wsgi.application"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{HOME}/jukwaa.sqlite3",
        conn_max_age=600,
        conn_health_checks=True,  # a database that went away and came back is found again by the next request
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # several writers wait for each other instead of failing
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all web processes: wrong tries at signing in are counted here. The table is made by `jukwaa migrate`.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # nobody pushes a count out by making many others
    },
    "pages": {  # each process's own: what anybody may read, compressed, some 40 kB each
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend"}
}  # the queue is a table; `jukwaa work` empties it

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "jukwaa.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # there is no sign-up; its checks ask all the same
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation's link, opened, is the verification
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/5m/ip,5/5m/key",  # an office shares one address; an account is guessed at from many
    "pin": "60/h/ip,20/h/key",
    "reset_password": "20/h/ip,3/h/key",
    "manage_email": "5/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    os.getenv("JUKWAA_PROXIES", "0")
)  # in front of us, each adding X-Forwarded-For
MFA_ADAPTER = "jukwaa.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # phones' clocks are half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PUBLIC_ADDRESS.startswith("https://")  # http://localhost, to try it
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "site:desk"
LOGOUT_REDIRECT_URL = "site:counties"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_COOKIES = PUBLIC_ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE_COOKIES else 0
if SECURE_COOKIES and int(os.getenv("JUKWAA_PROXIES", "0")):
    SECURE_PROXY_SSL_HEADER = (
        "HTTP_X_FORWARDED_PROTO",
        "https",
    )  # which the proxy sets, whatever it was sent
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if PUBLIC_ADDRESS else []
CSRF_FAILURE_VIEW = "jukwaa.core.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("sw", "Kiswahili")]
FORMAT_MODULE_PATH = ["jukwaa.formats"]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Africa/Nairobi"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = HOME / "files"

MADE_BY = _version()  # files made by another version of Jukwaa are made anew
UPLOAD_LIMIT = (
    10 * 1024 * 1024
)  # bytes: a plan's matrix is far smaller; larger files are refused with a sentence
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# smtp://user:password@host:587?tls=1, smtps://… for port 465; where nothing is set, letters go to the console
_mail = urlsplit(os.getenv("EMAIL_URL", ""))
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'smtp' if _mail.scheme.startswith('smtp') else 'console'}.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", "tls=1" in _mail.query
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.getenv("EMAIL_FROM", "Jukwaa <jukwaa@localhost>")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a 404 is not news, and no address is kept
}
