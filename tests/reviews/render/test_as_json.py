from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pratfall.reviews.render import as_json
from tests.reviews.render.example import empty, example

PUBLISHED = Path(__file__).parents[3] / "docs" / "review.schema.json"


@pytest.mark.parametrize("review", [example(), empty()], ids=["full", "empty"])
def test_a_review_follows_the_published_schema(review) -> None:  # type: ignore[no-untyped-def]
    validator = Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(json.loads(as_json.dumps(review)))] == []


def test_the_published_schema_and_the_shipped_one_are_made_from_the_records() -> None:
    made = json.dumps(as_json.schema(), indent=2, ensure_ascii=False) + "\n"
    assert PUBLISHED.read_text(encoding="utf-8") == made, "run: python -m pratfall.reviews.render.as_json"
    assert as_json.SCHEMA_FILE.read_text(encoding="utf-8") == made


def test_the_schema_refuses_what_is_no_review() -> None:
    validator = Draft202012Validator(as_json.schema())
    review = json.loads(as_json.dumps(example()))
    for broken in ({**review, "extra": 1}, {**review, "schema_version": 2}, {**review, "findings": None}):
        assert not validator.is_valid(broken)


def test_what_was_written_can_be_read_again() -> None:
    text = as_json.dumps(example())
    again = as_json.loads(text)
    assert as_json.dumps(again) == text
    assert again.accounts == example().accounts
    assert again.files == example().files
    assert again.income == example().income


def test_another_version_is_refused() -> None:
    text = as_json.dumps(empty()).replace('"schema_version": 1', '"schema_version": 2')
    for bad in (text, "[]", '{"schema_version": 1}'):
        with pytest.raises(ValueError):
            as_json.loads(bad)


def test_an_interval_without_upper_bound_has_null_there() -> None:
    review = json.loads(as_json.dumps(example()))
    grown = next(item for item in review["findings"] if item["code"] == "level_rose" and item["status"] == "sure")
    assert grown["estimate"] == {
        "is": "estimate",
        "value": 2.0,
        "low": 1.4,
        "high": None,
        "unit": "ratio",
        "level": 0.95,
    }
