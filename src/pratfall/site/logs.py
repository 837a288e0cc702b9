"""What goes wrong is written to standard error, without what would open a door."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

SECRET_IN_AN_ADDRESS = re.compile(
    r"(/invitation/|/calendar/|/stop/|/password/reset/key/|/confirm-email/|[?&](?:code|token)=)[^/\s?&'\"]+"
)

SETTINGS: Mapping[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "pratfall.site.logs.Discreet", "format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "level": "ERROR"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}


class Discreet(logging.Formatter):
    """Links that work once, and codes, are cut out of whatever is written, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET_IN_AN_ADDRESS.sub(r"\1...", super().format(record))
