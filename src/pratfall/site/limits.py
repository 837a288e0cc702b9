"""How often somebody without an account did something of late. Counted in memory alone: a restart forgives."""

from __future__ import annotations

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

IPV6_NETWORK = 64  # what one household or server gets


def once_more(what: str, who: str, *, within_seconds: int) -> int:
    """Counts another time, and returns how many there were since the first within so many seconds."""
    key = _key(what, who)
    cache.add(key, 0, within_seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out in this very moment
        return 1


def so_far(what: str, who: str) -> int:
    """How many there were, without counting one."""
    return int(cache.get(_key(what, who), 0))


def network_of(request: HttpRequest) -> str:
    """Where a request comes from; of IPv6 the network, since nobody runs out of single addresses there."""
    address = str(get_adapter().get_client_ip(request))
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:
        return str(ipaddress.ip_network((known, IPV6_NETWORK), strict=False))
    return address


def _key(what: str, who: str) -> str:
    """Keyed, so that what lies in memory names nobody."""
    return f"{what}:{salted_hmac(f'limits.{what}', who).hexdigest()}"
