"""What uvicorn serves."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

from pratfall.site.body_limit import limited

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratfall.site.settings")

pages = limited(get_asgi_application())

from pratfall.site import settings  # noqa: E402
from pratfall.site.setbacks.public import folder  # noqa: E402
from pratfall.site.setbacks.public.serving import Shelf, served  # noqa: E402

application = served(pages, Shelf(folder.root, secure=settings.SECURE))


def ask_for_reviews() -> None:
    """Today's review of every organisation, asked of the worker: ready, or nearly so, for the first reader."""
    from pratfall.site.today.jobs import make_reviews

    make_reviews.call_local()
