from __future__ import annotations

import ipaddress

import httpx
import pytest

from pratfall.reviews.outside import Stopped, addresses_of, is_public, parsed


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize("url", ["ftp://example.org/", "http://", "javascript:alert(1)", "http://[::1", ""])
def test_what_is_no_web_address_is_not_asked(url: str) -> None:
    with pytest.raises(Stopped, match="no_address"):
        parsed(url)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "https://[::1]/", "http://93.184.216.34:22/"]
)
def test_ones_own_network_and_other_ports_are_not_public(url: str) -> None:
    with pytest.raises(Stopped, match="not_public"):
        addresses_of(httpx.URL(url), private_too=False)
