"""What a finding or an error says: title, sentence, what it means, the next step, how sure.

All words come from the locales by the finding's code. A code without words prints itself and its
facts, so that nothing noticed is ever lost.
"""

from __future__ import annotations

from pratfall.errors import PratfallError
from pratfall.records.findings import Finding, Status
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.records.subjects import Subject, SubjectKind

from . import amounts
from .plain import plain
from .speech import Speech, speech

LABEL_LIMIT = 70
UNNAMED = "default"  # the organisation of somebody who keeps only one: a key, never a name to read
_PHRASED = (SubjectKind.SERIES, SubjectKind.CAMPAIGN, SubjectKind.POST)


def error_line(error: PratfallError, lang: str) -> str:
    """One line: what happened, to which thing, what to do next."""
    return speech(lang).say(f"error.{error.code}", **error.facts)


def title(finding: Finding, lang: str) -> str:
    return _title(finding.code, speech(lang))


def question(code: str, lang: str) -> str:
    """The short name of what was asked: the title of its findings, unless one test has several answers."""
    words = speech(lang)
    return words.say(key) if words.knows(key := f"question.{code}") else _title(code, words)


def _title(code: str, words: Speech) -> str:
    key = f"finding.{code}.title"
    return words.say(key) if words.knows(key) else plain(code)


def sentence(finding: Finding, lang: str) -> str:
    """One sentence for somebody who has never heard of statistics."""
    words = speech(lang)
    facts = facts_of(finding, words)
    if finding.status is Status.CANNOT_TELL:
        return _undecided(finding, words, facts)
    key = f"finding.{finding.code}.sentence"
    if "metric" in facts and facts["metric"] == facts.get("replaced_by"):
        key += "_same_name"  # "views" are still called views, and count something else
    if words.knows(key) and words.can_say(key, facts):
        return _begun(words.say(key, **facts), finding.subject)
    listed = ", ".join(f"{plain(name)} = {words.fact(value)}" for name, value in finding.facts.items())
    return words.say("verdict.unworded", subject=facts["subject"], code=finding.code, facts=listed or facts["amount"])


def meaning(finding: Finding, lang: str) -> str:
    """What it means for the team; "" for codes without words."""
    key = f"finding.{finding.code}.means"
    words = speech(lang)
    undecided = finding.status is Status.CANNOT_TELL
    return words.say(key, **facts_of(finding, words)) if words.knows(key) and not undecided else ""


def next_step(finding: Finding, lang: str) -> str:
    """The smallest useful step: the finding's own repair, else the usual one of its code."""
    words = speech(lang)
    if finding.status is Status.CANNOT_TELL:
        return ""
    after = f"step.{finding.advice.reason}" if finding.advice else ""  # what is over needs no first aid
    for key in (after, f"repair.{finding.repair}", f"finding.{finding.code}.step"):
        if words.knows(key):
            return words.say(key, **facts_of(finding, words))
    return plain(finding.repair or "")


def sureness(finding: Finding, lang: str) -> str:
    """How often chance alone would do this, in words."""
    words = speech(lang)
    estimate, rate = finding.estimate, finding.false_alarms_per_year
    if isinstance(estimate, NotEnoughData):
        of = amounts.of(estimate, words)
        return words.say("sureness.not_enough", needed=estimate.needed, got=estimate.got, of=of)
    if rate is not None:
        return _sureness_of_rate(rate, words)
    if finding.status is not Status.CANNOT_TELL and isinstance(reach := finding.facts.get("reach"), float):
        return words.say("sureness.forecast", wrong=max(1, round(100 * min(reach, 1.0 - reach))))
    counted = estimate is None or estimate.low == estimate.high
    return words.say("sureness.counted" if counted else "sureness.estimated")


def _sureness_of_rate(rate: float, words: Speech) -> str:
    if rate > 1.5:
        return words.say("sureness.more_than_once_a_year", times=round(rate))
    if rate > 0.66:
        return words.say("sureness.once_a_year")
    if rate < 0.01:
        return words.say("sureness.over_a_century")
    return words.say("sureness.once_in_years", years=round(1 / rate))


