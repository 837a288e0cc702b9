"""The app, by the name its tables carry."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    name = "pratfall.site.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
