"""What may stand against a launch: apps above register their reasons, `services.plans.launch` asks them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pratfall.errors import Refused

from .models import Campaign

Gate = Callable[[Campaign, datetime], Refused | None]
_gates: list[Gate] = []


def register(gate: Gate) -> None:
    """`gate` gives its reason why this campaign cannot be launched now, or None. Registered twice it is asked once."""
    if gate not in _gates:
        _gates.append(gate)


def against(campaign: Campaign, now: datetime) -> list[Refused]:
    """Every reason that stands against its launch, in the order in which gates were registered."""
    return [refused for gate in _gates if (refused := gate(campaign, now)) is not None]
