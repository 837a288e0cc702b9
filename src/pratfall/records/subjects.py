"""What a finding can be about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Whose adverts a file of spend speaks of; its own name where it is a network's.
ADVERTISED_ON = {
    "meta_ads": frozenset({"facebook", "instagram"}),
    "google_ads": frozenset({"youtube"}),
    "linkedin_ads": frozenset({"linkedin"}),
    "tiktok_ads": frozenset({"tiktok"}),
    "x_ads": frozenset({"x"}),
}


class SubjectKind(StrEnum):
    ORGANISATION = "organisation"
    NETWORK = "network"
    ACCOUNT = "account"
    SERIES = "series"
    CAMPAIGN = "campaign"
    POST = "post"
    FILE = "file"


@dataclass(frozen=True, order=True)
class Subject:
    """One thing to be judged. `account_id` is set for accounts and for what lives in one."""

    kind: SubjectKind
    id: str
    label: str
    platform: str = ""
    account_id: str = ""


@dataclass(frozen=True)
class Account:
    platform: str
    account_id: str
    handle: str = ""
    name: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        return self.name or self.handle or self.account_id

    @property
    def subject(self) -> Subject:
        """This account as something to be judged."""
        key = f"{self.platform}/{self.account_id}"
        return Subject(SubjectKind.ACCOUNT, key, self.label, self.platform, self.account_id)
