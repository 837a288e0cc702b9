from __future__ import annotations

import ast

import pytest
from django.db import transaction

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.people.audit import record
from pratfall.site.people.models import AuditEntry, Membership
from tests.source_tree import PACKAGE, modules, parsed


def test_a_row_goes_with_its_change_or_not_at_all(owner: Membership) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(actor=owner.user, organisation=owner.organisation, act="invited", subject="invitation:1")
        _ = 1 / 0
    assert not AuditEntry.objects.filter(act="invited").exists()


@pytest.mark.django_db(transaction=True)
def test_a_row_outside_a_transaction_is_refused(owner: Membership) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(actor=owner.user, organisation=owner.organisation, act="invited", subject="invitation:1")


def test_a_row_names_a_thing_by_its_kind_and_number(owner: Membership) -> None:
    made = record(actor=None, organisation=owner.organisation, act="invited", subject=owner, after={"role": "guest"})
    kept = AuditEntry.objects.get(pk=made.pk)
    assert (kept.subject, kept.before, kept.after) == (f"membership:{owner.pk}", {}, {"role": "guest"})


def acts() -> set[str]:
    """Every act that the site writes down, as it stands in a call of `record`."""
    calls = [n for m in modules(PACKAGE / "site") for n in ast.walk(parsed(m)) if isinstance(n, ast.Call)]
    given = [k.value for c in calls if ast.unparse(c.func).endswith("record") for k in c.keywords if k.arg == "act"]
    branches = [side for value in given for side in _branches(value)]
    return {str(side.value) for side in branches if isinstance(side, ast.Constant)}


def _branches(value: ast.expr) -> list[ast.expr]:
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]


def test_every_act_has_words_in_both_languages() -> None:
    assert {"role_changed", "member_left"} <= acts()
    for lang in LANGUAGES:
        assert {act for act in acts() if not speech(lang).knows(f"audit.{act}")} == set(), lang
