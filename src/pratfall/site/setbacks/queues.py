"""Where posts wait that Pratfall does not send: the queue of each network, of mailings, adverts and other tools.

`href`: the page that lists what is planned, as far as it has one address for everybody; "" where each account, server
or tool has its own. Looked up in 2026; networks move such pages without notice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Queue:
    """`code`: wording `pause.place.<code>` and `.how`; `networks`: whose posts wait there, none for all teams."""

    code: str
    href: str
    networks: tuple[str, ...] = ()


QUEUES = (
    Queue("meta", "https://business.facebook.com/latest/content_calendar", ("facebook", "instagram")),
    Queue("x", "https://x.com/compose/post/unsent/scheduled", ("x",)),
    Queue("linkedin", "https://www.linkedin.com/", ("linkedin",)),
    Queue("tiktok", "https://www.tiktok.com/tiktokstudio/content", ("tiktok",)),
    Queue("youtube", "https://studio.youtube.com/", ("youtube",)),
    Queue("threads", "https://www.threads.com/", ("threads",)),
    Queue("mastodon", "", ("mastodon",)),
    Queue("bluesky", "", ("bluesky",)),
    Queue("mailings", ""),
    Queue("ads", "https://adsmanager.facebook.com/"),
    Queue("tools", ""),
)
BY_CODE = {queue.code: queue for queue in QUEUES}


def queues_for(networks: Collection[str]) -> tuple[Queue, ...]:
    """Those of the networks an organisation is on, and those every team may have; all where no network is known."""
    known = {network for queue in QUEUES for network in queue.networks}
    on = set(networks) & known or known
    return tuple(queue for queue in QUEUES if not queue.networks or on & set(queue.networks))
