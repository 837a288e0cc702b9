"""What uvicorn serves. Today's review is begun at once, so that it is ready or nearly so for the first reader."""

from __future__ import annotations

import os
import threading

from django.core.asgi import get_asgi_application

from pratfall.errors import PratfallError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratfall.site.settings")

application = get_asgi_application()


def begin_review() -> None:
    """What goes wrong here goes wrong again for the first reader, who is told."""
    from pratfall.site.reports import desk

    try:
        desk.current()
    except PratfallError:
        return


threading.Thread(target=begin_review, daemon=True, name="review").start()
