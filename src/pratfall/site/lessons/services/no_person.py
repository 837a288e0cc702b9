"""No person stands in a lesson: it says how a team works, not who did what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pratfall.errors import Refused
from pratfall.site.people.models import Membership, Organisation

SHORTEST_PART = 3  # letters: below, a part of a name is mostly a word


def refuse_names(organisation: Organisation, texts: Iterable[str], *, no_person: bool = False) -> None:
    """Raises Refused where a text names a member. `no_person`: somebody says that a part of a name, like May or Mark,
    is only a word here; whole names and mail addresses are refused all the same.
    """
    said = "\n".join(texts)
    members = Membership.objects.filter(organisation=organisation)
    for name, email in members.values_list("user__name", "user__email"):
        if any(_stands(whole, said, re.IGNORECASE) for whole in _whole(name, email)):
            raise Refused("lesson_names_member", name=name or email)
        part = next((part for part in _parts(name) if _stands(part, said)), "")
        if part and not no_person:
            raise Refused("lesson_may_name_member", name=part)


def _whole(name: str, email: str) -> Iterator[str]:
    if len(name.split()) > 1:
        yield name
    yield email


def _parts(name: str) -> Iterator[str]:
    """Parts written with a capital, as names are: "Will" is one, "will" is a word."""
    yield from (part for part in name.split() if len(part) >= SHORTEST_PART and part[:1].isupper())


def _stands(word: str, text: str, flags: int = 0) -> bool:
    spaced = r"\s+".join(re.escape(part) for part in word.split())
    return bool(spaced) and re.search(rf"(?<!\w){spaced}(?!\w)", text, flags) is not None
