"""How bad an incident is so far: the severity of the review (`notice.severity`), asked while it happens.

Half of what the review weighs is not known yet and speaks neither for nor against: the record of the account, and the
post it hangs on. How long it lasts and how fast it came is told from what was heard so far, so that the level of one
incident may rise.
"""

from __future__ import annotations

from typing import Any

from pratfall.notice.severity import FAST_HOURS, Redeemable, Storm, severity
from pratfall.records.streams import MINUTES_PER_DAY

from .binning import Source
from .incidents import Alarm, Incident

SAID = {"negative": "negative_said"}  # of what is said, and not of who says it


def severity_facts(incident: Incident, alarm: Alarm, organisation_type: str) -> dict[str, Any]:
    """Plain values under the names a finding of the review has; none for praise."""
    if incident.feeling == "positive":
        return {}
    sources = [Source.of_key(key) for key in incident.members]
    minutes = max(alarm.minute - incident.opened, 0) + alarm.span_minutes
    hours = minutes / 60
    known = hours <= FAST_HOURS and min(s.bin_minutes for s in sources) < MINUTES_PER_DAY
    storm = Storm(
        times_low=incident.times_low,
        count=round(alarm.count),
        record=None,
        days=minutes / MINUTES_PER_DAY,
        half_hours=hours if known else None,
        networks=len({s.platform for s in sources if s.platform}),
        negative_low=incident.negative_low,
        trigger_format=None,
        organisation_type=organisation_type,
    )
    judged = severity(storm)
    # Nobody can say of a storm that is not over that it will pass.
    passes = judged.redeemable is Redeemable.YES
    return {
        "severity": judged.level,
        "severity_reasons": [SAID.get(r.code, r.code) for r in judged.reasons],
        "severity_sources": [r.source for r in judged.reasons],
        "redeemable": (Redeemable.UNCLEAR if passes else judged.redeemable).value,
        "redeemable_reasons": [] if passes else [r.code for r in judged.why_redeemable],
        "redeemable_sources": [] if passes else [r.source for r in judged.why_redeemable],
        "times_low": storm.times_low,
        "span_days": round(storm.days, 1),
        "networks": storm.networks,
        "negative_low": storm.negative_low,
        "half_hours": round(hours, 1) if known else None,
    }
