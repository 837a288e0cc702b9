from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.teach import services
from pratfall.text.heads import FEWEST
from tests.site.api.conftest import program

JSON = "application/json"


@pytest.fixture
def teacher(reader: Client, full_home: Path) -> Any:
    """The sample organisation's program; what it taught is forgotten afterwards."""
    yield reader
    shutil.rmtree(full_home / "teaching", ignore_errors=True)


def test_comments_are_labelled_and_learnt_from_and_the_trail_tells_who_did(teacher: Client, owner: Membership) -> None:
    shown = teacher.get("/api/teach/?task=sentiment&limit=100").json()
    assert shown["labels"] == 0 and shown["in_use"] is None and len(shown["comments"]) == 100
    early = teacher.post("/api/teach/learn/", {"task": "sentiment"}, content_type=JSON)
    assert (early.status_code, early.json()["code"]) == (422, "labels_too_few")
    for number, comment in enumerate(shown["comments"][: FEWEST + 2]):
        said = {"task": "sentiment", "key": comment["key"], "answer": shown["choices"][number % 2]}
        told = teacher.post("/api/teach/labels/", said, content_type=JSON)
        assert told.status_code == 200
    assert told.json()["labels"] == FEWEST + 2
    assert comment["key"] not in [one["key"] for one in told.json()["comments"]]
    assert teacher.post("/api/teach/undo/", {"task": "sentiment"}, content_type=JSON).json()["labels"] == FEWEST + 1
    assert teacher.post("/api/teach/learn/", {"task": "sentiment"}, content_type=JSON).json()["in_use"] == FEWEST + 1
    assert teacher.post("/api/teach/stop/", {"task": "sentiment"}, content_type=JSON).json()["in_use"] is None
    assert teacher.post("/api/teach/back/", {"task": "sentiment"}, content_type=JSON).json()["in_use"] is None
    entries = AuditEntry.objects.filter(act__startswith="teaching_").order_by("pk")
    assert [entry.act for entry in entries] == ["teaching_learnt", "teaching_stopped", "teaching_stepped_back"]
    assert {(entry.actor_id, entry.subject) for entry in entries} == {(owner.user.pk, "teaching:sentiment")}


def test_what_is_no_comment_of_the_organisation_or_no_answer_is_refused(teacher: Client, charlie: Membership) -> None:
    comment = teacher.get("/api/teach/").json()["comments"][0]
    said = {"task": "sentiment", "key": comment["key"], "answer": "negative"}
    for wrong in ({**said, "key": "comment:x:0"}, {**said, "answer": "purple"}, {**said, "task": "colour"}):
        assert teacher.post("/api/teach/labels/", wrong, content_type=JSON).status_code == 422
    theirs = program(charlie)
    assert theirs.post("/api/teach/labels/", said, content_type=JSON).json()["code"] == "label_unknown"
    assert theirs.get("/api/teach/").json()["comments"] == []
    assert services.store(charlie.organisation).labels() == []


def test_an_analyst_reads_and_teaches_nothing(teacher: Client, join: Callable[..., Membership]) -> None:
    analyst = program(join(Role.ANALYST), ["read"])
    assert analyst.get("/api/teach/").status_code == 200
    for what in ("labels", "undo", "learn", "stop", "back"):
        assert analyst.post(f"/api/teach/{what}/", {"task": "sentiment"}, content_type=JSON).status_code == 401
