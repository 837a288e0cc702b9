"""What the team wrote into its settings: what it is and where, its campaigns, and days the network was in trouble."""

from __future__ import annotations

from datetime import date

from .campaigns import campaigns_toml
from .groups import outages_toml


def settings_toml(until: date) -> str:
    """One file for the charity and the regions its local groups report to."""
    about = 'organisation_type = "charity"\ncountry = "FR"'
    return "\n\n".join([about, *campaigns_toml(until), *outages_toml(until)]) + "\n"
