from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import pratfall.decide
from pratfall.decide import advise
from pratfall.records.advice import Act
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
    assert sum(row.value == told.rows[0].value for row in told.rows) == 1  # not once for each error


def test_what_to_change_is_named_by_its_cause() -> None:
    told = told_advice(with_advice(finding(diagnosis=diagnosis(cause("execution", 0.8)))), FR)
    assert told and told.name == "Améliorer"
    assert FR.say("cause.execution.title") in told.sentence


def texts(node: ast.AST) -> Iterator[str]:
    yield from (c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str) and c.value)


def reasons(tree: ast.Module) -> Iterator[str]:
    """Whatever a rule may hand over as its reason: by keyword, by name, from REASONS, or from _not_ours."""
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="reason", value=value):
                yield from texts(value)
            case ast.Assign(targets=[ast.Name(id="reason" | "REASONS")], value=ast.Dict(values=values)):
                yield from (text for value in values for text in texts(value))
            case ast.Assign(targets=[ast.Name(id="reason")], value=value):
                yield from texts(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=value):
                at = next((i for i, name in enumerate(names) if isinstance(name, ast.Name) and name.id == "reason"), -1)
                pairs = [n for n in ast.walk(value) if isinstance(n, ast.Tuple) and len(n.elts) == len(names)]
                yield from (text for pair in pairs if at >= 0 for text in texts(pair.elts[at]))
            case ast.FunctionDef(name="_not_ours"):
                yield from (
                    text for n in ast.walk(node) if isinstance(n, ast.Return) and n.value for text in texts(n.value)
                )


def emitted() -> set[tuple[str, str]]:
    """(family, code) of every reason and rule in the room."""
    found = set()
    for path in Path(pratfall.decide.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {("advice", reason) for reason in reasons(tree)}
        for node in tree.body:
            if isinstance(node, ast.Assign) and [t.id for t in node.targets if isinstance(t, ast.Name)] == ["RULE"]:
                found |= {("rule", text) for text in texts(node.value)}
    return found


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_act_reason_and_rule_has_words(lang: str) -> None:
    words = speech(lang)
    keys = emitted() | {("act", act.value) for act in Act}
    assert {
        ("advice", "find_the_part"),
        ("advice", "mostly_chance"),
        ("advice", "end_is_near"),
    } <= keys  # the walk works
    assert [key for key in sorted(keys) if not words.knows(".".join(key))] == []


def test_nothing_is_told_where_nothing_was_advised() -> None:
    assert told_advice(finding(), EN) is None
