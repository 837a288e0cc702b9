from __future__ import annotations

from dataclasses import replace

import pytest

from pratfall.decide import advise
from pratfall.records.findings import Finding, Kind
from pratfall.records.numbers import Cost
from pratfall.reviews.render.advice_rows import told_advice
from pratfall.reviews.render.speech import speech
from tests.decide.cases import case, cause, diagnosis, finding

EN, FR = speech("en"), speech("fr")


def with_advice(about: Finding, **given: object) -> Finding:
    return replace(about, advice=advise(case(about, **given)))


def test_advice_is_never_a_bare_imperative() -> None:
    told = told_advice(with_advice(finding()), EN)
    assert told and told.name == "Stop"
    assert "less than 70% of its usual" in told.line and "Look again on 18 December 2026" in told.line
    rows = {row.label: row.value for row in told.rows}
    assert rows["If it is stopped and that was wrong"].startswith("1% likely")
    assert "hours of work" in rows["If it goes on and that was wrong"]
    assert "€390.00, until 18 December 2026" in rows["Saved by stopping now"]


def test_unknown_costs_and_chances_are_said_to_be_unknown() -> None:
    told = told_advice(with_advice(finding("pitch_heavy", kind=Kind.HABIT), ahead=Cost()), EN)
    assert told
    labels = [row.label for row in told.rows]
    assert "Saved by stopping now" not in labels
    assert told.rows[0].value == EN.say("advice.chance_unknown")


def test_what_to_change_is_named_by_its_cause() -> None:
    told = told_advice(with_advice(finding(diagnosis=diagnosis(cause("execution", 0.8)))), FR)
    assert told and told.name == "Améliorer"
    assert FR.say("cause.execution.title") in told.sentence


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_act_reason_and_rule_has_words(lang: str) -> None:
    words = speech(lang)
    for reason, rule in sorted(emitted()):
        assert words.knows(f"advice.{reason}"), reason
        assert words.knows(f"rule.{rule}"), rule


def emitted() -> set[tuple[str, str]]:
    """(reason, rule) as the rules write them: every string they hand over as `reason`, with the RULE of their file."""
    import ast
    from pathlib import Path

    import pratfall.decide

    found = set()
    for path in Path(pratfall.decide.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        rules = [
            node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            if isinstance(node.targets[0], ast.Name) and node.targets[0].id == "RULE"
        ]
        keywords = (node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "reason")
        texts = (c.value for k in keywords for c in ast.walk(k.value) if isinstance(c, ast.Constant))
        found |= {(text, rule) for text in texts if isinstance(text, str) for rule in rules}
    assert len(found) > 8
    return found


def test_nothing_is_told_where_nothing_was_advised() -> None:
    assert told_advice(finding(), EN) is None
