"""What somebody may do in an organisation, from everything down to one shared thing."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """OWNER    everything, members and other owners included
    MANAGER  launches, decisions, members below owners, connections, whatever an editor may
    EDITOR   files, plans, labels
    ANALYST  reads everything and takes it away, changes nothing but their own predictions
    GUEST    sees what was shared with them, and nothing else
    """

    OWNER = "owner"
    MANAGER = "manager"
    EDITOR = "editor"
    ANALYST = "analyst"
    GUEST = "guest"

    @property
    def rank(self) -> int:
        """The higher, the more may be done."""
        return len(Role) - list(Role).index(self)

    def may(self, least: Role) -> bool:
        return self.rank >= least.rank
