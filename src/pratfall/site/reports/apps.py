"""The app, by the name its tables carry."""

from __future__ import annotations

from django.apps import AppConfig


class Reports(AppConfig):
    name = "pratfall.site.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
