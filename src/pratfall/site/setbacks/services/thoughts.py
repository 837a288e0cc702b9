"""What people write in a debrief: alone first, then sorted into themes, voted on and discussed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pratfall.errors import Refused
from pratfall.respond.debriefing import VOTES
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.models import Debrief, Theme, Thought, ThoughtKind, Voice, Vote
from pratfall.site.setbacks.rights import require

from .debriefs import CLOSED, TOGETHER

LONGEST = 2000  # letters of one thought
MOST = 60  # thoughts of one voice
MOST_THEMES = 40


def write(*, voice: Voice, kind: str, text: str, now: datetime) -> Thought:
    """One thought, seen by nobody else until the phase is together; the same words twice are one. Raises Refused."""
    if kind not in ThoughtKind.values:
        raise Refused("thought_kind_unknown")
    with transaction.atomic():
        _must_write_alone(voice)
        there = voice.thoughts.filter(kind=kind, text=_text(text)).first()
        if there is not None:
            return there
        if voice.thoughts.count() >= MOST:
            raise Refused("thoughts_too_many", most=MOST)
        return Thought.objects.create(voice=voice, kind=kind, text=_text(text), at=now)


def rewrite(*, thought: Thought, voice: Voice, text: str, seen: int) -> None:
    """One's own, until it is handed in. Raises Refused, Conflict."""
    with transaction.atomic():
        _must_be_own(thought, voice)
        change(thought, version=seen, text=_text(text))


def remove(*, thought: Thought, voice: Voice, seen: int) -> None:
    with transaction.atomic():
        _must_be_own(thought, voice)
        change(thought, version=seen, kind=thought.kind)  # nobody's newer text goes with it
        thought.delete()


def visible(debrief: Debrief, voice: Voice | None) -> list[Thought]:
    """Everybody's, where one may see them: closed, or together and handed in oneself. Oldest kind first, then time.

    One's own page shows one's own at all times.
    """
    if debrief.phase == CLOSED or (debrief.phase == TOGETHER and voice is not None and voice.handed_in_at is not None):
        handed_in = Thought.objects.filter(voice__debrief=debrief, voice__handed_in_at__isnull=False)
        # In the order of the words, not of the clock: who wrote when would tell who wrote.
        return list(handed_in.select_related("voice", "theme").order_by("kind", "text", "pk"))
    return []


def name_theme(*, debrief: Debrief, actor: User, title: str, now: datetime) -> Theme:
    """The same name twice is one theme. Raises Refused."""
    _may_lead(debrief, actor)
    if not title.strip():
        raise Refused("theme_unnamed")
    with transaction.atomic():
        Debrief.objects.select_for_update().get(pk=debrief.pk)
        there = debrief.themes.filter(title=title.strip()[:200]).first()
        if there is not None:
            return there
        if debrief.themes.count() >= MOST_THEMES:
            raise Refused("themes_too_many", most=MOST_THEMES)
        made = Theme.objects.create(debrief=debrief, title=title.strip()[:200], at=now)
        _record(debrief, actor, "theme_named", made)
    return made


def discuss(*, theme: Theme, actor: User, title: str, said: str, evidence: list[str], seen: int) -> None:
    """Its name, what the discussion came to, and what of the timeline shows it. Raises Refused, Conflict."""
    _may_lead(theme.debrief, actor)
    if not title.strip():
        raise Refused("theme_unnamed")
    with transaction.atomic():
        kept = [key[:80] for key in evidence[:40]]
        change(theme, version=seen, title=title.strip()[:200], said=said[:20_000], evidence=kept)
        _record(theme.debrief, actor, "theme_discussed", theme)


def drop_theme(*, theme: Theme, actor: User, seen: int) -> None:
    """Its thoughts are unsorted again; its votes are free again. Raises Refused, Conflict."""
    _may_lead(theme.debrief, actor)
    with transaction.atomic():
        change(theme, version=seen, title=theme.title)
        _record(theme.debrief, actor, "theme_dropped", theme)
        theme.delete()


def sort(*, thought: Thought, theme: Theme | None, actor: User, seen: int) -> None:
    """Under a theme of the same debrief, or under none. Raises Refused, Conflict."""
    debrief = thought.voice.debrief
    _may_lead(debrief, actor)
    if thought.voice.handed_in_at is None or (theme is not None and theme.debrief_id != debrief.pk):
        raise Refused("not_allowed_here")
    with transaction.atomic():
        change(thought, version=seen, theme_id=theme.pk if theme else None)


def vote(*, voice: Voice, theme: Theme, now: datetime) -> None:
    """One of three, each for another theme. The same twice is the same as once. Raises Refused."""
    _must_be_together(voice.debrief)
    if theme.debrief_id != voice.debrief_id or voice.handed_in_at is None:
        raise Refused("vote_after_handing_in")
    with transaction.atomic():
        Voice.objects.select_for_update().get(pk=voice.pk)  # two windows of one person vote one after the other
        given = set(voice.votes.values_list("theme_id", flat=True))
        if theme.pk not in given and len(given) >= VOTES:
            raise Refused("votes_all_given", most=VOTES)
        Vote.objects.get_or_create(voice=voice, theme=theme, defaults={"at": now})


def unvote(*, voice: Voice, theme: Theme) -> None:
    _must_be_together(voice.debrief)
    Vote.objects.filter(voice=voice, theme=theme).delete()


def _text(text: str) -> str:
    tidy = text.replace("\0", "").strip()
    if not tidy:
        raise Refused("thought_empty")
    return tidy[:LONGEST]


def _must_write_alone(voice: Voice) -> None:
    """Held until the transaction ends, so that nothing slips in behind a sheet that was handed in."""
    if Debrief.objects.select_for_update().get(pk=voice.debrief_id).phase == CLOSED:
        raise Refused("debrief_closed")
    # The debrief first and the voice second, as whoever hands in does: the other way round they wait for each other.
    if Voice.objects.select_for_update().get(pk=voice.pk).handed_in_at is not None:
        raise Refused("thought_handed_in")


def _must_be_own(thought: Thought, voice: Voice) -> None:
    if thought.voice_id != voice.pk:
        raise Refused("not_allowed_here")
    _must_write_alone(voice)


def _may_lead(debrief: Debrief, actor: User) -> None:
    require(actor, debrief.setback.organisation, Role.EDITOR)
    _must_be_together(debrief)


def _must_be_together(debrief: Debrief) -> None:
    if debrief.phase != TOGETHER:
        raise Refused("debrief_closed" if debrief.phase == CLOSED else "debrief_not_together")


def _record(debrief: Debrief, actor: User, act: str, theme: Theme) -> None:
    record(actor=actor, organisation=debrief.setback.organisation, act=act, subject=theme)
