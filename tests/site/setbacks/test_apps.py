from __future__ import annotations

from pratfall.site.campaigns import gates as campaign_gates
from pratfall.site.campaigns.announcements import campaign_launched
from pratfall.site.setbacks import gates
from pratfall.site.setbacks.services.proving import launched_with_checks


def test_launches_are_watched_from_the_start() -> None:
    connected, _ = campaign_launched._live_receivers(None)  # type: ignore[attr-defined]
    assert launched_with_checks in connected
    assert set(gates.every().values()) <= set(campaign_gates._gates)
