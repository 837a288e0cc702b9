"""Two people save the same plan at the same moment, on the database many people share."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.plan import Plan, read
from pratfall.site.campaigns.services import plans
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from tests.site.campaigns.test_forms import sent
from tests.site.conftest import signed_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="run on PostgreSQL by tests/site/test_postgresql.py"),
]


@pytest.mark.parametrize("time", range(3))
def test_one_saves_and_the_other_sees_both_texts(
    home: Path, owner: Membership, join: Callable[..., Membership], plan: Plan, now: datetime, time: int
) -> None:
    campaign = plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=now)
    form = {**sent(plan), "seen": str(campaign.version), "base": json.dumps(read(campaign).as_json())}
    texts = ("written by one", "written by the other")
    browsers = [signed_in(member.user) for member in (owner, join(Role.EDITOR))]
    edit, together = f"/o/default/plans/{campaign.pk}/edit/", threading.Barrier(2)
    answers: list[HttpResponse] = []

    def save(browser: Client, text: str) -> None:
        together.wait()
        try:
            answers.append(browser.post(edit, {**form, "hypothesis": text}))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=pair) for pair in zip(browsers, texts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    told = next(answer for answer in answers if answer.status_code == 409).content.decode()
    assert all(text in told for text in texts)
    kept = Campaign.objects.get()
    assert (kept.hypothesis in texts, kept.version) == (True, 2)
    assert AuditEntry.objects.filter(act="plan_revised").count() == 1
