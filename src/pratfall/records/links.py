"""What came back when somebody really asked for an address that a post links to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LinkState(StrEnum):
    ALIVE = "alive"
    DEAD = "dead"  # the page, or the whole host, does not exist
    FRONT_PAGE = "front_page"  # led on to the front page instead of the page asked for
    UNKNOWN = "unknown"  # no answer, or one that proves nothing: says nothing against the link


@dataclass(frozen=True, kw_only=True)
class LinkCheck:
    """True of the moment it was asked, not of the day somebody posted it.

    `status`: of the last answer, None for none. `landed`: where it led in the end. `hops`: redirects on the way.
    `why`: code of what stood in the way ("" for nothing).
    """

    url: str
    asked: datetime
    state: LinkState
    status: int | None = None
    landed: str = ""
    hops: int = 0
    why: str = ""

    @property
    def fails(self) -> bool:
        """Whether somebody who follows it does not get what was promised."""
        return self.state in (LinkState.DEAD, LinkState.FRONT_PAGE)
