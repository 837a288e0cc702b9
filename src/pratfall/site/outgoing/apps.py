"""The app, by the name its tables carry."""

from __future__ import annotations

from django.apps import AppConfig


class Outgoing(AppConfig):
    name = "pratfall.site.outgoing"
    label = "outgoing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import announcing, jobs  # noqa: F401  (they listen)
