"""Mailchimp, Reports: Export, the list of campaigns. Each mailing is a post of the audience it went to.

Send dates are in the account's zone, which the file does not print. Opens count what mail programs
fetch on their own (Apple Mail Privacy Protection), so they are an upper bound.
"""

from __future__ import annotations

import hashlib
from typing import Any

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind, PostType, Relation
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.ledger import Ledger, Row, add_rows, local_text, read_ledger

COLUMNS = (
    col("title", Kind.TEXT, "Title", "Titre", required=True),
    col("subject", Kind.TEXT, "Subject", "Objet"),
    col("list", Kind.TEXT, "List", "Audience", "Liste"),
    col("sent_on", Kind.TIME, "Send Date", "Date d'envoi", required=True),
    col("weekday", Kind.TEXT, "Send Weekday"),
    col("email_sent", Kind.COUNT, "Total Recipients", required=True),
    col("email_delivered", Kind.COUNT, "Successful Deliveries"),
    col("email_bounces", Kind.COUNT, "Total Bounces"),
    col("soft", Kind.COUNT, "Soft Bounces"),
    col("hard", Kind.COUNT, "Hard Bounces"),
    col("email_opens_unique", Kind.COUNT, "Unique Opens", required=True),
    col("email_opens_total", Kind.COUNT, "Total Opens"),
    col("email_clicks_unique", Kind.COUNT, "Unique Clicks"),
    col("email_clicks_total", Kind.COUNT, "Total Clicks"),
    col("email_unsubs", Kind.COUNT, "Unsubscribes"),
    col("email_complaints", Kind.COUNT, "Abuse Complaints"),
    col("id", Kind.ID, "Unique Id", "Unique ID"),
    col("folder", Kind.TEXT, "Folder Id"),
    col("open_rate", Kind.PERCENT, "Open Rate"),
    col("click_rate", Kind.PERCENT, "Click Rate"),
)
METRICS = tuple(column.field for column in COLUMNS if column.field.startswith("email_"))
HALF_A_PRINTED_UNIT = 0.000051  # rates are printed as 27.78%


def _id(row: Row) -> str:
    told = "\x1f".join((row["title"], row["subject"], row["sent_on"]))
    return row["id"] or "row:" + hashlib.sha256(told.encode()).hexdigest()[:24]


def _post(row: Row, ledger: Ledger, account: str) -> dict[str, Any]:
    when = ledger.when(row, "sent_on")
    return {
        "platform": "mailchimp",
        "account_id": account,
        "post_id": _id(row),
        "post_type": PostType.EMAIL.value,
        "relation": Relation.ORIGINAL.value,
        "text": " \u2014 ".join(dict.fromkeys(text for text in (row["subject"], row["title"]) if text)),
        "published_at": when.instant() if when else None,
        "published_local": local_text(when),
        "published_precision": "minute" if when and when.has_time else "day",
    }


def _checks(rows: list[Row], draft: Draft) -> None:
    """recipients = delivered + bounces; unique <= total; printed rates are those of the delivered."""
    sums = [row for row in rows if None not in (row.count("email_delivered"), row.count("email_bounces"))]
    wrong = [r for r in sums if r.count("email_sent") != _sum(r, "email_delivered", "email_bounces")]
    _report(draft, "recipients_are_delivered_and_bounces", sums, wrong)
    pairs = [
        (row, kind) for row in rows for kind in ("opens", "clicks") if row.count(f"email_{kind}_total") is not None
    ]
    over = [r for r, kind in pairs if (r.count(f"email_{kind}_unique") or 0) > (r.count(f"email_{kind}_total") or 0)]
    _report(draft, "unique_within_total", [row for row, _ in pairs], over)
    rated = [row for row in rows if row.number("open_rate") is not None and row.count("email_delivered")]
    off = [
        r
        for r in rated
        if abs((r.count("email_opens_unique") or 0) / (r.count("email_delivered") or 1) - (r.number("open_rate") or 0))
        > HALF_A_PRINTED_UNIT
    ]
    _report(draft, "open_rate_is_of_delivered", rated, off)


def _sum(row: Row, *fields: str) -> int:
    return sum(row.count(field) or 0 for field in fields)


def _report(draft: Draft, code: str, tested: list[Row], wrong: list[Row]) -> None:
    if tested:
        got = f"{len(wrong)} differ, first on line {wrong[0].line}" if wrong else ""
        draft.check(code, not wrong, expected="", got=got, n=len(tested))


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    ledger = read_ledger(document, sheet, layout, draft, context)
    sent: dict[str, list[Row]] = {}
    for row in ledger.rows:
        when = ledger.when(row, "sent_on")
        if when is None or not when.has_year:
            draft.skip("never_sent" if not row["sent_on"] else "bad_date", [row.line])
            continue
        sent.setdefault(context.local_account(row["list"] or "mailchimp"), []).append(row)
    _checks([row for rows in sent.values() for row in rows], draft)
    days = [when.day for rows in sent.values() for row in rows if (when := ledger.when(row, "sent_on"))]
    draft.as_of = context.as_of(max(days, default=None))
    for account, rows in sent.items():
        _add(account, rows, ledger, draft)
    if days:
        draft.period_start, draft.period_end = min(days), max(days)
    draft.zone_evidence = ZoneEvidence.NONE


def _add(account: str, rows: list[Row], ledger: Ledger, draft: Draft) -> None:
    name = account.removeprefix("local:")
    add_rows(draft, "account", [{"platform": "mailchimp", "account_id": account, "name": name, "kind": "list"}])
    add_rows(draft, "post", [_post(row, ledger, account) for row in rows])
    known = [metric for metric in METRICS if metric in ledger.layout.where]
    draft.observe(
        len(rows),
        {metric: [row.number(metric) for row in rows] for metric in known},
        kind=MetricKind.LIFETIME,
        subject_type="post",
        subject_id=[_id(row) for row in rows],
        platform="mailchimp",
        account_id=account,
    )
    days = [when.day for row in rows if (when := ledger.when(row, "sent_on"))]
    draft.cover(
        platform="mailchimp", account_id=account, subject="posts", start=min(days), end=max(days), evidence="rows"
    )


READER = TableExport(
    name="mailchimp_campaigns",
    platform="mailchimp",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    least_known=0.3,
)
