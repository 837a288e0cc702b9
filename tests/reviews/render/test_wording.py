"""Everything the core can say has words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pratfall.errors import PratfallError, SettingsError
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.imports import Outcome, ZoneEvidence
from pratfall.records.numbers import Estimate, Unit
from pratfall.records.subjects import SubjectKind
from pratfall.records.tables import METRICS, PostType
from pratfall.reviews.render import wording
from pratfall.reviews.render.as_json import dumps, loads
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.sample import PLANTED_CAUSES
from tests.reviews.render.example import FAILURES, GOOD_NEWS, HABITS, TRUST, X, example, finding

SOURCE = Path(__file__).parents[3] / "src" / "pratfall"
CODES = (*FAILURES, *GOOD_NEWS, *HABITS, *TRUST)
ERRORS = {cls.__name__ for cls in (PratfallError, *PratfallError.__subclasses__())} | {
    inner.__name__ for cls in PratfallError.__subclasses__() for inner in cls.__subclasses__()
}
FAMILIES = {"check": "check", "compare": "check", "skip": "skip", "drop": "skip", "note": "note", "Problem": "error"}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Name and call of everything called in the core; columns of the lake are dropped, rows of files too."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                yield "" if name == "drop" and "sources" not in path.parts else name, node


def literals(node: ast.AST | None) -> Iterator[str]:
    """Strings an argument may be: a literal, the start of an f-string, or either end of a choice."""
    match node:
        case ast.Constant(value=str() as text):
            yield text.partition(":")[0]
        case ast.JoinedStr(values=[ast.Constant(value=str() as text), *_]) if ":" in text:
            yield text.partition(":")[0]
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body)
            yield from literals(orelse)


def emitted() -> Iterator[str]:
    """Keys of everything that can reach a reader."""
    for name, call in calls():
        keywords = {keyword.arg: keyword.value for keyword in call.keywords}
        if name in ERRORS:
            yield from (f"error.{code}" for code in literals(call.args[0] if call.args else None))
        elif name in FAMILIES:
            given = call.args[1:] if name == "drop" else call.args[:1]
            yield from (f"{FAMILIES[name]}.{code}" for arg in given for code in literals(arg) if code.islower())
        elif name in ("Finding", "Candidate"):
            yield from (f"finding.{code}.title" for code in literals(keywords.get("code")))
            yield from (f"repair.{code}" for code in literals(keywords.get("repair")))
            yield from (f"method.{code}" for code in literals(keywords.get("method")))
        elif name == "NotEnoughData" and len(call.args) == 3:
            yield from (f"of.{word}" for word in literals(call.args[2]))
        elif name == "Explanation":
            yield from (f"mind.{key}" for key in literals(keywords.get("changes_mind")))
            yield from (f"cause_step.{key}" for key in literals(keywords.get("step")))
        elif name == "Missing":
            yield from (f"collect.{key}" for arg in call.args[2:3] for key in literals(arg))


def causes() -> set[str]:
    """Codes of all cause families: constants of the modules that explain."""
    named = re.compile(r'^[A-Z_, ]+ = ("[a-z_]+"(?:, "[a-z_]+")*)$', re.MULTILINE)
    explaining = (path.read_text(encoding="utf-8") for path in sorted((SOURCE / "diagnose").glob("*.py")))
    lines = (found for text in explaining if "def explain(" in text for found in named.findall(text))
    return {code for line in lines for code in re.findall(r'"([a-z_]+)"', line) if not code.endswith("_")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_raised_or_emitted_has_words(lang: str) -> None:
    words = speech(lang)
    keys = sorted(set(emitted()))
    assert len(keys) > 60  # the walk itself works
    assert [key for key in keys if not words.knows(key)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cause_has_a_title_and_a_sentence(lang: str) -> None:
    words = speech(lang)
    assert {cause.code for cause in PLANTED_CAUSES} <= causes()  # the walk itself works
    wanted = [key for code in sorted(causes()) for key in (f"cause.{code}", f"cause.{code}.title")]
    assert [key for key in wanted if not words.knows(key)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_has_title_sentence_meaning_and_a_next_step(lang: str) -> None:
    words = speech(lang)
    for code in CODES:
        assert all(words.knows(f"finding.{code}.{part}") for part in ("title", "sentence", "means")), code
        assert words.knows(f"finding.{code}.step") or code in TRUST, code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_of_an_enum_shown_to_people_has_words(lang: str) -> None:
    words = speech(lang)
    shown = [("status", Status), ("outcome", Outcome), ("zone_evidence", ZoneEvidence), ("subject", SubjectKind)]
    shown += [("format", PostType), ("section", Kind)]
    assert [f"{family}.{m}" for family, enum in shown for m in enum if not words.knows(f"{family}.{m.value}")] == []
    assert [metric for metric in METRICS if not words.knows(f"metric.{metric}")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_source_is_named_and_says_how_to_get_it(lang: str) -> None:
    from pratfall.sources import readers

    words = speech(lang)
    wanted = [f"{family}.{name}" for name in readers() for family in ("source", "source_how")]
    wanted += [f"network.{reader.platform}" for reader in readers().values() if reader.platform]
    assert [key for key in wanted if not words.knows(key)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_setting_is_told_whatever_its_facts_are_called(lang: str) -> None:
    error = SettingsError("settings_value_wrong", file="settings.toml", key="campaigns.end", expected="2026-11-01")
    said = wording.error_line(error, lang)
    assert all(fact in said for fact in ("settings.toml", "campaigns.end", "2026-11-01"))


def worded() -> list[Finding]:
    return [item for item in example().findings if item.code != "never_heard_of"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("item", worded(), ids=lambda item: f"{item.code}-{item.status.value}")
def test_no_finding_falls_back_to_its_code(item: Finding, lang: str) -> None:
    said = " ".join(f(item, lang) for f in (wording.title, wording.sentence, wording.meaning, wording.next_step))
    assert "_" not in said.replace("utm_", "").replace("youtube_table", "").replace("sum_equals_total", "")
    assert "{" not in said


def test_an_interval_is_said_in_words() -> None:
    fell = finding("level_fell", Kind.FAILURE)
    said = wording.sentence(fell, "en")
    assert "Since about 1 March 2026" in said
    assert "about half its usual responses (between 0.4 and 0.7 times)" in said
    said = wording.sentence(fell, "fr")
    assert "environ la moitié de ses réactions habituelles (entre 0,4 et 0,7 fois)" in said


def test_a_series_is_called_one_inside_a_sentence() -> None:
    stopped = next(item for item in worded() if item.code == "series_stopped")
    assert wording.sentence(stopped, "en").startswith("The series “#ThursdayThanks” (Facebook) has had no post")
    assert wording.sentence(stopped, "fr").startswith("La série «\u00a0#ThursdayThanks\u00a0» (Facebook) n’a plus")


def test_the_name_of_an_account_keeps_its_form_at_the_start_of_a_sentence() -> None:
    rare = finding("rarely_posting", Kind.HABIT, subject=X.subject, estimate=Estimate(0.4, 0.1, 0.9, Unit.PER_WEEK))
    assert wording.sentence(rare, "en") == "lanterne (X) posts 0.4 a week (between 0.1 and 0.9)."


def test_an_unknown_code_prints_the_code_and_its_facts() -> None:
    said = wording.sentence(finding("brand_new", Kind.HABIT, facts={"apples": 3}), "fr")
    assert "brand_new" in said and "apples = 3" in said


def test_chance_is_told_as_years_of_looking() -> None:
    said = {
        rate: wording.sureness(finding("level_fell", Kind.FAILURE, false_alarms_per_year=rate), "en")
        for rate in (0.1, 1, 5)
    }
    assert "once in 10\u00a0years" in said[0.1]
    assert "about once a year" in said[1]
    assert "5 times a year" in said[5]


def test_an_error_is_one_line_with_a_next_step() -> None:
    error = PratfallError("file_empty", file="\x1b[1ma.csv\nb")
    assert wording.error_line(error, "en") == "[1ma.csv b is empty (0 bytes). Download the export again."
    assert wording.error_line(PratfallError("brand_new", file="a.csv"), "fr") == "error.brand_new (file=a.csv)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_review_read_back_from_its_json_says_the_same(lang: str) -> None:
    told = example()
    again = loads(dumps(told))
    assert [wording.sentence(f, lang) for f in again.findings] == [wording.sentence(f, lang) for f in told.findings]
