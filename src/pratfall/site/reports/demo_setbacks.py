"""What the sample's team lived through: a wrong picture in spring, over and made good; a clumsy post, still running.

Made through the services, each step at its own time, so that the demo shows what a real team would have.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow.compute as pc

from pratfall.respond.lifecycle import State
from pratfall.respond.roles import Part
from pratfall.respond.severity import TWO_PEOPLE_FROM
from pratfall.respond.statement import Facts, Kind
from pratfall.reviews.render import codec
from pratfall.sample import wrong_picture
from pratfall.sample.troubles import BACKLASH_WEEKS
from pratfall.site import place
from pratfall.site.people.models import Membership, User
from pratfall.site.setbacks import naming
from pratfall.site.setbacks.models import ProofKind, Setback, Statement, Thought
from pratfall.site.setbacks.services import (
    allies,
    clocks,
    comebacks,
    debriefs,
    fix_steps,
    freezing,
    holders,
    ledger,
    notes,
    opening,
    outings,
    pauses,
    preventions,
    publishing,
    statements,
    states,
    steps,
    stories,
    thoughts,
    voices,
)
from pratfall.site.setbacks.services.preventions import Action
from pratfall.site.today import desk

CONTACT, ZONE = "hello@thelongtable.example", "Europe/London"
HOUR = timedelta(hours=1)
OVER_SLUG, RUNNING_SLUG = "a-picture-that-was-not-ours", "what-we-wrote-to-our-volunteers"


def over(owner: Membership, colleague: User, until: date) -> None:
    """Opened an hour after the first comments, closed ten weeks later, its last promise proved in autumn."""
    began, lead = wrong_picture.published(until), owner.user
    at = began + HOUR
    setback = opening.open_by_hand(
        organisation=owner.organisation,
        actor=lead,
        what="We posted a picture of another charity's kitchen as if it were ours.",
        began_at=began,
        now=at,
    )
    _about(setback, lead, wrong_picture.TEXT)
    holders.hand_over(setback=setback, actor=lead, part=Part.REPLIES, to=colleague, note="", now=at + HOUR / 6)
    pause = pauses.pause(setback=setback, actor=lead, why="Nothing cheerful goes out tonight.", now=at + HOUR / 4)
    first = _said(setback, lead, Kind.HOLDING, FIRST, began + timedelta(hours=16), at + HOUR / 2)
    _out(first, lead, "facebook", at + HOUR * 0.6)
    publishing.open_page(
        setback=setback,
        actor=lead,
        slug=OVER_SLUG,
        title_en="A picture that was not ours",
        title_fr="Une photo qui n’était pas la nôtre",
        now=at + HOUR,
    )
    publishing.publish(
        setback=setback, actor=lead, text_en=first.text_en, text_fr=first.text_fr, state=State.ACKNOWLEDGED,
        statement=first, next_word_at=began + timedelta(hours=16), now=at + HOUR,
    )  # fmt: skip
    notes.add(
        setback=setback, actor=colleague, text="Porthaven Kitchen wrote to us: the picture is theirs, from Easter.",
        happened_at=began + HOUR * 1.5, zone=ZONE, outside=True, now=began + HOUR * 2,
    )  # fmt: skip
    _moved(setback, lead, State.INVESTIGATING, began + timedelta(hours=15))
    apology = _said(setback, lead, Kind.APOLOGY, APOLOGY, None, began + timedelta(hours=16))
    _out(apology, lead, "facebook", began + timedelta(hours=16, minutes=5))
    publishing.publish(
        setback=setback, actor=lead, text_en=apology.text_en, text_fr=apology.text_fr, state=State.EXPLAINED,
        statement=apology, next_word_at=began + timedelta(days=6), now=began + timedelta(hours=16, minutes=10),
    )  # fmt: skip
    _moved(setback, lead, State.EXPLAINED, began + timedelta(hours=16, minutes=12))
    pauses.lift(pause=pause, actor=lead, now=began + timedelta(days=2))
    _helped(setback, lead, colleague, began)
    _mended(setback, lead, colleague, began)
    _debriefed(setback, lead, colleague, began)
    _ended(setback, lead, began + timedelta(days=68), _at(until + timedelta(days=1)))


def _ended(setback: Setback, lead: User, ends: datetime, today: datetime) -> None:
    last = _said(setback, lead, Kind.CLOSING, LAST, None, ends - 2 * HOUR, "Noor is on holiday; nothing here is new.")
    publishing.publish(
        setback=setback, actor=lead, text_en=last.text_en, text_fr=last.text_fr, state=State.CLOSED, statement=last,
        now=ends - HOUR,
    )  # fmt: skip
    _all_steps(setback, lead, ends)
    _moved(setback, lead, State.CLOSED, ends)
    comebacks.measure(setback=setback, actor=None, now=today)
    ledger.collect(setback=setback, now=today)
    freezing.freeze(setback=setback, actor=lead, now=today)
    page = setback.public_page
    publishing.change_page(
        page=page, actor=lead, title_en=page.title_en, title_fr=page.title_fr, shows_ledger=True, shows_changes=True,
        seen=page.version, now=today,
    )  # fmt: skip
    stories.begin(setback=setback, actor=lead, now=today)


def _helped(setback: Setback, lead: User, colleague: User, began: datetime) -> None:
    ally = allies.add(
        setback=setback, actor=colleague, name="Porthaven Kitchen", where="kitchen@porthaven.example",
        now=began + timedelta(hours=17),
    )  # fmt: skip
    allies.asked(ally=ally, actor=colleague, seen=ally.version, now=began + timedelta(hours=17, minutes=20))
    said = "They shared our apology and wrote that we had called them at once."
    allies.answered(ally=ally, actor=colleague, seen=ally.version, said=said, now=began + timedelta(days=1))
    allies.thanked(ally=ally, actor=lead, seen=ally.version, how="A letter, and soup for their helpers.",
                   now=began + timedelta(days=9))  # fmt: skip


def _mended(setback: Setback, lead: User, colleague: User, began: datetime) -> None:
    _moved(setback, lead, State.FIXING, began + timedelta(days=3))
    step = fix_steps.add(
        setback=setback,
        actor=lead,
        words_en="Every picture we use is in one folder, with who took it and who agreed.",
        words_fr="Toutes nos photos sont dans un seul dossier, avec leur auteur et l’accord des personnes.",
        now=began + timedelta(days=3),
    )
    fix_steps.tick(step=step, actor=colleague, done=True, seen=step.version, now=began + timedelta(days=12))
    folder = preventions.promise(
        setback=setback,
        actor=lead,
        action=Action(
            words="One folder of pictures, each with who took it and who agreed",
            kind=ProofKind.SHOWN,
            owner=colleague,
            due=(began + timedelta(days=30)).date(),
            public_en="Pictures come from one folder, with who took them and who agreed.",
            public_fr="Nos photos viennent d’un seul dossier, avec leur auteur et l’accord des personnes.",
        ),
        now=began + timedelta(days=4),
    )
    preventions.show(
        prevention=folder, actor=colleague, text="The folder holds 212 pictures; 34 without an owner were deleted.",
        address="", seen=folder.version, now=began + timedelta(days=12),
    )  # fmt: skip
    folder.refresh_from_db()
    preventions.confirm(prevention=folder, actor=lead, seen=folder.version, now=began + timedelta(days=13))
    preventions.promise(
        setback=setback,
        actor=lead,
        action=Action(
            words="Before a campaign starts somebody says whose pictures it uses",
            kind=ProofKind.CHECK,
            owner=colleague,
            due=(began + timedelta(days=240)).date(),
            check_words="Every picture of this campaign is from our folder, and whoever is in it agreed",
            public_en="No campaign starts before somebody has checked its pictures.",
            public_fr="Aucune campagne ne commence avant que quelqu’un ait vérifié ses photos.",
        ),
        now=began + timedelta(days=4),
    )
    _moved(setback, lead, State.RECOVERING, began + timedelta(days=14))


def _debriefed(setback: Setback, lead: User, colleague: User, began: datetime) -> None:
    day = began + timedelta(days=17)
    debrief = debriefs.begin(setback=setback, actor=lead, now=day)
    guest, _secret = voices.invite(
        debrief=debrief, actor=lead, name="June", stands_for="gives every month", language="en", now=day
    )
    wrote = (
        (voices.join(debrief=debrief, user=lead, now=day), (("cause", "Nobody knows where our pictures come from."),)),
        (
            voices.join(debrief=debrief, user=colleague, now=day),
            (
                ("cause", "The picture lay in the shared folder with ours, without a name."),
                ("went_well", "The first word was out before the evening was over."),
            ),
        ),
        (
            guest,
            (("surprised", "You answered on a Friday night."), ("cause", "Posts go out with nobody looking.")),
        ),
    )
    for voice, said in wrote:
        for kind, text in said:
            thoughts.write(voice=voice, kind=kind, text=text, now=day + HOUR)
        voices.hand_in(voice=voice, now=day + 2 * HOUR)
    debrief.refresh_from_db()
    debriefs.gather(debrief=debrief, actor=lead, seen=debrief.version, now=day + timedelta(days=1))
    theme = thoughts.name_theme(
        debrief=debrief, actor=lead, title="Where pictures come from", now=day + timedelta(days=1)
    )
    for thought in Thought.objects.filter(voice__debrief=debrief, kind="cause"):
        thoughts.sort(thought=thought, theme=theme, actor=lead, seen=thought.version)
    for voice, _ in wrote:
        voice.refresh_from_db()
        thoughts.vote(voice=voice, theme=theme, now=day + timedelta(days=1, hours=1))
    debrief.refresh_from_db()
    debriefs.close(
        debrief=debrief, actor=lead, seen=debrief.version, now=day + timedelta(days=1, hours=2),
        summary="Pictures had no owner. They get one folder, and a campaign says whose it uses before it starts.",
    )  # fmt: skip


def running(owner: Membership, colleague: User, until: date) -> None:
    """Ten days old: explained, being mended, one promise open and one ally not thanked."""
    day = until - timedelta(days=round(7 * BACKLASH_WEEKS))
    began = datetime(day.year, day.month, day.day, 10, 5, tzinfo=UTC)
    lead, at = owner.user, began + timedelta(hours=2)
    setback = _from_the_finding(owner, colleague, began, at, until)
    _about(setback, colleague, "deux services d'affilée", "misses two shifts in a row")
    holders.hand_over(setback=setback, actor=colleague, part=Part.LEAD, to=lead, note="", now=at + HOUR / 12)
    first = _said(setback, lead, Kind.HOLDING, CLUMSY, at + 3 * HOUR, at + HOUR / 3, alone="Noa is on a train.")
    _out(first, lead, "instagram", at + HOUR / 2)
    publishing.open_page(
        setback=setback,
        actor=lead,
        slug=RUNNING_SLUG,
        title_en="What we wrote to our volunteers",
        title_fr="Ce que nous avons écrit à nos bénévoles",
        now=at + HOUR,
    )
    publishing.publish(
        setback=setback, actor=lead, text_en=first.text_en, text_fr=first.text_fr, state=State.ACKNOWLEDGED,
        statement=first, next_word_at=at + 4 * HOUR, now=at + HOUR,
    )  # fmt: skip
    for step in setback.steps.filter(done_at=None, left_out=False, due_at__lt=at + timedelta(days=1)):
        steps.tick(step=step, actor=colleague, seen=step.version, now=at + HOUR)
    _moved(setback, lead, State.EXPLAINED, at + timedelta(days=1))
    _moved(setback, lead, State.FIXING, at + timedelta(days=3))
    fix_steps.add(
        setback=setback,
        actor=lead,
        words_en="The rule about missed shifts is withdrawn; volunteers write the new one with us.",
        words_fr="La règle sur les services manqués est retirée ; les bénévoles écrivent la nouvelle avec nous.",
        now=at + timedelta(days=3),
    )
    preventions.promise(
        setback=setback,
        actor=lead,
        action=Action(
            words="Whatever concerns volunteers is read by two of them before it is posted",
            kind=ProofKind.SHOWN,
            owner=colleague,
            due=until + timedelta(days=12),
        ),
        now=at + timedelta(days=3),
    )
    ally = allies.add(setback=setback, actor=lead, name="Volunteers' round", where="friday@thelongtable.example",
                      now=at + timedelta(days=2))  # fmt: skip
    allies.asked(ally=ally, actor=lead, seen=ally.version, now=at + timedelta(days=2))
    today = _at(until + timedelta(days=1))
    clocks.set_due(setback=setback, actor=lead, clock=clocks.NEXT_UPDATE, due_at=today + 9 * HOUR,
                   seen=setback.version, now=today)  # fmt: skip
    ledger.collect(setback=setback, now=today)
    freezing.freeze(setback=setback, actor=colleague, now=today)


def _from_the_finding(owner: Membership, actor: User, began: datetime, now: datetime, until: date) -> Setback:
    """The review of the demo's day knows it best; the team opened it two hours after it began."""
    current = desk.current(owner.organisation, _at(until + timedelta(days=1)))
    assert current is not None, "the sample is imported before its team goes to work"
    told = next(told for told in current.story("en").by_slug.values() if told.code == "backlash")
    return opening.open_from_finding(
        organisation=owner.organisation,
        actor=actor,
        finding=told.slug,
        code=told.code,
        title="Our post about missed shifts hurt volunteers who were ill",
        about=[],
        facts=told.finding.facts,
        basis={"findings": [codec.encode(told.finding)]},
        began_at=began,
        now=now,
    )


