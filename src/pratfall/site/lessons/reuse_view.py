"""What stands on the page of things to use again: proposals of one material, with what the guard says of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pratfall.learn.fatigue import Advice, Rest, Verdict
from pratfall.learn.page_text import of_text
from pratfall.learn.reuse import Piece, Place, propose
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.subjects import Account
from pratfall.respond.lengths import LIMITS, Limit, length
from pratfall.reviews.render.speech import Speech
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role

from .guard import Guard
from .models import Material, Reuse
from .reuse_outcomes import Outcomes

NO_NETWORK = frozenset({"website", "email", "press", "other", "youtube"})  # places without posts of words alone
MOST_ACCOUNTS = 8


@dataclass(frozen=True)
class Proposal:
    """`advised`: the guard says go; else `said` says why not and since when it would be fine."""

    number: int
    text: str
    why: str
    length: str
    advised: bool
    said: str


@dataclass(frozen=True)
class Column:
    """One account with its proposals. `rest`: how long things rest there, and where that is known from."""

    platform: str
    account_id: str
    title: str
    rest: str
    proposals: tuple[Proposal, ...]


def accounts_of(guard: Guard, accounts: Sequence[Account]) -> list[Account]:
    """Those on networks of which a post is known in the last two years, the busiest first."""
    found = [a for a in accounts if a.platform in LIMITS and a.platform not in NO_NETWORK and _posts(guard, a)]
    return sorted(found, key=lambda account: -_posts(guard, account))[:MOST_ACCOUNTS]


def _posts(guard: Guard, account: Account) -> int:
    return len(guard.posts.get((account.platform, account.account_id), ()))


def columns(material: Material, guard: Guard, accounts: Sequence[Account], words: Speech) -> Iterator[Column]:
    """Proposals beside each other; an account nothing fits on has none."""
    places = [_place(account) for account in accounts]
    pieces = propose(of_text(material.text), places, language=material.language, address=material.address)
    number = 0
    for account in accounts:
        key = (account.platform, account.account_id)
        mine: list[Proposal] = []
        for piece in pieces:
            if (piece.platform, piece.account_id) == key:
                mine.append(_proposal(number, piece, guard, material, words))
                number += 1
        title = words.say("reuse.account", account=account.label, network=words.name("network", account.platform))
        yield Column(*key, title, rest_words(guard.rest(key), words), tuple(mine))


def _place(account: Account) -> Place:
    limit: Limit = LIMITS[account.platform]
    return Place(account.platform, account.account_id, limit.most, lambda text: length(text, limit.rule))


def _proposal(number: int, piece: Piece, guard: Guard, material: Material, words: Speech) -> Proposal:
    key = (piece.platform, piece.account_id)
    advice = guard.advice(piece.text, key, guard.now.date(), material=material)
    limit = LIMITS[piece.platform]
    n = length(piece.text, limit.rule)
    said = words.say("reuse.length", n=n, most=limit.most) if limit.most else words.say("reuse.length_free", n=n)
    return Proposal(
        number,
        piece.text,
        words.say(f"reuse.why.{piece.why}"),
        said,
        advice.verdict is Verdict.FINE,
        advice_words(advice, words),
    )


def advice_words(advice: Advice, words: Speech) -> str:
    match advice.verdict:
        case Verdict.FINE:
            return words.say("reuse.fine_again", last=advice.last) if advice.last else words.say("reuse.fine")
        case Verdict.TOO_SOON:
            return words.say("reuse.too_soon", last=advice.last, day=advice.fine_on, days=advice.rest.days)
        case Verdict.TOO_MANY:
            share = advice.share.value if isinstance(advice.share, Estimate) else None
            return words.say("reuse.too_many", share=share, day=advice.fine_on)


def rest_words(rest: Rest, words: Speech) -> str:
    match rest.ratio:
        case Estimate() as ratio:
            facts = {"value": ratio.value, "low": ratio.low, "high": ratio.high}
            return words.say("reuse.rest_own", days=rest.days, n=rest.n, **facts)
        case NotEnoughData() as few:
            key = "reuse.rest_default" if few.got < few.needed else "reuse.rest_not_kept"
            return words.say(key, days=rest.days, got=few.got, needed=few.needed)


@dataclass(frozen=True)
class PieceLine:
    """One piece that is planned, out or dropped."""

    row: Reuse
    account: str
    state: str
    who: str
    due: str
    late: bool
    outcome: str


def piece_lines(
    rows: Sequence[Reuse], labels: dict[tuple[str, str], str], outcomes: Outcomes, today: date, words: Speech
) -> Iterator[PieceLine]:
    for row in rows:
        label = labels.get((row.platform, row.account_id), row.account_id)
        yield PieceLine(
            row=row,
            account=words.say("reuse.account", account=label, network=words.name("network", row.platform)),
            state=words.say(f"reuse.state.{row.state}"),
            who=str(row.person) if row.person else words.say("plan.owner_nobody"),
            due=words.say("reuse.due", day=row.due) if row.due else words.say("reuse.due_none"),
            late=bool(row.due and row.due < today and row.state == "planned"),
            outcome=_outcome(row, outcomes, words),
        )


def _outcome(row: Reuse, outcomes: Outcomes, words: Speech) -> str:
    if row.state != "out":
        return ""
    found = outcomes.by_piece.get(row.pk)
    if found is None:
        return words.say("reuse.outcome_unseen")
    if found.ratio is None:
        return words.say("reuse.outcome_early")
    return words.say("reuse.outcome", ratio=found.ratio, metric=found.metric)


def typical_words(outcomes: Outcomes, words: Speech) -> str:
    match outcomes.typical:
        case Estimate() as ratio:
            n = sum(one.ratio is not None for one in outcomes.by_piece.values())
            return words.say("reuse.typical", n=n, value=ratio.value, low=ratio.low, high=ratio.high)
        case NotEnoughData() as few:
            return words.say("reuse.typical_few", got=few.got, needed=few.needed)


def makers(organisation: Organisation) -> list[tuple[int, str]]:
    """Who may be given a piece."""
    rows = organisation.memberships.select_related("user").order_by("user__name", "user__email")
    return [(row.user_id, str(row.user)) for row in rows if row.may(Role.EDITOR)]


def maker(organisation: Organisation, number: int | None) -> User | None:
    row = organisation.memberships.select_related("user").filter(user_id=number).first() if number else None
    return row.user if row else None
