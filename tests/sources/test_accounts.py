"""Files that name no account: the user's word, else the only account of the call, else a label."""

from __future__ import annotations

from datetime import UTC, datetime

from pratfall.sources import accounts
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_the_only_account_of_the_call_is_taken_and_told() -> None:
    context, draft = Context(now=NOW), Draft()
    accounts.named("tiktok", "marsh", context)
    assert accounts.unnamed("tiktok", context, draft) == "marsh"
    assert draft.notes == ["account_assumed:marsh"]


def test_two_accounts_of_the_call_are_never_guessed_between() -> None:
    context, draft = Context(now=NOW), Draft()
    for account in ("marsh", "meadow", "marsh"):
        accounts.named("tiktok", account, context)
    assert accounts.unnamed("tiktok", context, draft) == "local:tiktok"


def test_the_users_word_comes_first() -> None:
    context, draft = Context(now=NOW, account="Our marsh"), Draft()
    accounts.named("tiktok", "marsh", context)
    assert accounts.unnamed("tiktok", context, draft, label="ignored") == "local:Our marsh"
