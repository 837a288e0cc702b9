"""What uvicorn serves."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

from pratfall.errors import PratfallError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratfall.site.settings")

application = get_asgi_application()


def begin_reviews() -> None:
    """Makes today's review of every organisation, so that it is ready or nearly so for the first reader.

    What goes wrong here goes wrong again for that reader, who is told.
    """
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
