"""Django, as little of it as pages need: no database, no sessions, no accounts yet."""

from __future__ import annotations

import secrets
from pathlib import Path

from pratfall.reviews.render.html import ASSETS, TAGS, TEMPLATES

SITE = Path(__file__).parent

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(50)  # nothing is signed that must outlive the process
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # a page of another name that points here gets nothing
ROOT_URLCONF = "pratfall.site.urls"
DATABASES: dict[str, object] = {}
INSTALLED_APPS = ["django.contrib.staticfiles"]
USE_I18N = False  # words come from pratfall/locales
USE_TZ = True
TIME_ZONE = "UTC"

MIDDLEWARE = [
    "pratfall.site.headers.strict_headers",
    "django.middleware.gzip.GZipMiddleware",
    "pratfall.site.static_files.sent_whole",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "pratfall.site.language.language_of_reader",
    "pratfall.site.trouble.told_trouble",
]

CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "pratfall.site.trouble.not_from_here"

STATIC_URL = "/static/"
STATICFILES_DIRS = [SITE / "static", ("review", ASSETS)]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

TEMPLATES = [  # type: ignore[assignment]
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            SITE / "templates",
            SITE / "intake" / "pages",
            SITE / "reports" / "pages",
            SITE / "teach" / "pages",
            TEMPLATES,
        ],
        "OPTIONS": {"builtins": [TAGS], "libraries": {"pratfall": TAGS}},
    }
]
