"""Django for Pratfall. What an installation may choose is an environment variable: docs/running.md."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from pratfall.reviews import settings as ours
from pratfall.reviews.render.html import ASSETS, TAGS, TEMPLATES
from pratfall.site import logs, mail, place
from pratfall.site.place import SITE

HOME = ours.home()
ADDRESS = os.environ.get("PRATFALL_ADDRESS", "").rstrip("/")  # as people type it: https://pratfall.example.org
SECURE = ADDRESS.startswith("https://")
DEMO = os.environ.get("PRATFALL_DEMO", "") == "1"
START_CODE = os.environ.get("PRATFALL_START_CODE", "")

DEBUG = False
SECRET_KEY = place.key(HOME)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # a page of another name that points here gets nothing
if os.environ.get("PRATFALL_HOST"):
    ALLOWED_HOSTS.append(os.environ["PRATFALL_HOST"])
if ADDRESS:
    if not urlsplit(ADDRESS).hostname:
        raise ImproperlyConfigured("PRATFALL_ADDRESS is the whole address, like https://pratfall.example.org")
    ALLOWED_HOSTS.append(str(urlsplit(ADDRESS).hostname))
    CSRF_TRUSTED_ORIGINS = [ADDRESS]
ROOT_URLCONF = "pratfall.site.urls"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True  # for the words of Django and allauth; ours come from pratfall/locales
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / place.DATABASE,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",  # a writer waits for its turn at the start, and never fails half-way
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
POSTGRESQL = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": dj_database_url.parse(POSTGRESQL, conn_health_checks=True) if POSTGRESQL else SQLITE}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pratfall.site.people",
    "pratfall.site.intake",
    "pratfall.site.campaigns",
    "pratfall.site.setbacks",
    "pratfall.site.lessons",
    "pratfall.site.reports",
    "pratfall.site.outgoing",
]

MIDDLEWARE = [
    "pratfall.site.headers.strict_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "pratfall.site.static_files.sent_whole",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pratfall.site.people.demo.signed_in_by_itself",
    "pratfall.site.language.language_of_reader",
    "allauth.account.middleware.AccountMiddleware",
    "pratfall.site.people.sessions.noted_now_and_then",
    "pratfall.site.trouble.told_trouble",
    "pratfall.site.taking.door.taken_away",
    "pratfall.site.people.access.door",
]

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "pratfall.site.people.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up: by invitation only
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation's link proves the address
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail when a password or a second factor changes
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PRATFALL_PROXIES", "0") or 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Pratfall"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # browsers allow it on localhost alone
USERSESSIONS_TRACK_ACTIVITY = True

SESSION_COOKIE_NAME = "pratfall_session"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "pratfall_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "pratfall.site.trouble.not_from_here"
if SECURE:  # something in front speaks TLS and says so
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"

MAIL = mail.chosen(os.environ)
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = MAIL.sender

# Uploads go straight to the disk where the data lie: a temporary folder may be memory.
FILE_UPLOAD_TEMP_DIR = str(HOME) if HOME.is_dir() else None
DATA_UPLOAD_MAX_NUMBER_FILES = 2000
# May webhooks and chats stand inside our own network? Whoever adds one could then reach what is not theirs.
PRIVATE_ADDRESSES = os.environ.get("PRATFALL_PRIVATE_ADDRESSES", "") == "1"
LARGEST_UPLOAD_BYTES = int(os.environ.get("PRATFALL_LARGEST_UPLOAD_MB", "4096")) << 20  # of one file

LOGGING = logs.SETTINGS

STATIC_URL = "/static/"
STATICFILES_DIRS = [SITE / "static", ("review", ASSETS)]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

TEMPLATES = [  # type: ignore[assignment]
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates", *sorted(SITE.glob("*/pages")), TEMPLATES],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [TAGS, "pratfall.site.beside"],
            "libraries": {"pratfall": TAGS},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "pratfall.site.frame.around",
            ],
        },
    }
]
