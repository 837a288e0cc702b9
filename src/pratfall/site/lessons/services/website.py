"""Ask for a look at the own website, do it in the worker, compare it with the one before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings as site_settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from pratfall.errors import Refused
from pratfall.records.links import LinkCheck
from pratfall.reviews import links, settings, website
from pratfall.reviews.outside import Stopped, parsed
from pratfall.reviews.render import codec
from pratfall.site import place
from pratfall.site.lessons.models import WebsiteCheck
from pratfall.site.lessons.own_posts import OwnPost, own_posts
from pratfall.site.lessons.site_report import (
    DAYS,
    MOST_LANDING,
    Report,
    landing_links,
    likely_site,
    own_accounts,
    report,
)
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.rights import require
from pratfall.site.today import desk

LONGEST_ADDRESS = 500
GIVEN_UP_AFTER = timedelta(hours=2)  # a look that has not ended by then was cut off
AGAIN_AFTER = timedelta(days=30)


def ask(*, organisation: Organisation, actor: User | None, address: str, now: datetime) -> WebsiteCheck:
    """A look to be done by the worker; while one goes on, that one. `actor` None: on its own, once a month.

    Raises Refused for what is no address of the web, and for somebody who may change nothing.
    """
    if actor is not None:
        require(actor, organisation, Role.EDITOR)
    start = _start(address)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        going = of(organisation).filter(done_at=None, asked_at__gt=now - GIVEN_UP_AFTER).first()
        if going is not None:
            return going
        made = WebsiteCheck.objects.create(organisation=organisation, address=start, by=actor, asked_at=now)
        record(actor=actor, organisation=organisation, act="website_asked", subject=made)
    return made


def of(organisation: Organisation) -> QuerySet[WebsiteCheck]:
    """Every look, the newest first."""
    return WebsiteCheck.objects.filter(organisation=organisation).order_by("-asked_at", "-pk")


def told(check: WebsiteCheck) -> Report | None:
    """What it found; None while it goes on, where nothing could be read, and for what an older version wrote."""
    if check.found is None:
        return None
    try:
        found: Report = codec.decode(Report, check.found)
    except (KeyError, TypeError, ValueError):
        return None
    return found


def proposed(organisation: Organisation, now: datetime) -> str:
    """Where to look: the address of the last look, else the site most posts lead to; "" where nobody knows."""
    last = of(organisation).first()
    return last.address if last else likely_site(_posts(organisation, now))


def look(*, check: WebsiteCheck, now: datetime, pause_seconds: float = website.PAUSE_SECONDS) -> None:
    """Reads the site and asks for the pages posts lead to; minutes. A second time changes nothing that was found."""
    if check.done_at is not None:
        return
    organisation, private_too = check.organisation, site_settings.PRIVATE_ADDRESSES
    visit = website.visit(check.address, private_too=private_too, pause_seconds=pause_seconds)
    found = None
    if not visit.trouble:
        posts = _posts(organisation, now)
        current = desk.current(organisation, now)
        accounts = [state.account for state in current.review.accounts] if current else []
        urls = list(landing_links(posts, visit.site))[:MOST_LANDING]
        found = codec.encode(report(visit, own_accounts(accounts), posts, _asked(organisation, urls, now, private_too)))
    rows = WebsiteCheck.objects.filter(pk=check.pk, done_at=None)
    rows.update(found=found, trouble=visit.trouble, done_at=now)


def fail(*, check: WebsiteCheck, now: datetime) -> None:
    """Something of ours went wrong: whoever asked may ask again."""
    WebsiteCheck.objects.filter(pk=check.pk, done_at=None).update(trouble="look_failed", done_at=now)


def unfinished(now: datetime) -> QuerySet[WebsiteCheck]:
    return WebsiteCheck.objects.filter(done_at=None, asked_at__gt=now - GIVEN_UP_AFTER)


def due(now: datetime) -> QuerySet[WebsiteCheck]:
    """The last look of each organisation whose site was read once, where it is AGAIN_AFTER old."""
    newer = WebsiteCheck.objects.filter(organisation=OuterRef("organisation"), asked_at__gt=OuterRef("asked_at"))
    old = WebsiteCheck.objects.filter(~Exists(newer), found__isnull=False, asked_at__lte=now - AGAIN_AFTER)
    return old.defer("found").select_related("organisation").order_by("pk")


def _posts(organisation: Organisation, now: datetime) -> list[OwnPost]:
    current = desk.current(organisation, now)
    return own_posts(current.posts, now, days=DAYS) if current else []


def _asked(organisation: Organisation, urls: list[str], now: datetime, private_too: bool) -> Mapping[str, LinkCheck]:
    """What came back from each, asked for now where nobody did within a week."""
    kept = links.Links(settings.home(), place.lake(organisation).organisation)
    links.check(kept, links.due(kept, urls, now=now), now=now, private_too=private_too)
    known = kept.known(now)
    return {url: known[url] for url in urls if url in known}


def _start(address: str) -> str:
    """As somebody types it: the scheme may be missing. Raises Refused."""
    wanted = address.strip().replace("\0", "")
    if wanted and "://" not in wanted:
        wanted = f"https://{wanted}"
    try:
        target = parsed(wanted)
    except Stopped:
        raise Refused("website_no_address") from None
    start = str(target.copy_with(username=None, password=None, fragment=None))
    if len(start) > LONGEST_ADDRESS or ("." not in target.host and target.host != "localhost"):
        raise Refused("website_no_address")
    return start
