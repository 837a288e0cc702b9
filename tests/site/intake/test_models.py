from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from pratfall.site.intake.models import GOING_ON, Expected, GivenFile, State, Upload
from pratfall.site.people.models import Membership


def test_two_files_of_one_name_lie_apart(home: Path, owner: Membership) -> None:
    upload = Upload.objects.create(organisation=owner.organisation, by=owner.user)
    one, two = (GivenFile.objects.create(upload=upload, name="posts.csv", size_bytes=1) for _ in range(2))
    assert one.path != two.path and one.path.is_relative_to(home / "uploads")


def test_only_unfinished_work_goes_on() -> None:
    assert {state for state in State if Upload(state=state).going_on} == set(GOING_ON)


def test_the_database_holds_one_agreement_per_account(owner: Membership) -> None:
    of = {"organisation": owner.organisation, "platform": "x", "account_id": "pond"}
    Expected.objects.create(**of, every_days=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        Expected.objects.create(**of, every_days=14)
    with pytest.raises(IntegrityError), transaction.atomic():
        Expected.objects.create(**{**of, "account_id": "lake"}, every_days=0)
