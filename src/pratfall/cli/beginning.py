"""What every command that touches the site's database does first."""

from __future__ import annotations

import os
from pathlib import Path


def begin(home: Path) -> None:
    """Key and tables, made at the first start and brought up to date at every other."""
    from pratfall.site import place

    place.prepare(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratfall.site.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def has_site(home: Path) -> bool:
    """Whether a place for a team was ever begun here: nobody makes one by asking after its health."""
    from pratfall.site import place

    return bool(os.environ.get("DATABASE_URL")) or (home / place.DATABASE).is_file()
