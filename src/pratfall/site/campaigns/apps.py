"""The app, by the name its tables carry."""

from __future__ import annotations

from django.apps import AppConfig


class Campaigns(AppConfig):
    name = "pratfall.site.campaigns"
    label = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"