def _about(setback: Setback, actor: User, *words: str) -> None:
    """The posts that hold one of these."""
    table = place.lake(setback.organisation).posts(setback.opened_at + timedelta(days=400))
    for word in words:
        held: Any = pc.fill_null(pc.match_substring(table["text"], word), False)
        found = [naming.of_post(row) for row in table.filter(held).to_pylist()]
        if found:
            about = [*setback.about, *found]
            opening.name_subjects(setback=setback, actor=actor, about=about, seen=setback.version)


def _said(
    setback: Setback,
    lead: User,
    kind: Kind,
    facts: Facts,
    next_word: datetime | None,
    now: datetime,
    alone: str = "It is Friday night and nobody else answers.",
) -> Statement:
    made = statements.draft(
        setback=setback, actor=lead, kind=kind, facts=facts, next_word_at=next_word, now=now - HOUR / 6
    )
    alone = alone if setback.severity >= TWO_PEOPLE_FROM else ""
    statements.approve(statement=made, actor=lead, digest=made.digest, now=now, alone_because=alone)
    return made


def _out(statement: Statement, actor: User, where: str, at: datetime) -> None:
    for lang in ("en", "fr"):
        outings.said(statement=statement, actor=actor, place=where, language=lang, address="", said_at=at, now=at)


