"""How bad is it, and can it be made good? Spelled-out questions, one table of rules, every reason with its source.

Each question answered "yes" is worth one point, and points make the level: 1 (small) with fewer than two, 2
(noticeable) from two, 3 (serious) from four, 4 (severe) from six. Two questions count for more: somebody hurt or in
danger makes it severe, and children, health, money or personal data make it serious at least.

When unsure, the higher: the level is computed with everything unknown taken as "no", and again as "yes". Where both
agree the unknown does not matter; where they differ it is one level above the first. A charity stands one level higher,
because the same wrong costs it more. What numbers already said, the level of the finding, is never gone below.

Redeemable rests on the four that make damage last: a failure of product or conduct, a vivid picture, high volume and
long duration. None: yes, such talk returns to its former shape. One: partly. Two or more: no, not by waiting. Whoever
was hurt is not unhurt by words, so never more than partly then. Unknown ones leave it unclear, unless two are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

HANSEN, HERHAUSEN = "Hansen, Kupfer & Hennig-Thurau 2018", "Herhausen et al. 2019"
HORNSEY, LAMBA, YUAN = "Hornsey et al. 2021", "Lamba, Malik & Pfeffer 2015", "Yuan et al. 2021"
MA_ZHAN, FRESHFIELDS, NVSQ = "Ma & Zhan 2016", "Freshfields 2013", "NVSQ 2021, doi 10.1177/08997640211062666"
ASSUMPTION = "assumption"

LEVEL_FROM = (0, 2, 4, 6)  # points
HIGHEST, SERIOUS = 4, 3
TWO_PEOPLE_FROM = 3  # from this level on two people approve what is said


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Redeemable(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNCLEAR = "unclear"


# In the order they are asked: what cannot wait first. Code and why it counts.
QUESTIONS: Mapping[str, str] = {
    "hurt": ASSUMPTION,  # somebody hurt, or in danger
    "sensitive": ASSUMPTION,  # children, health, money or personal data
    "ours": MA_ZHAN,  # our own mistake
    "failure": HANSEN,  # of the product or of conduct
    "vivid": HANSEN,  # a picture or video that says it all
    "before": YUAN,  # it happened before
    "reach": HERHAUSEN,  # the press, or somebody many follow, speaks of it
    "spread": FRESHFIELDS,  # on two networks or more
    "volume": HANSEN,  # five times the usual, or more
    "fast": ASSUMPTION,  # more than twenty people an hour
    "long": HANSEN,  # three days, or more
}
LEAST = {"hurt": HIGHEST, "sensitive": SERIOUS}
LASTING = ("failure", "vivid", "volume", "long")
MEASURED = frozenset({"volume", "long", "vivid", "spread", "fast"})  # named alike by the review's own severity


@dataclass(frozen=True)
class Reason:
    """`code` is worded by the locales; `source` says why it counts."""

    code: str
    source: str


@dataclass(frozen=True)
class Judgement:
    level: int
    why: tuple[Reason, ...]
    redeemable: Redeemable
    why_redeemable: tuple[Reason, ...]


def judge(answers: Mapping[str, Answer], *, charity: bool, finding_level: int | None = None) -> Judgement:
    """The level of what was answered, and whether it can be made good. What is missing is unknown."""
    known = {code: answers.get(code, Answer.UNKNOWN) for code in QUESTIONS}
    low, high = _level(known, Answer.YES), _level(known, Answer.YES, Answer.UNKNOWN)
    reasons = [Reason(code, source) for code, source in QUESTIONS.items() if known[code] is Answer.YES]
    level = low
    if high > low:
        level, reasons = level + 1, [*reasons, Reason("doubtful", ASSUMPTION)]
    if charity:
        level, reasons = level + 1, [*reasons, Reason("charity", HORNSEY)]
    if finding_level is not None and finding_level > level:
        level, reasons = finding_level, [*reasons, Reason("numbers", HANSEN)]
    return Judgement(min(level, HIGHEST), tuple(reasons), *_redeemable(known))


def measured(reasons: object) -> dict[str, Answer]:
    """What a finding's own reasons already answer; only what it found, for what it did not may be unmeasured."""
    listed = reasons if isinstance(reasons, list | tuple) else ()
    return {code: Answer.YES for code in QUESTIONS if code in MEASURED and code in listed}


def _level(known: Mapping[str, Answer], *counted: Answer) -> int:
    holds = [code for code in QUESTIONS if known[code] in counted]
    level = sum(len(holds) >= points for points in LEVEL_FROM)
    return max(level, *(LEAST.get(code, 1) for code in holds), 1)


def _redeemable(known: Mapping[str, Answer]) -> tuple[Redeemable, tuple[Reason, ...]]:
    against = tuple(Reason(f"lasting_{code}", HANSEN) for code in LASTING if known[code] is Answer.YES)
    hurt = (Reason("lasting_hurt", ASSUMPTION),) if known["hurt"] is Answer.YES else ()
    helps = (Reason("owning_helps", NVSQ),) if known["ours"] is Answer.YES else ()
    if len(against) >= 2:
        return Redeemable.NO, (*against, *hurt, *helps)
    if any(known[code] is Answer.UNKNOWN for code in (*LASTING, "hurt")):
        return Redeemable.UNCLEAR, (*against, *hurt, Reason("lasting_unknown", ASSUMPTION), *helps)
    if against or hurt:
        return Redeemable.PARTLY, (*against, *hurt, *helps)
    return Redeemable.YES, (Reason("returns", LAMBA), *helps)
