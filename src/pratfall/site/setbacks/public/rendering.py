"""A public page as files: the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pratfall.reviews.render.html import ASSETS
from pratfall.reviews.render.speech import LANGUAGES, Speech, speech
from pratfall.site.setbacks.local_times import usual_zone
from pratfall.site.setbacks.models import PublicPage

from .facts import Edit, Fix, Said, Told, told
from .feed import feed
from .safe import paragraphs
from .serving import GONE_FILE

STYLES = ("pratfall.css", "file.css")  # the review's own: light and dark, phone and paper
PREVIEW_STYLES = tuple(f"/static/review/{name}" for name in STYLES)


@dataclass(frozen=True)
class EditShown:
    said: str
    before: SafeString


@dataclass(frozen=True)
class UpdateShown:
    number: int
    state: str
    at: str
    stamp: str
    text: SafeString
    edits: tuple[EditShown, ...]


def files(page: PublicPage, *, elsewhere: bool = False) -> dict[str, bytes]:
    """Every file of `page` by its path; `elsewhere`: for another web space, where only whole addresses lead to us.

    A withdrawn page has one file that says so; one without any update has none.
    """
    if page.withdrawn_at:
        return {GONE_FILE: _gone()}
    if not page.setback.updates.exists():
        return {}
    by_language = {lang: told(page, lang) for lang in LANGUAGES}
    made = {"page.css": b"\n".join((ASSETS / name).read_bytes() for name in STYLES)}
    for lang, facts in by_language.items():
        words = readers_words(lang)
        made[f"{lang}/feed.xml"] = feed(facts, words, address=_address(facts.slug, lang))
        made[f"{lang}/index.html"] = _page(facts, words, subscribe=_subscribe(facts.slug, lang, elsewhere)).encode()
    return {**made, "index.html": _languages(by_language).encode()}


def preview(page: PublicPage, lang: str) -> str:
    """The page of one language as it would be, for the team."""
    return _page(told(page, lang), readers_words(lang), styles=PREVIEW_STYLES)


def readers_words(lang: str) -> Speech:
    """A language, telling hours as clocks of the organisation's country show them: files do not know who reads them."""
    return speech(lang).within(usual_zone())


def may_subscribe() -> bool:
    """Only where mail leaves and its links lead somewhere."""
    return bool(settings.MAIL.leaves and settings.ADDRESS)


def _page(facts: Told, words: Speech, *, styles: Sequence[str] = ("../page.css",), subscribe: str = "") -> str:
    context = {
        "told": facts,
        "words": words,
        "lang": words.lang,
        "styles": styles,
        "subscribe": subscribe,
        "state": words.say(f"public.state.{facts.state}"),
        "next_word": words.say("public.next_word", at=facts.next_word_at) if facts.next_word_at else "",
        "updates": [_update(update, words) for update in facts.updates],
        "fixes": [_fix(fix, words) for fix in facts.fixes],
        "counts": [words.plural(f"public.counts.{name}", n) for name, n in facts.counts.items() if _known(name, words)],
        "story": paragraphs(facts.story),
        "others": [(code, speech(code).say("language.name")) for code in LANGUAGES if code != words.lang],
    }
    return render_to_string("setback_updates.html", context)


def _update(update: Said, words: Speech) -> UpdateShown:
    return UpdateShown(
        number=update.number,
        state=words.say(f"public.state.{update.state}"),
        at=words.instant(update.at),
        stamp=update.at.isoformat(),
        text=paragraphs(update.text),
        edits=tuple(_edit(edit, words) for edit in update.edits),
    )


def _edit(edit: Edit, words: Speech) -> EditShown:
    return EditShown(words.say("public.changed", at=edit.at, why=edit.why), paragraphs(edit.before))


def _fix(fix: Fix, words: Speech) -> tuple[str, bool, str]:
    said = words.say("public.fix_done", at=fix.done_at) if fix.done_at else words.say("public.fix_open")
    return fix.words, fix.done_at is not None, said


def _known(name: str, words: Speech) -> bool:
    return words.knows_plural(f"public.counts.{name}")


def _languages(by_language: dict[str, Told]) -> str:
    """The root: both languages side by side, since a file cannot ask which one a reader wants."""
    shown = [(lang, speech(lang), facts) for lang, facts in by_language.items()]
    return render_to_string("setback_updates_root.html", {"shown": shown})


def _gone() -> bytes:
    shown = [(lang, speech(lang)) for lang in LANGUAGES]
    return render_to_string("setback_updates_gone.html", {"shown": shown}).encode()


def _address(slug: str, lang: str) -> str:
    return f"{settings.ADDRESS}/updates/{slug}/{lang}/" if settings.ADDRESS else ""


def _subscribe(slug: str, lang: str, elsewhere: bool) -> str:
    """Where somebody asks for mails; "" where no mail leaves."""
    if not may_subscribe():
        return ""
    return f"{settings.ADDRESS if elsewhere else ''}/updates/{slug}/subscribe/?lang={lang}"
