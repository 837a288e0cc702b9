"""What uvicorn serves. Today's reviews are begun at once, so that they are ready or nearly so for the first reader."""

from __future__ import annotations

import os
import threading

from django.core.asgi import get_asgi_application

from pratfall.errors import PratfallError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratfall.site.settings")

application = get_asgi_application()


def begin_reviews() -> None:
    """What goes wrong here goes wrong again for the first reader, who is told."""
    from django.db import connection

    from pratfall.site.people.models import Organisation
    from pratfall.site.reports import desk

    organisations = list(Organisation.objects.order_by("pk"))
    connection.close()
    for organisation in organisations:
        try:
            desk.current(organisation)
        except PratfallError:
            continue


threading.Thread(target=begin_reviews, daemon=True, name="review").start()
