"""Promised actions: when each was promised, kept by a campaign or waived, proved or given up."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.setbacks.models import CampaignCheck, Prevention, Setback

from . import Item

CODE = "prevention"


def items(setback: Setback) -> Iterator[Item]:
    rows = setback.preventions.select_related("by", "proved_by", "given_up_by")
    for row in rows.prefetch_related("campaign_checks__campaign", "campaign_checks__by"):
        yield from _of(row, f"{setback.path}prevention/#action-{row.pk}", f"prevention:{row.pk}")


def _of(row: Prevention, href: str, key: str) -> Iterator[Item]:
    facts = {"action": row.words}
    yield Item(at=row.at, kind="prevention_promised", facts=facts, who=row.by, origin="team", href=href, key=key)
    for check in row.campaign_checks.all():
        yield _checked(check, href, f"{key}:check:{check.pk}")
    if row.proved_at is not None:
        yield Item(
            at=row.proved_at,
            kind="prevention_proved",
            facts=facts,
            who=row.proved_by,
            origin="team",
            href=href,
            key=f"{key}:proved",
        )
    if row.given_up_at is not None:
        yield Item(
            at=row.given_up_at,
            kind="prevention_given_up",
            facts=facts,
            text=row.given_up_why,
            who=row.given_up_by,
            origin="team",
            href=href,
            key=f"{key}:given_up",
        )


def _checked(check: CampaignCheck, href: str, key: str) -> Item:
    return Item(
        at=check.at,
        kind="promise_waived" if check.waived else "promise_ticked",
        facts={"campaign": check.campaign.name},
        text=check.why,
        who=check.by,
        origin="team",
        href=href,
        key=key,
    )
