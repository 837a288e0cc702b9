"""The app, by the name its tables carry."""

from __future__ import annotations

from django.apps import AppConfig


class Intake(AppConfig):
    name = "pratfall.site.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
