"""`pratfall demo` signs in by itself: on this machine's own address, and for nobody who comes through a proxy."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseBase

from .models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORWARDED = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP")

Answer = Callable[[HttpRequest], HttpResponseBase]


def signed_in_by_itself(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.DEMO and not request.user.is_authenticated and is_from_this_machine(request):
            first = User.objects.order_by("pk").first()
            if first is not None:
                login(request, first, backend=BACKEND)
        return get_response(request)

    return answer


def is_from_this_machine(request: HttpRequest) -> bool:
    """The connection itself comes from a loopback address, and nobody says they pass it on."""
    passed_on = any(name in FORWARDED or name.startswith("HTTP_X_FORWARDED") for name in request.META)
    try:
        return not passed_on and ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
