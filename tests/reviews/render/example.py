"""A review made by hand that says everything a review can say: every code, every doubt, every gap."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from pratfall.records.causes import Basis, Cause, Diagnosis
from pratfall.records.charts import BarsChart, CalendarChart, Chart, DayState, ForecastChart, Level, LevelChart, Point
from pratfall.records.evidence import Evidence
from pratfall.records.findings import Finding, Freshness, Kind, Reference, Status
from pratfall.records.imports import Check, FileReport, Outcome, Problem, SkippedRows, ZoneEvidence
from pratfall.records.numbers import Cost, Estimate, Money, NotEnoughData, Unit, Window
from pratfall.records.review import AccountState, Checked, Income, Review
from pratfall.records.slices import Slice
from pratfall.records.subjects import Account, Subject, SubjectKind

AS_OF = datetime(2026, 6, 30, 12, tzinfo=UTC)
FRESH = Freshness(datetime(2026, 6, 29, 8, tzinfo=UTC), stale=False)
STALE = Freshness(datetime(2026, 3, 1, 8, tzinfo=UTC), stale=True)
SPRING = Window(date(2026, 3, 1), date(2026, 6, 29))
HOSTILE = "<script>alert(1)</script> \u202egnp.exe \x1b[31mred [click](javascript:alert(1)) & “quotes”"

FACEBOOK = Account("facebook", "1001", "lanterne", "La Lanterne – Secours d’hiver", "https://www.example.org/lanterne")
X = Account("x", "lanterne", "lanterne", "", "javascript:alert(1)")
HOSTILE_ACCOUNT = Account("youtube", "UC9", "", HOSTILE)
NETWORK = Subject(SubjectKind.NETWORK, "facebook", "facebook", "facebook")
SERIES = Subject(SubjectKind.SERIES, "#thursdaythanks", "#ThursdayThanks", "facebook", "1001")
CAMPAIGN = Subject(SubjectKind.CAMPAIGN, "goal/winter", "Secours d’hiver")
POST = Subject(SubjectKind.POST, "p7", "Merci à toutes et tous pour cette soirée !", "x", "lanterne")
ORGANISATION = Subject(SubjectKind.ORGANISATION, "lanterne", "La Lanterne")

FAILURES = (
    "level_fell",
    "reach_fell",
    "declining",
    "network_fell",
    "post_flopped",
    "account_silent",
    "series_stopped",
    "flop_expected",
    "target_unlikely",
)
GOOD_NEWS = ("level_rose", "reach_rose", "growing", "network_rose", "post_shone", "target_likely")
TRUST: Mapping[str, Mapping[str, object]] = {
    "feed_gap": {"days": 31, "gaps": 1, "longest_days": 31, "of": "posts"},
    "stale_data": {"days": 120, "newest": "2026-03-01"},
    "partial_day": {"days": 2, "accounts": 2},
    "metric_redefined": {"metric": "impressions", "replaced_by": "views", "source": "Meta 2024-2025"},
    "paid_mixed": {"boosted": 12, "posts": 80},
    "totals_mismatch": {
        "source": "youtube_table",
        "check": "sum_equals_total",
        "files": 1,
        "file": "Table data.csv",
        "expected": "15503810",
        "got": "14344009",
    },
    "rows_skipped": {"rows": 3, "read": 500, "files": 2, "reasons": {"row_shorter_than_header": 3}},
    "replies_missing": {"months": 2, "which": ("2026-03", "2026-05"), "share_beside": 0.4},
    "immature": {"posts": 4, "of": 120, "accounts": 2},
}
HABITS: Mapping[str, Mapping[str, object]] = {
    "abandoned": {"days": 90},
    "rarely_posting": {},
    "one_way": {"replies": 1, "posts": 60},
    "unanswered": {},
    "pitch_heavy": {},
    "repeated_content": {},
    "links_not_tracked": {},
    "no_conversions": {},
    "no_recent_numbers": {},
    "followers_not_led": {},
}


# What the wording of a forecast asks for.
EUROS = {"so_far": 1840, "target": 12000, "expected": 5400, "least": 4100, "most": 7900}
FORECAST: Mapping[str, object] = {
    **{name: Money(Decimal(amount), "EUR") for name, amount in EUROS.items()},
    "as_of": date(2026, 6, 28),
    "last_day": date(2026, 7, 31),
    "reach": 0.01,
}
FACTS: Mapping[str, Mapping[str, object]] = {
    "flop_expected": {"metric": "likes", "flops": 6, "running": 7, "mark": 12.0},
    "target_unlikely": FORECAST,
    "target_likely": {**FORECAST, "reach": 0.97},
    "target_open": {**FORECAST, "reach": 0.4},
}


def share(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, low, high, Unit.SHARE)


def slice_of(where: Mapping[str, object], *posts: str) -> Slice:
    return Slice(
        where=where,  # type: ignore[arg-type]
        actual=40.0,
        expected=120.0,
        effect=-0.67,
        low=-0.8,
        high=-0.4,
        level=0.95,
        share=0.7,
        raw_change=-0.6,
        at_fixed_mix=-0.65,
        p=0.001,
        n=160.0,
        method="slice_scan",
        posts=posts,
    )


SLICES = (
    slice_of({"network": "instagram", "format": "carousel", "hour": (22, 23, 0)}, "p1", "p2"),
    slice_of({"weekday": 1, "link": True, "topic": HOSTILE, "language": "fr"}, "p1"),
)


def diagnosis(**changes: object) -> Diagnosis:
    """Two causes found, one that worked against the fall, one nobody can size, and a rest."""
    causes = (
        Cause(
            code="pitch_share",
            share=share(0.62, 0.4, 0.85),
            basis=Basis.INFERRED,
            changes_mind="pitch_share",
            step="pitch_share",
            facts={"note": HOSTILE},
            slices=SLICES[:1],
            told=True,
        ),
        Cause(
            code="paid_ended",
            share=share(0.3, 0.1, 0.5),
            basis=Basis.OBSERVED,
            changes_mind="paid_ended",
            told=True,
        ),
        Cause(
            code="season",
            share=share(-0.12, -0.3, 0.05),
            basis=Basis.ASSUMED,
            changes_mind="season",
            slices=SLICES[1:],
        ),
        Cause(code="audience", share=NotEnoughData(12, 3, "weeks"), basis=Basis.INFERRED, changes_mind="audience"),
        Cause(
            code="reach_loss",
            share=share(0.9, 0.7, 1.2),
            basis=Basis.INFERRED,
            changes_mind="reach_loss",
            told=True,
            beside=True,
        ),
    )
    fields: dict[str, object] = {
        "effect": Estimate(0.52, 0.4, 0.7, Unit.RATIO),
        "causes": causes,
        "unexplained": share(0.2, -0.1, 0.5),
        "verdict": "told",
        "n": 90,
        "method": "change_decomposition",
        "collect": (),
    }
    return Diagnosis(**{**fields, **changes})  # type: ignore[arg-type]


def subject_of(code: str) -> Subject:
    match code:
        case "network_fell" | "network_rose":
            return NETWORK
        case "post_flopped" | "post_shone":
            return POST
        case "series_stopped":
            return SERIES
        case "target_unlikely" | "target_likely" | "target_open":
            return CAMPAIGN
        case "partial_day" | "totals_mismatch" | "rows_skipped" | "immature" | "no_conversions":
            return ORGANISATION
        case "reach_fell" | "links_not_tracked":
            return HOSTILE_ACCOUNT.subject
        case _:
            return FACEBOOK.subject


def level_chart(change: float = 0.5, n: int = 90) -> LevelChart:
    """Posts every third day whose level changes by `change` in spring, with a gap in winter."""
    first = datetime(2025, 10, 1, 18, tzinfo=UTC)
    days = [first + timedelta(days=3 * i) for i in range(n)]
    recent = [day.date() >= SPRING.start for day in days]
    points = tuple(
        Point(day, float(round(60 * math.exp(0.7 * math.sin(i * 12.9898)) * (change if new else 1))), f"p{i}", new)
        for i, (day, new) in enumerate(zip(days, recent, strict=True))
    )
    before = Level(date(2025, 10, 1), date(2026, 2, 28), 60.0, 48.0, 75.0)
    after = Level(SPRING.start, SPRING.end, 60 * change, 60 * change * 0.7, 60 * change * 1.4)
    return LevelChart("engagements", points, (before, after), gaps=((date(2026, 1, 5), date(2026, 1, 28)),))


def forecast_chart() -> ForecastChart:
    """A campaign that has brought 90 euros a day and has a month to go."""
    start = datetime(2026, 6, 8, tzinfo=UTC)
    points = tuple(Point(start + timedelta(days=i), 90.0 * i) for i in range(21))
    return ForecastChart(
        "EUR", points, datetime(2026, 8, 1, tzinfo=UTC), 5400.0, 4100.0, 7900.0, 0.9, 12_000.0, "target"
    )


def calendar(days: int = 400) -> CalendarChart:
    states = [DayState.EMPTY if i % 3 else DayState.COVERED for i in range(days)]
    states[120:151] = [DayState.GAP] * 31
    states[-1] = DayState.PARTIAL
    return CalendarChart(date(2025, 5, 26), tuple(states))


def finding(code: str, kind: Kind, status: Status = Status.SURE, **changes: object) -> Finding:
    fields: dict[str, object] = {
        "code": code,
        "kind": kind,
        "subject": subject_of(code),
        "status": status,
        "estimate": Estimate(0.52, 0.4, 0.7, Unit.RATIO, 0.99),
        "window": SPRING,
        "n": 34,
        "method": "shiryaev_roberts",
        "since": SPRING.start,
        "cost": Cost(),
        "evidence": (),
        "freshness": FRESH,
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def _posts() -> tuple[Evidence, ...]:
    return (
        Evidence("post", "p1", "Merci à toutes et tous ! 🎉", "https://www.example.org/lanterne/posts/1"),
        Evidence("post", "p2", HOSTILE, "javascript:alert(document.cookie)"),
        Evidence("post", "p3", "", "data:text/html,boo"),
    )


def _failures() -> list[Finding]:
    cost = Cost(Decimal("17.0"), (Money(Decimal("212.50"), "EUR"), Money(Decimal("40"), "GBP")))
    facts = {"metric": "engagements", "usual": 61.0, "now": 31.0, "before": 56, "after": 34}
    facts |= {"since_earliest": date(2026, 2, 20), "since_latest": date(2026, 3, 9)}
    many: dict[str, object] = {
        "facts": facts,
        "evidence": _posts(),
        "false_alarms_per_year": 0.004,
        "chart": level_chart(),
        "diagnosis": diagnosis(),
    }
    found = [finding("level_fell", Kind.FAILURE, cost=cost, **many)]
    found += [
        finding(code, Kind.FAILURE, Status.LIKELY, false_alarms_per_year=0.1, facts=FACTS.get(code, {}))
        for code in FAILURES[1:]
    ]
    return found


def _doubts() -> list[Finding]:
    charts: Mapping[str, Chart] = {"feed_gap": calendar()}
    repairs = {"feed_gap": "export_missing_days", "stale_data": "export_again", "totals_mismatch": "check_file"}
    share = Estimate(0.15, 0.15, 0.15, Unit.SHARE, 1.0)
    return [
        finding(
            code,
            Kind.TRUST,
            facts=facts,
            estimate=share,
            chart=charts.get(code),
            repair=repairs.get(code, "nothing_to_do"),
            freshness=STALE if code == "stale_data" else FRESH,
            evidence=(Evidence("day", "2025-09-23", "2025-10-23"), Evidence("file", "f" * 64, "insights.csv")),
        )
        for code, facts in TRUST.items()
    ]


def _habits() -> list[Finding]:
    bars = BarsChart((("La Lanterne", 0.41), (HOSTILE, 0.12)), reference=0.156)
    reference = Reference(0.156, "Lovejoy & Saxton 2012", own_history=False)
    return [
        finding(
            code,
            Kind.HABIT,
            Status.LIKELY,
            facts=facts,
            estimate=Estimate(0.41, 0.33, 0.5, Unit.SHARE),
            reference=reference,
            chart=bars if code == "pitch_heavy" else None,
            evidence=_posts(),
        )
        for code, facts in HABITS.items()
    ]


def _undecided() -> list[Finding]:
    few = NotEnoughData(33, 9, "posts")
    return [
        finding("level_fell", Kind.FAILURE, Status.CANNOT_TELL, subject=SERIES, estimate=few, n=9),
        finding("declining", Kind.FAILURE, Status.CANNOT_TELL, subject=X.subject, false_alarms_per_year=3.2),
        finding("level_rose", Kind.GOOD_NEWS, Status.CANNOT_TELL, subject=HOSTILE_ACCOUNT.subject, estimate=few, n=9),
        finding("target_open", Kind.FAILURE, Status.CANNOT_TELL, facts=FACTS["target_open"], chart=forecast_chart()),
    ]


def _unheard_of() -> Finding:
    facts = {"apples": 3, "note": HOSTILE}
    return finding(
        "never_heard_of", Kind.HABIT, Status.LIKELY, facts=facts, subject=X.subject, repair="brand_new_repair"
    )


def _files() -> tuple[FileReport, ...]:
    good = FileReport(
        file_id="a" * 64,
        name="tweet_activity_metrics_lanterne_20260501_20260601_en.csv",
        outcome=Outcome.IMPORTED,
        source="x_posts_old",
        period_start=date(2026, 5, 1),
        period_end=date(2026, 5, 31),
        exported_at=AS_OF,
        zone="UTC",
        zone_evidence=ZoneEvidence.ID_DERIVED,
        encoding="utf-8",
        rows_read=120,
        rows_kept=117,
        skipped=(SkippedRows("row_shorter_than_header", 3, (7, 19, 44)),),
        checks=(
            Check("engagements_are_sum_of_parts", True, "120", "120", 120),
            Check("sum_equals_total", False, "10", "9", 1),
            Check("cells_readable", None, "0", "2", 2),
        ),
        notes=(f"column_ignored:{HOSTILE}", "never_heard_of:1"),
    )
    problem = Problem("file_is_web_page", {"file": "insights.csv", "title": HOSTILE})
    bad = FileReport(file_id="f" * 64, name="insights.csv", outcome=Outcome.REFUSED, problem=problem)
    known = FileReport(file_id="a" * 64, name="copy.csv", outcome=Outcome.ALREADY_KNOWN, source="x_posts_old")
    return good, bad, known


def _accounts() -> tuple[AccountState, ...]:
    level = Estimate(31.0, 22.0, 44.0, Unit.COUNT)
    first, last = date(2025, 10, 1), date(2026, 6, 25)
    cost = Cost(Decimal("45"), None)
    few = NotEnoughData(10, 0, "posts")
    return (
        AccountState(FACEBOOK, 90, first, last, "engagements", level, calendar(), level_chart(), cost, FRESH),
        AccountState(X, 12, first, last, "engagements", few, calendar(90), None, Cost(), STALE),
        AccountState(
            HOSTILE_ACCOUNT, 0, None, None, None, few, CalendarChart(last, ()), None, Cost(), Freshness(None, True)
        ),
    )


def example() -> Review:
    twice = Estimate(2.0, 1.4, math.inf, Unit.RATIO)
    good = [
        finding(code, Kind.GOOD_NEWS, estimate=twice, false_alarms_per_year=0.02, facts=FACTS.get(code, {}))
        for code in GOOD_NEWS
    ]
    findings = (*_doubts(), *_failures(), *_habits(), _unheard_of(), *good, *_undecided())
    return Review(
        organisation="La Lanterne",
        as_of=AS_OF,
        files=_files(),
        accounts=_accounts(),
        findings=findings,
        checked=(Checked("level_fell", 12, 9, 1), Checked("pitch_heavy", 3, 3, 1), Checked("never_heard_of", 1, 0, 0)),
        income=(Income("spring", 14, Money(Decimal("612.40"), "EUR")), Income("", 3, Money(Decimal("90"), "GBP"))),
        subjects={finding.subject.id: finding.subject for finding in findings},
    )


def empty() -> Review:
    return Review("La Lanterne", AS_OF, (), (), (), (), (), {})
