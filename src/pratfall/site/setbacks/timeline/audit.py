"""Who did what, as the trail keeps it: of the campaign, and of the setback what no other source tells."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.models import AuditEntry
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.trail import subjects_of

from . import Item

CODE = "audit"
MOST = 5000  # the newest; the audit page has all
# Told by the rows these acts wrote, in the words of what happened and at its own time.
TOLD_ELSEWHERE = frozenset(
    """ally_answered ally_asked ally_left_out ally_thanked comeback_measured comment_removed drill_statement_said
    ledger_collected
    debrief_closed debrief_opened fix_step_done hypothesis_proposed pause_begun pause_launch_allowed pause_lifted
    pause_place_done prevention_given_up prevention_promised prevention_proved promise_ticked promise_waived
    public_page_opened public_page_put_back public_page_withdrawn removal_approved removal_asked removal_refused
    reply_sent setback_clock_set
    setback_moved setback_opened setback_reminder setback_step_done statement_approved statement_drafted statement_said
    story_published timeline_note_added timeline_note_withdrawn tool_answered update_edited update_published""".split()
)


def items(setback: Setback) -> Iterator[Item]:
    rows = AuditEntry.objects.filter(organisation=setback.organisation_id, subject__in=subjects_of(setback))
    for entry in rows.exclude(act__in=TOLD_ELSEWHERE).select_related("actor")[:MOST]:
        kind, _, number = entry.subject.partition(":")
        yield Item(
            at=entry.at,
            kind="act",
            facts={"act": entry.act, "thing": kind, "number": number},
            who=entry.actor,
            origin="team",
            least=Role.ANALYST,
            key=f"audit:{entry.pk}",
        )
