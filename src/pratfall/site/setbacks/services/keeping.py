"""What people wrote, kept apart from the rows that speak of it, so that it can be erased and no chain breaks."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from pratfall.site.setbacks.models import KeptText, Setback

SALT_BYTES = 32  # nobody tries them all, whatever stood there
LONGEST_REF = 300  # characters of an id that a row holds
AT_ONCE = 500  # rows asked for or written together


@dataclass(frozen=True)
class Words:
    """What somebody wrote. `author`: a pseudonym, "" where nobody knows; `ref`: its id on `platform`."""

    platform: str
    ref: str
    author: str
    text: str


def keep(*, setback: Setback, platform: str, ref: str, author: str, text: str) -> str:
    """Keeps it and returns its digest; the same words of the same comment give the same one."""
    return keep_all(setback=setback, words=[Words(platform, ref, author, text)])[0]


@transaction.atomic
def keep_all(*, setback: Setback, words: Sequence[Words]) -> list[str]:
    """The digest of each, in their order. What was erased is never kept again: its old digest comes back.

    Two at once take turns, so that the same words are one row.
    """
    Setback.objects.select_for_update().get(pk=setback.pk)
    given = [Words(each.platform[:40], short_ref(each.ref), each.author[:120], storable(each.text)) for each in words]
    known = _known(setback, given)
    new: dict[tuple[str, str, str], KeptText] = {}
    digests = []
    for each in given:
        there = known.get((each.platform, each.ref, None)) or known.get((each.platform, each.ref, each.text))
        if there is None:
            key = (each.platform, each.ref, each.text)
            there = new.setdefault(key, new.get(key) or _row(setback, each)).digest
        digests.append(there)
    KeptText.objects.bulk_create(list(new.values()), batch_size=AT_ONCE)
    return digests


def text_of(setback: Setback, digest: str) -> str | None:
    """What was written; None where it was erased, or never kept."""
    found = KeptText.objects.filter(setback=setback, digest=digest, erased_at=None).first()
    return found.text if found else None


def digest_of(salt: str, text: str) -> str:
    """The equation: SHA-256 of the salt, a line's end and the text, as UTF-8; 64 hex digits."""
    return sha256(f"{salt}\n{text}".encode()).hexdigest()


def storable(text: str) -> str:
    """Without what a database cannot hold: NUL, and halves of letters."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def short_ref(ref: str) -> str:
    """An id as rows hold it; one that is too long keeps its beginning and what tells it from others."""
    ref = storable(ref)
    if len(ref) <= LONGEST_REF:
        return ref
    return f"{ref[:200]}#{sha256(ref.encode()).hexdigest()}"


def _known(setback: Setback, words: Sequence[Words]) -> dict[tuple[str, str, str | None], str]:
    """Digests by platform, ref and text; of erased ones by platform and ref alone."""
    refs = sorted({each.ref for each in words})
    found: dict[tuple[str, str, str | None], str] = {}
    for at in range(0, len(refs), AT_ONCE):
        rows = KeptText.objects.filter(setback=setback, ref__in=refs[at : at + AT_ONCE])
        for platform, ref, text, digest, erased_at in rows.values_list(
            "platform", "ref", "text", "digest", "erased_at"
        ):
            found[platform, ref, None if erased_at else text] = digest
    return found


def _row(setback: Setback, words: Words) -> KeptText:
    salt = secrets.token_hex(SALT_BYTES)
    return KeptText(
        setback=setback,
        platform=words.platform,
        ref=words.ref,
        author=words.author,
        salt=salt,
        text=words.text,
        digest=digest_of(salt, words.text),
    )
