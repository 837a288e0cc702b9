"""Posts of one's own that work again and again, as the habit `evergreen` found them: material at one click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pratfall.records.evidence import LABEL
from pratfall.records.review import Review
from pratfall.reviews.render.plain import plain, safe_url
from pratfall.reviews.render.speech import Speech
from pratfall.site.people.models import Organisation
from pratfall.site.today import desk

from .models import Material, MaterialKind
from .own_posts import own_posts
from .services.materials import SHORTEST, Given

CODE = "evergreen"
DAYS = 730
MOST = 12


@dataclass(frozen=True)
class Offer:
    platform: str
    post_id: str
    label: str
    account: str


def offered(review: Review, taken: Sequence[Material], words: Speech) -> list[Offer]:
    """Posts a finding of today's review names, those that are material already apart."""
    addresses = {one.address for one in taken if one.address}
    found: list[Offer] = []
    for finding in (one for one in review.findings if one.code == CODE):
        network = words.name("network", finding.subject.platform)
        account = words.say("reuse.account", account=finding.subject.label, network=network)
        for item in finding.evidence:
            if item.kind == "post" and item.url not in addresses:
                found.append(Offer(finding.subject.platform, item.id, _begins(item.label), account))
    return found[:MOST]


def _begins(label: str) -> str:
    """What a finding names a post by is cut at LABEL characters; nobody reads half a word."""
    begun = plain(label)
    return begun if len(label) < LABEL else f"{begun.rsplit(' ', 1)[0]}…"


def of_ids(organisation: Organisation, platform: str, post_id: str, now: datetime) -> Given | None:
    """A post of one's own as material; None where there is none, or too little stands in it."""
    current = desk.current(organisation, now)
    named = {
        (finding.subject.platform, item.id)
        for finding in (current.review.findings if current else ())
        if finding.code == CODE
        for item in finding.evidence
        if item.kind == "post"
    }
    if current is None or (platform, post_id) not in named:
        return None
    every = own_posts(current.posts, now, days=DAYS)
    post = next((one for one in every if (one.platform, one.post_id) == (platform, post_id)), None)
    if post is None or len(post.text) < SHORTEST:
        return None
    return Given(
        kind=MaterialKind.POST,
        title=plain(post.text, limit=80),
        text=post.text,
        address=safe_url(post.url)[:500],
        evergreen=True,
        made_on=post.on,
    )
