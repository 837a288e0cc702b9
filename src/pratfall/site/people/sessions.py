"""Where somebody is signed in, and when they were last there: kept so that they can end it."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase

EVERY_SECONDS = 600
NOTED = "noted_at"

Answer = Callable[[HttpRequest], HttpResponseBase]


def noted_now_and_then(get_response: Answer) -> Answer:
    """allauth's own middleware would write at every page; a page that only reads should write nothing."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and time.time() - request.session.get(NOTED, 0) > EVERY_SECONDS:
            UserSession.objects.create_from_request(request)
            request.session[NOTED] = int(time.time())
        return get_response(request)

    return answer
