"""A look at the own website in sentences: what each network has on it, what is missing, the cheapest step next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pratfall.learn.website import ASKED, Account, Level, Proof, Seen
from pratfall.records.links import LinkState
from pratfall.reviews.render.plain import safe_url
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.story import post_href

from .site_report import Back, Report


@dataclass(frozen=True)
class Line:
    """`href`: whole address of a page outside; `inside`: below the organisation's address."""

    text: str
    note: str = ""
    href: str = ""
    inside: str = ""


@dataclass(frozen=True)
class NetworkLine:
    """`steps`: (name of the level, whether it was seen); `proofs`: where."""

    name: str
    said: str
    next: str
    steps: tuple[tuple[str, bool], ...]
    proofs: tuple[Line, ...]


@dataclass(frozen=True)
class Told:
    headline: str
    read: str
    networks: tuple[NetworkLine, ...]
    built: tuple[Line, ...]
    unlinked: tuple[Line, ...]
    back: tuple[Line, ...]
    strangers: tuple[Line, ...]
    outgoing: str
    landing_said: str
    dead: tuple[Line, ...]
    labels_said: str
    unlabelled: tuple[Line, ...]
    troubles: tuple[Line, ...]


def tell(report: Report, words: Speech) -> Told:
    found = report.integration
    linked = [one for one in found.accounts if one.linked is not None]
    return Told(
        headline=words.say("website.headline", linked=len(linked), n=len(found.accounts), site=report.site),
        read=" ".join(_read(report, words)),
        networks=tuple(_networks(report, words)),
        built=tuple(_built(found.built, words)),
        unlinked=tuple(_unlinked(found.accounts, words)),
        back=tuple(_back(report, words)),
        strangers=tuple(
            Line(
                words.say(
                    f"website.stranger.{'sure' if one.certain else 'unsure'}",
                    network=words.name("network", one.platform),
                    name=one.name,
                ),
                *_where(one.proof, words),
            )
            for one in found.strangers
        ),
        outgoing=_outgoing(report, words),
        landing_said=_landing(report, words),
        dead=tuple(_dead(report, words)),
        labels_said=_labels(report, words),
        unlabelled=tuple(
            Line(one.url, words.say("website.in_posts", n=one.posts, day=one.newest), safe_url(one.url))
            for one in report.unlabelled
        ),
        troubles=tuple(
            Line(one.address, words.say(f"website.trouble.{one.why}"), safe_url(one.address)) for one in report.troubles
        ),
    )


def _read(report: Report, words: Speech) -> Iterator[str]:
    yield words.say("website.read", n=report.integration.pages)
    if report.left_over:
        yield words.say("website.left_over", n=report.left_over)
    if report.forbidden:
        yield words.say("website.forbidden", n=report.forbidden)
    if report.cut:
        yield words.say("website.cut", n=report.cut)


def _networks(report: Report, words: Speech) -> Iterator[NetworkLine]:
    for network in report.integration.networks:
        name = words.name("network", network.platform)
        seen = [words.say(f"website.level.{level}") for level in network.levels]
        said = words.say("website.network_has", network=name, seen=seen) if seen else ""
        step = words.say(f"website.next.{network.next}", network=name) if network.next is not None else ""
        mine = [one for one in report.integration.seen if one.network == network.platform and one.level and one.proof]
        yield NetworkLine(
            name,
            said or words.say("website.network_nothing", network=name),
            step or words.say("website.network_all", network=name),
            tuple((words.say(f"website.level.{level}"), level in network.levels) for level in ASKED),
            tuple(_proof(one, words) for one in mine),
        )


def _proof(one: Seen, words: Speech) -> Line:
    return Line(words.say(f"website.level.{one.level}"), *_where(one.proof, words))


def _where(proof: Proof, words: Speech) -> tuple[str, str]:
    return words.say("website.where", element=proof.element, page=proof.page, n=proof.pages), safe_url(proof.page)


def _built(built: Sequence[Seen], words: Speech) -> Iterator[Line]:
    for one in built:
        name = one.name or words.name("network", one.network)
        key = "website.closed" if one.closed else "website.built"
        yield Line(words.say(key, name=name, source=one.source), *_where(one.proof, words))


def _unlinked(accounts: Sequence[Account], words: Speech) -> Iterator[Line]:
    for one in accounts:
        if one.linked is None:
            key = "website.unlinked" if one.known else "website.unlinked_unknown"
            yield Line(words.say(key, account=one.label, network=words.name("network", one.platform)))


def _back(report: Report, words: Speech) -> Iterator[Line]:
    """Whether the profile itself names the site stands in no export: what the posts say is told beside that."""
    names = {one.key: one for one in report.integration.accounts}
    for one in report.back:
        yield Line(_back_said(one, names[one.key], words))


def _back_said(back: Back, account: Account, words: Speech) -> str:
    facts = {"account": account.label, "network": words.name("network", account.platform)}
    if back.linking:
        return words.say("website.back", **facts, leading=back.leading, linking=back.linking)
    return words.say("website.back_none", **facts)


def _outgoing(report: Report, words: Speech) -> str:
    found = report.integration
    if not found.outgoing:
        return words.say("website.outgoing_none")
    share = found.to_networks / found.outgoing
    return words.say("website.outgoing", n=found.outgoing, k=found.to_networks, share=share)


def _landing(report: Report, words: Speech) -> str:
    if not report.asked:
        return words.say("website.landing_none")
    said = words.say("website.landing", n=report.asked, dead=len(report.landing))
    return f"{said} {words.say('website.landing_unsure', n=report.unsure)}" if report.unsure else said


def _dead(report: Report, words: Speech) -> Iterator[Line]:
    for one in report.landing:
        key = "website.sent_home" if one.state is LinkState.FRONT_PAGE else "website.dead"
        note = f"{words.say(key)} {words.say('website.in_posts', n=one.posts, day=one.newest)}"
        yield Line(one.url, note, safe_url(one.url), post_href(one.platform, one.post_id))


def _labels(report: Report, words: Speech) -> str:
    if not report.labelled_of:
        return ""
    return words.say("website.labels", bare=report.bare, n=report.labelled_of)


def compared(new: Report, old: Report, words: Speech) -> tuple[str, ...]:
    """What changed since the look before; one sentence where nothing did."""
    before = {(one.platform, level) for one in old.integration.networks for level in one.levels}
    after = {(one.platform, level) for one in new.integration.networks for level in one.levels}
    gone = {one.url for one in old.landing} - {one.url for one in new.landing}
    come = {one.url for one in new.landing} - {one.url for one in old.landing}
    lines = [*_levels("website.gained", after - before, words), *_levels("website.lost", before - after, words)]
    if gone:
        lines.append(words.say("website.mended", n=len(gone)))
    if come:
        lines.append(words.say("website.newly_dead", n=len(come)))
    return tuple(lines) or (words.say("website.same"),)


def _levels(key: str, changed: set[tuple[str, Level]], words: Speech) -> Iterator[str]:
    for platform, level in sorted(changed):
        yield words.say(key, network=words.name("network", platform), level=words.say(f"website.level.{level}"))
