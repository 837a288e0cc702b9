"""The review in words, in the order it is read: the same story for terminal, Markdown, HTML and pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from pratfall.records.charts import BarsChart
from pratfall.records.evidence import Evidence
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.imports import FileReport, Outcome
from pratfall.records.numbers import NotEnoughData
from pratfall.records.review import AccountState, Review
from pratfall.records.subjects import Subject, SubjectKind

from . import amounts, imports, wording
from .advice_rows import AdviceTold, told_advice
from .cause_rows import DiagnosisTold, told_diagnosis
from .channel_rows import ChannelsTold, told_channels
from .details import Row, has_cost, rows_of
from .driver_rows import DriversTold, told_drivers
from .mix import mix_chart, mix_rows
from .plain import plain, safe_url
from .speech import Speech, speech
from .storm_rows import SeverityTold, severity_told, storm_rows
from .topic_rows import TopicsTold, told_topics

EXCERPT = 140
SHOWN_FIRST = 5
SHOWN_IN_SECTION = 150
SHOWN_FILES = 300
INFORMING = frozenset({"immature", "partial_day"})  # leave single posts or days out, silence no verdict
FILE_ID = 16  # hexadecimal digits that name a file in an address


@dataclass(frozen=True)
class Proof:
    """Something to look at: a post, file, day ... `url` is "" or an ordinary web address."""

    kind: str
    id: str
    label: str
    url: str
    href: str = ""  # its own page, where there is one


@dataclass(frozen=True)
class Told:
    """One finding in words."""

    finding: Finding
    slug: str
    subject_href: str
    code: str
    kind: str
    status: str
    status_words: str
    title: str
    subject: str
    sentence: str
    means: str
    step: str
    sureness: str
    cost: str
    rows: tuple[Row, ...]
    proofs: tuple[Proof, ...]
    topics: TopicsTold | None = None
    severity: SeverityTold | None = None  # of a backlash, or of a spike nobody can read
    diagnosis: DiagnosisTold | None = None
    advice: AdviceTold | None = None


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    intro: str
    empty: str
    told: tuple[Told, ...]  # at most SHOWN_IN_SECTION; the JSON has all of them
    total: int
    more: str
    asides: tuple[Told, ...] = ()  # good to know, told in one sentence each


@dataclass(frozen=True)
class AccountTold:
    state: AccountState
    slug: str
    subject_href: str
    name: str
    network: str
    url: str
    level: str
    rows: tuple[Row, ...]
    findings: tuple[Told, ...] = ()
    topics: TopicsTold | None = None
    mix: BarsChart | None = None  # what its posts are for
    drivers: DriversTold | None = None


@dataclass(frozen=True)
class CheckedTold:
    question: str
    asked: str
    judged: str
    found: str


@dataclass(frozen=True)
class FileTold:
    report: FileReport
    id: str
    name: str
    outcome: str
    fine: bool
    source: str
    rows: tuple[Row, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    review: Review
    lang: str
    title: str
    as_of: str
    headline: str
    trust_line: str
    basis: str
    sections: tuple[Section, ...]
    accounts: tuple[AccountTold, ...]
    checked: tuple[CheckedTold, ...]
    income: tuple[tuple[str, str, str], ...]
    files: tuple[FileTold, ...]  # what could not be used first
    more_files: str
    by_slug: dict[str, Told] = field(default_factory=dict)
    channels: ChannelsTold | None = None

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)

    @property
    def first(self) -> tuple[Told, ...]:
        """What a reader in a hurry should know: the failures that matter most."""
        return self.section(Kind.FAILURE.value).told[:SHOWN_FIRST]

    def about(self, subject: Subject) -> tuple[Told, ...]:
        """Findings about `subject`, and for an account about its series and posts, in the order they are read."""
        told = (item for section in self.sections for item in (*section.told, *section.asides))
        return tuple(item for item in told if _belongs(item.finding.subject, subject))


def tell(review: Review, lang: str) -> Story:
    """`review` in the words of `lang`."""
    words = speech(lang)
    told = tuple(
        replace(item, topics=told_topics(review, item.finding.subject, item.finding, words))
        for item in tell_findings(review.findings, words)
    )
    accounts = (_account(state, told, words) for state in sorted(review.accounts, key=lambda a: -a.posts))
    return Story(
        review=review,
        lang=words.lang,
        title=title_of(review.organisation, words),
        as_of=words.say("headline.as_of", day=review.as_of),
        headline=_headline(review, words),
        trust_line=_trust_line(review, words),
        basis=_basis(review, words),
        sections=_sections(told, _judged(review), words),
        accounts=tuple(_complete(account, review, words) for account in accounts),
        checked=tuple(_checked(c.question, c.subjects, c.judged, c.found, words) for c in review.checked),
        income=tuple(
            (plain(i.label) or words.say("label.no_label"), words.number(i.n), words.money(i.money))
            for i in review.income
        ),
        files=tuple(tell_file(report, words) for report in sorted(review.files, key=_fine)[:SHOWN_FILES]),
        more_files=words.plural("more.items", left) if (left := len(review.files) - SHOWN_FILES) > 0 else "",
        by_slug={item.slug: item for item in told},
        channels=told_channels(review.channels, words),
    )


def tell_findings(findings: Iterable[Finding], words: Speech) -> tuple[Told, ...]:
    taken: dict[str, int] = {}
    told = []
    for finding in findings:
        slug = f"{finding.code.replace('_', '-')}-{_short(finding.code, *_key(finding.subject))}"
        taken[slug] = taken.get(slug, 0) + 1
        told.append(_told(finding, slug if taken[slug] == 1 else f"{slug}-{taken[slug]}", words))
    return tuple(told)


def subject_href(subject: Subject) -> str:
    """Where the pages show a subject: "/account/3f2a91c0be/"."""
    if subject.kind is SubjectKind.POST:
        own = subject.id.removeprefix(f"{subject.platform}/{subject.account_id}/")
        return post_href(subject.platform, own)
    return f"/{subject.kind.value}/{_short(*_key(subject))}/"


def post_href(platform: str, post_id: str) -> str:
    """Ids of posts hold any character, so they travel in the query."""
    return "/post/?" + urlencode({"platform": platform, "id": post_id})


def _key(subject: Subject) -> tuple[str, ...]:
    return subject.kind.value, subject.platform, subject.account_id, subject.id


def _belongs(one: Subject, to: Subject) -> bool:
    if to.kind is SubjectKind.ACCOUNT:
        return one.account_id != "" and (one.platform, one.account_id) == (to.platform, to.account_id)
    return _key(one) == _key(to)


def _short(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def _told(finding: Finding, slug: str, words: Speech) -> Told:
    why = told_diagnosis(finding, words)
    return Told(
        finding=finding,
        slug=slug,
        subject_href=subject_href(finding.subject),
        code=finding.code,
        kind=finding.kind.value,
        status=finding.status.value,
        status_words=words.say(f"status.{finding.status.value}"),
        title=_title(finding, words),
        subject=wording.about(finding, words.lang),
        sentence=wording.sentence(finding, words.lang),
        means=wording.meaning(finding, words.lang),
        step="" if why and why.step else wording.next_step(finding, words.lang),  # a known cause says more
        sureness=wording.sureness(finding, words.lang),
        cost=amounts.cost(finding.cost, words) if has_cost(finding) else "",
        rows=(*rows_of(finding, words), *storm_rows(finding, words)),
        proofs=tuple(proof(evidence, finding.subject, words) for evidence in finding.evidence),
        severity=severity_told(finding, words),
        diagnosis=why,
        advice=told_advice(finding, words),
    )


def _title(finding: Finding, words: Speech) -> str:
    """What cannot be told stays a question."""
    title = wording.title(finding, words.lang)
    return words.say("word.question", title=title) if finding.status is Status.CANNOT_TELL else title


def proof(evidence: Evidence, about: Subject, words: Speech) -> Proof:
    label = plain(evidence.label, limit=EXCERPT) or plain(evidence.id, limit=EXCERPT)
    if evidence.kind == "day":
        label = _days(evidence, words)
    return Proof(evidence.kind, evidence.id, label, safe_url(evidence.url), _page(evidence, about))


def _days(evidence: Evidence, words: Speech) -> str:
    """One day, a month ("2026-03" as label) or from one day to another."""
    if len(evidence.label) == len("2026-03"):
        return words.fact(evidence.label, "month")
    start, end = words.fact(evidence.id, "date"), words.fact(evidence.label, "date")
    return start if not evidence.label or start == end else words.say("word.window", start=start, end=end)


def _page(evidence: Evidence, about: Subject) -> str:
    match evidence.kind:
        case "file":
            return f"/files/{evidence.id[:FILE_ID]}/"
        case "post" if about.platform:
            return post_href(about.platform, evidence.id)
        case _:
            return ""


def _sections(told: Sequence[Told], judged: bool, words: Speech) -> tuple[Section, ...]:
    undecided = [item for item in told if item.status == Status.CANNOT_TELL.value and item.kind != Kind.TRUST.value]
    parts: dict[str, list[Told]] = {
        kind.value: [item for item in told if item.kind == kind.value and item not in undecided] for kind in Kind
    }
    # Within failures the order by cost stays, but what is sure is never below what is only likely, nor a backlash below
    # anything: it cannot wait.
    parts[Kind.FAILURE.value].sort(key=lambda item: (item.code != "backlash", item.status != Status.SURE.value))
    sections = [section(key, items, words) for key, items in (*parts.items(), ("cannot_tell", undecided))]
    if judged:
        return tuple(sections)
    unjudged, verdicts = words.say("headline.none_judged"), (Kind.FAILURE.value, Kind.GOOD_NEWS.value)
    return tuple(replace(part, empty=unjudged) if part.key in verdicts else part for part in sections)


def section(key: str, told: Sequence[Told], words: Speech) -> Section:
    asides = tuple(item for item in told if item.code in INFORMING)
    items = [item for item in told if item.code not in INFORMING]
    title, intro, empty = (words.say(f"{family}.{key}") for family in ("section", "section_intro", "section_empty"))
    left = len(items) - SHOWN_IN_SECTION
    more = words.plural("more.items", left) if left > 0 else ""
    return Section(key, title, intro, empty, tuple(items[:SHOWN_IN_SECTION]), len(items), more, asides)


def title_of(organisation: str, words: Speech) -> str:
    if organisation == wording.UNNAMED:
        return words.say("headline.title_plain")
    return words.say("headline.title", organisation=organisation)


def _headline(review: Review, words: Speech) -> str:
    failing = [f.status for f in review.findings if f.kind is Kind.FAILURE and f.status is not Status.CANNOT_TELL]
    sure = failing.count(Status.SURE)
    if failing:
        certainty = {"sure": sure, "likely": len(failing) - sure}
        said = ", ".join(words.plural(f"headline.{name}", n) for name, n in certainty.items() if n)
        return words.plural("headline.failing", len(failing), certainty=said)
    if not any(account.posts for account in review.accounts):
        return words.say("headline.nothing_to_judge")
    return words.say("headline.none_failing" if _judged(review) else "headline.none_judged")


def _judged(review: Review) -> bool:
    """Where no question could be answered, or of no account today, silence is no good news."""
    fresh = any(account.posts and not account.freshness.stale for account in review.accounts)
    return fresh and any(check.judged for check in review.checked)


def _trust_line(review: Review, words: Speech) -> str:
    warnings = sum(f.kind is Kind.TRUST and f.code not in INFORMING for f in review.findings)
    return words.plural("headline.trust", warnings) if warnings else ""


def _basis(review: Review, words: Speech) -> str:
    posts = sum(account.posts for account in review.accounts)
    read = sum(report.outcome in (Outcome.IMPORTED, Outcome.ALREADY_KNOWN) for report in review.files)
    return words.say("headline.basis", posts=posts, accounts=len(review.accounts), files=read)


def _account(state: AccountState, told: Sequence[Told], words: Speech) -> AccountTold:
    href = subject_href(state.account.subject)
    return AccountTold(
        state=state,
        slug=href.strip("/").partition("/")[2],
        subject_href=href,
        name=wording.label(state.account.label),
        network=words.name("network", state.account.platform),
        url=safe_url(state.account.url),
        level=_level(state, words),
        rows=tuple(_account_rows(state, words)),
        mix=mix_chart(state.mix),
        findings=tuple(item for item in told if _belongs(item.finding.subject, state.account.subject)),
    )


def _complete(account: AccountTold, review: Review, words: Speech) -> AccountTold:
    about = account.state.account.subject
    return replace(account, topics=told_topics(review, about, None, words), drivers=told_drivers(review, about, words))


def _level(state: AccountState, words: Speech) -> str:
    if not state.posts:
        return words.say("level.no_posts")
    if isinstance(state.level, NotEnoughData) and state.freshness.stale:
        return words.say("level.stale")  # nothing is known of these weeks, which is not the same as no post
    if isinstance(state.level, NotEnoughData):
        return words.say("level.too_few", got=state.level.got, needed=state.level.needed)
    said = amounts.amount(state.level, words)
    if not state.metric:
        return said
    return words.say("level.typical", value=said, metric=words.name("metric", state.metric))


def _account_rows(state: AccountState, words: Speech) -> Iterable[Row]:
    yield Row(words.say("label.posts"), words.number(state.posts))
    for name, day in (("first_post", state.first_post), ("last_post", state.last_post)):
        if day:
            yield Row(words.say(f"label.{name}"), words.day(day))
    yield Row(words.say("label.level"), _level(state, words))
    yield from mix_rows(state.mix, words)
    yield Row(words.say("label.cost"), amounts.cost(state.cost, words))
    yield Row(words.say("label.freshness"), amounts.freshness(state.freshness, words))


def _checked(code: str, asked: int, judged: int, found: int, words: Speech) -> CheckedTold:
    return CheckedTold(wording.question(code, words.lang), *(words.number(n) for n in (asked, judged, found)))


def _fine(report: FileReport) -> bool:
    return report.outcome in (Outcome.IMPORTED, Outcome.ALREADY_KNOWN, Outcome.NOTHING_TO_READ)


def tell_file(report: FileReport, words: Speech) -> FileTold:
    return FileTold(
        report=report,
        id=report.file_id[:FILE_ID],
        name=imports.file_name(report),
        outcome=words.say(f"outcome.{report.outcome.value}"),
        fine=_fine(report),
        source=words.name("source", report.source) if report.source else "",
        rows=tuple(Row(label, value) for label, value in imports.facts(report, words)),
        lines=tuple(imports.details(report, words)),
    )
