"""Scores of comments as plain values for the ledger; what cannot be read is None and never 0."""

from __future__ import annotations

import json
from pathlib import Path

from pratfall.site.people.models import Organisation
from pratfall.site.setbacks.reading import scores_of


def test_what_can_be_read_has_numbers_and_the_models_name(home: Path, organisation: Organisation) -> None:
    angry, calm = scores_of(
        organisation, ["You are liars and thieves, shame on you!!", "Nous serons là demain, merci."]
    )
    assert angry is not None and calm is not None
    assert angry["anger"] > calm["anger"]
    assert (angry["language"], calm["language"]) == ("en", "fr")
    assert angry["model"]
    assert json.loads(json.dumps([angry, calm])) == [angry, calm]


def test_what_cannot_be_read_is_none_and_never_zero(home: Path, organisation: Organisation) -> None:
    chinese, nothing = scores_of(organisation, ["你们的服务太差了，我非常生气", "   "])
    assert chinese is not None
    assert chinese["anger"] is None
    assert nothing is None
    assert scores_of(organisation, []) == []
