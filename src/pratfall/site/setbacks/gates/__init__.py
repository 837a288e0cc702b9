"""What a setback has against a launch: one reason per file. A file with `gate(campaign, now)` is asked.

gate(campaign, now) -> Refused | None    why this campaign cannot be launched now
"""

from __future__ import annotations

import importlib
import pkgutil

from pratfall.site.campaigns import gates
from pratfall.site.campaigns.gates import Gate


def every() -> dict[str, Gate]:
    """Each gate by its file's name, in the order of names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: module.gate for name, module in modules.items() if hasattr(module, "gate")}


def set_up() -> None:
    """Once, when the app is ready."""
    for gate in every().values():
        gates.register(gate)
