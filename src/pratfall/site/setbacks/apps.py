"""The app, by the name its tables carry."""

from __future__ import annotations

from django.apps import AppConfig


class Setbacks(AppConfig):
    name = "pratfall.site.setbacks"
    label = "setbacks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import gates
        from .services import proving  # noqa: F401  (it listens)

        gates.set_up()
