"""Whose numbers a file holds: accounts that files name, and files that name none."""

from __future__ import annotations

from .draft import Draft
from .exports import Context


def named(platform: str, account_id: str, context: Context) -> None:
    """Remembers an account for the files of the same call that name none; two of them cancel out."""
    known = context.handles.get(platform, account_id)
    context.handles[platform] = account_id if known == account_id else ""


def unnamed(platform: str, context: Context, draft: Draft, *, label: str = "") -> str:
    """The account of a file that names none: the user's word for it, else the only account of the
    network that another file of the same call named (the report says so), else a label."""
    only = "" if context.account else context.handles.get(platform, "")
    if only:
        draft.note(f"account_assumed:{only}")
        return only
    account = context.local_account(label or platform)
    draft.note(f"account_not_named:{account}")
    return account
