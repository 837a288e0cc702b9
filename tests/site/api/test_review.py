from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from pratfall.reviews.render.as_json import SCHEMA_FILE

Send = Callable[..., Any]


def test_the_review_is_the_published_one(reader: Client) -> None:
    answer = reader.get("/api/review/")
    review = answer.json()
    Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))).validate(review)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_findings_are_told_in_the_language_asked_for(reader: Client, lang: str) -> None:
    listed = reader.get("/api/review/findings/?limit=5", headers={"accept-language": lang}).json()
    assert len(listed) == 5 and all(told["sentence"] for told in listed)
    one = reader.get(f"/api/review/findings/{listed[0]['slug']}/", headers={"accept-language": lang}).json()
    assert one == listed[0] and one["record"]["code"] == one["code"]
    rest = reader.get("/api/review/findings/?limit=5&offset=5").json()
    assert not {told["slug"] for told in rest} & {told["slug"] for told in listed}


def test_without_data_there_is_no_review(send: Send) -> None:
    assert send("get", "/review/", expect=404)["message"]
