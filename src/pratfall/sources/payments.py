"""Gifts, sales and refunds of payment and donation tools, on their way to the `conversion` table.

What is counted: a row per payment that arrived. `net` = gross - fee, null when the fee is unknown;
`refunded` is not taken off it here, because several exports may tell of one refund. A refund that is
a row of its own has type `refund` and negative amounts. Rows that are no
income (payouts, fees, holds, currency conversions, tests, failures) are skipped with their reason.

`same_as` names the payment at its processor (`stripe:ch_...`, `paypal:9AA...`). The donation tool's
row, the processor's row and its refund carry the same name, so that a gift is counted once. A payment
refunded in full keeps its row with status `refunded`: it also answers for the tool's row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from typing import Any

from pratfall.records.imports import ZoneEvidence

from . import money
from .dates import When
from .draft import Draft
from .exports import Context
from .headers import normal
from .ids import is_spoiled
from .ledger import Row, add_rows, skip_rows
from .money import balance_breaks
from .pseudonyms import pseudonym

_GIFT = re.compile(r"donat|donor|\bdons?\b|\bgift|spende|donacion|doacao")
CREATED = r"created( date)? \(.+\)"  # Stripe's header of the time of payment, in any zone
UTM = ("utm_source", "utm_medium", "utm_campaign")


@dataclass
class Payments:
    """Rows kept and left out of one file."""

    provider: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[tuple[str, int]] = field(default_factory=list)
    unsure: int = 0  # rows whose hour or zone is unknown

    def moment(self, when: When | None, where: tzinfo | None) -> datetime | None:
        """The instant in UTC. Where the hour or the zone is not printed, noon of the printed day: the
        day of a gift is all that is ever asked of it, and noon keeps it in every zone but the farthest."""
        if when is None or not when.has_year:
            return None
        known = when.instant() or (money.instant(when.local(), where) if when.has_time else None)
        if known is None:
            self.unsure += 1
        return known or datetime(when.day.year, when.day.month, when.day.day, 12, tzinfo=UTC)

    def skip(self, reason: str, row: Row) -> None:
        self.skipped.append((reason, row.line))

    def keep(self, **values: Any) -> None:
        self.rows.append({"provider": self.provider, "status": "succeeded", "recurring": "unknown", **values})

    def finish(self, draft: Draft, context: Context, zone: tzinfo | None, evidence: ZoneEvidence) -> None:
        """Rows, skips, period, coverage and the newest moment the file proves."""
        skip_rows(draft, self.skipped)
        draft.notes[:] = [note for note in draft.notes if not utm_header(normal(note.partition(":")[2]))]
        moments: list[datetime] = sorted(row["occurred_at"] for row in self.rows if row.get("occurred_at"))
        draft.as_of = context.as_of(*moments[-1:])
        add_rows(draft, "conversion", self.rows)
        draft.zone = str(zone or "")
        draft.zone_evidence = evidence if zone else ZoneEvidence.NONE
        if self.unsure:
            draft.note(f"hour_or_zone_unknown:{self.unsure}")
        if moments:
            draft.period_start, draft.period_end = moments[0].date(), moments[-1].date()
            account = context.local_account(self.provider)
            where: dict[str, Any] = {"platform": self.provider, "account_id": account, "subject": "days"}
            draft.cover(**where, start=moments[0].date(), end=moments[-1].date(), evidence="rows")


def donor(context: Context, mail: str) -> str | None:
    """A pseudonym; nothing at all without a salt (a bare hash of an address is found by trying)."""
    return pseudonym(context.salt, mail) if context.salt and "@" in mail else None


def net_of(gross: Decimal | None, fee: Decimal | None) -> Decimal | None:
    return None if gross is None or fee is None else gross - fee


def utm(found: Mapping[str, str]) -> dict[str, str]:
    return {name: found[name] for name in UTM if found.get(name)}


def utm_header(header: str) -> str | None:
    """`utm_source (metadata)`, `payment_metadata[utm_source]`, `donorbox_campaign (metadata)`."""
    for name in (*UTM, "donorbox_campaign", "campaign"):
        if header in (name, f"{name} (metadata)", f"payment_metadata[{name}]", f"metadata[{name}]"):
            return name
    return None


def id_trouble(text: str) -> str | None:
    """Why an id cannot be used: absent, or rounded by a spreadsheet (`1,23E+17`)."""
    return "no_id" if not text else "id_spoiled_by_spreadsheet" if is_spoiled(text) else None


def kind_of(*texts: str) -> str:
    """`donation` where a processor's own words say so, else `sale`: processors do not know causes."""
    return "donation" if any(_GIFT.search(normal(text)) for text in texts) else "sale"


def zone_in(header: str) -> tzinfo | None:
    """The zone a column of times names: `Created (UTC)`, `created_utc`, `Created (Europe/Paris)`."""
    if header.lower().endswith("_utc"):
        return UTC
    inside = header[header.rfind("(") + 1 :].rstrip(") ") if "(" in header else ""
    return UTC if inside.upper() == "UTC" else money.zone(inside)


def check_net(draft: Draft, rows: Sequence[Row], *, fee_is_negative: bool = False) -> None:
    """net = gross - fee, over the rows that print all three (PayPal prints its fees negative)."""
    sign = Decimal(-1) if fee_is_negative else Decimal(1)
    known = [
        (row.amounts["gross"], row.amounts["fee"], row.amounts["net"])
        for row in rows
        if None not in (row.amounts.get("gross"), row.amounts.get("fee"), row.amounts.get("net"))
    ]
    wrong = [(gross - sign * fee, net) for gross, fee, net in known if gross - sign * fee != net]  # type: ignore[operator]
    if known:
        expected, got = wrong[0] if wrong else ("", "")
        draft.check("net_is_gross_minus_fee", not wrong, expected=expected, got=got, n=len(known))


def check_balance(draft: Draft, rows: Sequence[Row]) -> None:
    """The running balance of each currency: the one before plus the row's net."""
    checked = broken = 0
    for currency in sorted({row["currency"] for row in rows}):
        own = [row for row in rows if row["currency"] == currency]
        done, failed = balance_breaks(
            [row.amounts.get("net") for row in own], [row.amounts.get("balance") for row in own]
        )
        checked, broken = checked + done, broken + failed
    if checked:
        draft.check("balance_chain", broken == 0, expected=0, got=broken, n=checked)
