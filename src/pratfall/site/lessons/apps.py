"""The app, by the name its tables carry."""

from __future__ import annotations

from django.apps import AppConfig


class Lessons(AppConfig):
    name = "pratfall.site.lessons"
    label = "lessons"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import asking, panels, worth_panel

        panels.set_up()
        asking.set_up()
        worth_panel.set_up()
