"""Was each tool the right one, and did it do what it should? The questions, and those the data can answer.

An answer from data needs a rule the account itself has kept: nine in ten of at least ten usual posts. Without one a
person is asked, and nobody guesses. The rule is that of the cause "execution" (docs/methods/causes.md), for one post
instead of many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from pratfall.records.links import LinkCheck, LinkState
from pratfall.records.tables import PostType

FEWEST = 10  # usual posts before any rule is believed
RULE, RARE = 0.9, 0.02  # a rule is what nine in ten usual posts keep; what fewer than 2 % did breaks it
WORDS_ALONE = frozenset({PostType.TEXT.value, PostType.LINK.value})


class Kind(StrEnum):
    NETWORK = "network"
    SCHEDULER = "scheduler"
    LINK = "link"
    FORM = "form"
    MAILING = "mailing"


class Question(StrEnum):
    RIGHT_TOOL = "right_tool"
    RIGHT_ACCOUNT = "right_account"
    RIGHT_LANGUAGE = "right_language"
    RIGHT_AUDIENCE = "right_audience"
    SENT_ON_TIME = "sent_on_time"
    PICTURE_THERE = "picture_there"
    ALIVE = "alive"
    RIGHT_PAGE = "right_page"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Counted:
    """An answer from the data. `reason`: key of its sentence, filled with `facts`."""

    question: Question
    answer: Answer
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)


def questions(kind: Kind) -> tuple[Question, ...]:
    """What is asked of a tool of that kind, in the order somebody would check it."""
    q = Question
    match kind:
        case Kind.NETWORK:
            return (
                q.RIGHT_TOOL,
                q.RIGHT_ACCOUNT,
                q.RIGHT_LANGUAGE,
                q.RIGHT_AUDIENCE,
                q.PICTURE_THERE,
                q.SENT_ON_TIME,
            )
        case Kind.SCHEDULER:
            return (q.RIGHT_TOOL, q.RIGHT_ACCOUNT, q.SENT_ON_TIME)
        case Kind.LINK:
            return (q.ALIVE, q.RIGHT_PAGE)
        case Kind.FORM:
            return (q.ALIVE, q.RIGHT_LANGUAGE, q.RIGHT_TOOL)
        case Kind.MAILING:
            return (q.RIGHT_TOOL, q.RIGHT_AUDIENCE, q.RIGHT_LANGUAGE, q.SENT_ON_TIME)
        case _:
            assert_never(kind)


def language(used: Sequence[str], usual: Sequence[str]) -> Counted | None:
    """`used`: languages of the posts in question, `usual`: of those before them; "" unclear.

    None where the account keeps no language, or the language of a post is unclear.
    """
    rule = _kept(usual)
    if not rule or not used or "" in used:
        return None
    odd = [code for code in used if code not in rule]
    facts = {"n": len(odd or used), "languages": sorted({*(odd or used)}), "usual": sorted(rule)}
    return _answer(Question.RIGHT_LANGUAGE, bad=bool(odd), name="language", facts=facts)


def picture(used: Sequence[str], usual: Sequence[str]) -> Counted | None:
    """`used`, `usual`: formats of posts (PostType values). None where posts without pictures are nothing unusual."""
    told = [name for name in usual if name != PostType.UNKNOWN]
    bare = sum(name in WORDS_ALONE for name in told)
    if len(told) < FEWEST or bare > (1 - RULE) * len(told) or not used or PostType.UNKNOWN in used:
        return None
    odd = [name for name in used if name in WORDS_ALONE]
    facts = {"n": len(odd or used), "usual": len(told) - bare, "of": len(told)}
    return _answer(Question.PICTURE_THERE, bad=bool(odd), name="picture", facts=facts)


def alive(check: LinkCheck) -> Counted:
    """What came back when the link was really asked for."""
    facts = {"day": check.asked.date(), "status": check.status, "landed": check.landed}
    match check.state:
        case LinkState.ALIVE:
            return Counted(Question.ALIVE, Answer.YES, "link_alive", facts)
        case LinkState.DEAD:
            return Counted(Question.ALIVE, Answer.NO, "link_dead", facts)
        case LinkState.FRONT_PAGE:
            return Counted(Question.ALIVE, Answer.NO, "link_front_page", facts)
        case LinkState.UNKNOWN:
            return Counted(Question.ALIVE, Answer.UNKNOWN, "link_unknown", facts)
        case _:
            assert_never(check.state)


def _kept(usual: Sequence[str]) -> frozenset[str]:
    """The languages that nearly all usual posts are in; none where there is no such rule."""
    known = [code for code in usual if code]
    if len(known) < FEWEST:
        return frozenset()
    counts = Counter(known)
    rule = frozenset(code for code, n in counts.items() if n > max(RARE * len(known), 1))
    return rule if sum(counts[code] for code in rule) >= RULE * len(known) else frozenset()


def _answer(question: Question, *, bad: bool, name: str, facts: Mapping[str, object]) -> Counted:
    return Counted(question, Answer.NO if bad else Answer.YES, f"{name}_unusual" if bad else f"{name}_usual", facts)
