"""New findings, grouped: what one account shows within two weeks is one thing to look at, not ten.

A finding is new until somebody decides about it, puts it aside or opens a setback from it. Its cost is the largest of
the group's: the same posts stand behind an account, its series and their posts, so costs are not added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, timedelta
from decimal import Decimal

from pratfall.decide import storm
from pratfall.records.advice import Act
from pratfall.records.findings import Kind, Status
from pratfall.records.numbers import Cost
from pratfall.records.subjects import SubjectKind
from pratfall.reviews.campaign_numbers import CampaignNumbers, Piece
from pratfall.reviews.render.details import has_cost
from pratfall.reviews.render.story import Told
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.reports.targets import is_about
from pratfall.site.setbacks.models import Setback

from . import NOTHING_KNOWN, Line, Look, Need
from .stops_met import met_of

CODE = "findings"
ONE_STORY = timedelta(days=14)
URGENT = "backlash"
ACTS = ("decide", "setback", "snooze", "assign", "no_problem")


def needs(look: Look) -> Iterator[Need]:
    if look.story is None:
        return
    opened = set(
        Setback.objects.filter(organisation=look.organisation).exclude(finding="").values_list("finding", flat=True)
    )
    fresh = [told for told in look.story.by_slug.values() if told.slug not in opened and _is_new(told, look)]
    stopped = {_account(told) for told in fresh if told.advice and told.advice.act == Act.PULL}
    for group in _grouped(fresh, look):
        yield _need(group, look, stopped)


def _is_new(told: Told, look: Look) -> bool:
    finding = told.finding
    if finding.kind not in (Kind.FAILURE, Kind.HABIT) or finding.status is Status.CANNOT_TELL:
        return False
    return told.slug not in look.decided and not look.shelf.hides(key_of(told)) and not _settled(told, look)


def key_of(told: Told) -> str:
    return f"finding:{told.slug}"


def _settled(told: Told, look: Look) -> bool:
    """About a campaign of the site somebody has decided about or ended, or that stands in a row of its own."""
    campaign = next((c for c in look.campaigns if is_about(told, c)), None)
    if campaign is None:
        return False
    decided = any(decision.campaign_id == campaign.pk for decision in look.decisions)
    return campaign.over or decided or bool(met_of(campaign, look))


def _grouped(told: Sequence[Told], look: Look) -> Iterator[list[Told]]:
    """By campaign where its posts are known to belong to one, else by account, kind and fortnight."""
    owners = {
        (piece.platform, piece.ref): number for number, numbers in look.numbers.items() for piece in _posts(numbers)
    }
    piles: dict[tuple[object, ...], list[Told]] = {}
    for item in told:
        subject = item.finding.subject
        post = subject.id.removeprefix(f"{subject.platform}/{subject.account_id}/")
        campaign = owners.get((subject.platform, post)) if subject.kind is SubjectKind.POST else None
        whose = (subject.platform, subject.account_id) if subject.account_id else (subject.kind.value, subject.id)
        pile = ("campaign", campaign) if campaign is not None else (item.finding.kind.value, *whose)
        piles.setdefault(pile, []).append(item)
    for story in piles.values():
        yield from _stories(story)


def _posts(numbers: CampaignNumbers) -> Iterable[Piece]:
    return (piece for piece in numbers.pieces if piece.kind in ("post", "mailing"))


def _stories(told: list[Told]) -> Iterator[list[Told]]:
    """Parts of one account's findings that began within two weeks of each other; what has no beginning is one part."""
    dated = sorted((t for t in told if t.finding.since), key=lambda t: t.finding.since or date.min)
    undated = [t for t in told if not t.finding.since]
    part: list[Told] = []
    for item in dated:
        if part and _began(item) - _began(part[-1]) > ONE_STORY:
            yield part
            part = []
        part.append(item)
    if part:
        yield part
    if undated:
        yield undated


def _began(told: Told) -> date:
    assert told.finding.since is not None
    return told.finding.since


def _need(group: list[Told], look: Look, stopped: Set[tuple[str, ...]]) -> Need:
    order = {status.value: place for place, status in enumerate(Status)}
    group = sorted(group, key=lambda t: (t.code != URGENT, order[t.status], -_hours(t.finding.cost)))
    first = group[0]
    campaign = next((c for c in look.campaigns if is_about(first, c)), None)
    about = f"/decide/?campaign={campaign.pk}" if campaign else ""
    return Need(
        source=CODE,
        title=f"{first.title} · {first.subject}",
        sentence=first.sentence,
        href=f"/plans/{campaign.pk}/" if campaign else f"/findings/{first.slug}/",
        things=tuple(Thing(key_of(t), t.code, f"{t.title} · {t.subject}") for t in group),
        acts=ACTS,
        setback=("finding", first.slug),
        decide=about or "/decide/?" + "&".join(f"finding={t.slug}" for t in group),
        advice=_advice(first, stopped, look),
        lines=tuple(_line(told, look) for told in group[1:]),
        cost=_largest([t.finding.cost for t in group if has_cost(t.finding)] or [NOTHING_KNOWN]),
        effort=_largest([t.finding.cost for t in group]),
        urgent=any(t.code == URGENT and not _is_over(t) for t in group),
        until=first.finding.window.end if _is_over(first) else None,
        since=min((t.finding.since for t in group if t.finding.since), default=None),
    )


def _is_over(told: Told) -> bool:
    """A storm that has calmed down: it is answered for, but calls nobody out of bed."""
    return told.finding.advice is not None and told.finding.advice.reason == storm.OVER


def _account(told: Told) -> tuple[str, ...]:
    """The account a finding is wholly about; of series and posts nothing follows for the rest of it."""
    subject = told.finding.subject
    return (subject.platform, subject.account_id) if subject.kind is SubjectKind.ACCOUNT else ()


def _advice(told: Told, stopped: Set[tuple[str, ...]], look: Look) -> str:
    """Where another row would stop the account, one that would mend it says so."""
    if told.advice is None:
        return ""
    if told.advice.act == Act.OPTIMISE and _account(told) and _account(told) in stopped:
        return look.words.say("monday.only_if_kept", advice=told.advice.line)
    return told.advice.line


def _line(told: Told, look: Look) -> Line:
    text = look.words.say("monday.line", title=told.title, subject=told.subject)
    return Line(text, f"/findings/{told.slug}/")


def _hours(cost: Cost) -> Decimal:
    return cost.hours or Decimal()


def _largest(costs: Sequence[Cost]) -> Cost:
    return max(costs, key=lambda cost: (sum((m.amount for m in cost.money or ()), Decimal()), _hours(cost)))