def _moved(setback: Setback, actor: User, to: State, now: datetime) -> None:
    setback.refresh_from_db()
    if setback.state != to:
        states.move(setback=setback, actor=actor, to=to, seen=setback.version, now=now)


def _all_steps(setback: Setback, actor: User, now: datetime) -> None:
    for step in setback.steps.filter(done_at=None, left_out=False):
        steps.tick(step=step, actor=actor, seen=step.version, now=now)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


FIRST = Facts(
    ticked=frozenset({"affected", "unknown_how", "finding_out", "taken_down"}),
    texts={
        "en": {"happened": "Tonight we posted a picture as if it showed our kitchen. It shows another charity's."},
        "fr": {
            "happened": "Ce soir, nous avons publié une photo comme si elle montrait notre cuisine. C’est celle d’une "
            "autre association."
        },
    },
    contact=CONTACT,
    zone=ZONE,
)
APOLOGY = Facts(
    ticked=frozenset({"affected", "sorry", "contacting"}),
    texts={
        "en": {
            "happened": "The picture in Friday's post was taken at Easter by Porthaven Kitchen. It lay in our folder "
            "among our own, and we did not check.",
            "change": "From now on every picture we use has a name beside it: who took it, and who agreed.",
        },
        "fr": {
            "happened": "La photo de vendredi a été prise à Pâques par l’association Porthaven Kitchen. Elle était "
            "parmi les nôtres et nous n’avons pas vérifié.",
            "change": "Désormais, chaque photo porte un nom : celui de son auteur, et celui de qui a donné son accord.",
        },
    },
    contact=CONTACT,
    zone=ZONE,
)
CLUMSY = Facts(
    ticked=frozenset({"upset", "stopped_posting", "reading"}),
    texts={
        "en": {
            "happened": "This morning we wrote that volunteers who miss two shifts lose their free supper.",
            "known": "The rule had not been talked over with the volunteers.",
        },
        "fr": {
            "happened": "Ce matin, nous avons écrit que les bénévoles qui manquent deux services perdent leur repas "
            "gratuit.",
            "known": "Cette règle n’avait pas été discutée avec les bénévoles.",
        },
    },
    contact=CONTACT,
    zone=ZONE,
)
LAST = Facts(
    texts={
        "en": {
            "happened": "In May we posted a picture of Porthaven Kitchen as if it were ours.",
            "change": "Our pictures are in one folder, each with a name, and no campaign starts before somebody has "
            "checked them. Thank you for asking, and for staying.",
        },
        "fr": {
            "happened": "En mai, nous avons publié une photo de Porthaven Kitchen comme si c’était la nôtre.",
            "change": "Nos photos sont dans un seul dossier, chacune avec un nom, et aucune campagne ne commence avant "
            "que quelqu’un les ait vérifiées. Merci d’avoir posé la question, et d’être restés.",
        },
    },
    contact=CONTACT,
    zone=ZONE,
)