def subject_name(subject: Subject, lang: str) -> str:
    """The subject as people call it, with its network where the name alone would not do."""
    words = speech(lang)
    name = label(subject.label or subject.id)
    network = words.name("network", subject.platform) if subject.platform else ""
    match subject.kind:
        case SubjectKind.NETWORK:
            return words.name("network", subject.platform or subject.id)
        case SubjectKind.ACCOUNT:
            return f"{name} ({network})" if network and network != name else name
        case SubjectKind.SERIES | SubjectKind.CAMPAIGN | SubjectKind.POST:
            quoted = f"«\u00a0{name}\u00a0»" if words.lang == "fr" else f"“{name}”"
            return f"{quoted} ({network})" if network else quoted
        case SubjectKind.ORGANISATION:
            return words.say("phrase.your_accounts") if subject.id == UNNAMED else name
        case SubjectKind.FILE:
            return name


def about(finding: Finding, lang: str) -> str:
    """Whom a finding is about; where that is the whole organisation, with the networks it was heard on."""
    words = speech(lang)
    name = subject_name(finding.subject, lang)
    told = finding.facts.get("platforms")
    platforms = sorted({str(p) for p in told if p}) if isinstance(told, list | tuple) else []
    if finding.subject.kind is not SubjectKind.ORGANISATION or not platforms:
        return name
    return f"{name} ({', '.join(words.name('network', p) for p in platforms)})"


def label(text: str) -> str:
    """A name somebody gave, short and plain. `local:` marks accounts a file did not name: not for readers."""
    return plain(text.removeprefix("local:"), limit=LABEL_LIMIT)


def _in_sentence(finding: Finding, words: Speech) -> str:
    """ "the series “x” (Facebook)": inside a sentence what is no name of its own says what it is."""
    name, kind = about(finding, words.lang), finding.subject.kind
    return words.say(f"phrase.{kind.value}", name=name) if kind in _PHRASED else name


def _begun(text: str, subject: Subject) -> str:
    """A sentence may begin with such a phrase, and then with a capital; names keep the form people gave them."""
    unnamed = subject.kind is SubjectKind.ORGANISATION and subject.id == UNNAMED
    return text[:1].upper() + text[1:] if subject.kind in _PHRASED or unnamed else text


def _undecided(finding: Finding, words: Speech, facts: dict[str, object]) -> str:
    own = f"finding.{finding.code}.undecided"
    if words.knows(own) and words.can_say(own, facts):
        return _begun(words.say(own, **facts), finding.subject)
    match finding.estimate:
        case NotEnoughData():
            said = words.say("verdict.cannot_tell_data", **facts)
        case Estimate():
            said = words.say("verdict.cannot_tell_chance", **facts)
        case None:
            said = words.say("verdict.cannot_tell_plain", **facts)
    return _begun(said, finding.subject)


def facts_of(finding: Finding, words: Speech) -> dict[str, object]:
    """Everything a wording may ask for; the finding's own facts win over the general ones."""
    facts: dict[str, object] = {
        "subject": _in_sentence(finding, words),
        "network": words.name("network", finding.subject.platform),
        "n": finding.n,
        "start": finding.window.start,
        "end": finding.window.end,
        "span": amounts.window(finding.window, words),
        "since": finding.since,
        "since_when": _since(finding, words),
        "amount": words.say("word.unknown"),
        "reference": finding.reference.value if finding.reference else None,
    }
    match finding.estimate:
        case NotEnoughData() as missing:
            facts |= {"needed": missing.needed, "got": missing.got, "of": amounts.of(missing, words)}
        case Estimate() as estimate:
            facts |= {"value": estimate.value, "low": estimate.low, "high": estimate.high}
            facts |= {"amount": amounts.amount(estimate, words), "range": amounts.between(estimate, words)}
            facts |= {"about": amounts.about(estimate.value, words)} if estimate.unit is Unit.RATIO else {}
    own = {name: value for name, value in finding.facts.items() if name not in ("subject", "amount")}
    return own | facts if isinstance(finding.estimate, NotEnoughData) else facts | own


def _since(finding: Finding, words: Speech) -> str:
    return words.say("word.since", day=finding.since) if finding.since else words.say("word.lately")
