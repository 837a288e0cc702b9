"""The import report of one file, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pratfall.records.imports import Check, FileReport, Outcome, SkippedRows

from .plain import plain
from .speech import Speech, speech


def report_lines(report: FileReport, lang: str) -> list[str]:
    """What happened to a file: one line, and indented below it what a careful reader wants to know."""
    words = speech(lang)
    return [_first(report, words), *("    " + line for line in details(report, words))]


def file_name(report: FileReport) -> str:
    inside = plain(report.path_in_zip)
    name = plain(report.name) or report.file_id[:12]
    return f"{name} › {inside}" if inside else name


def details(report: FileReport, words: Speech) -> Iterator[str]:
    """Problem, period, zone, skipped rows, checks and notes, one line each."""
    if report.problem:
        facts = {"file": file_name(report), **report.problem.facts}
        yield words.say(f"error.{report.problem.code}", **facts)
    if report.outcome is not Outcome.IMPORTED:
        return
    if report.period_start and report.period_end:
        yield words.say("report.period", start=report.period_start, end=report.period_end)
    if report.zone:
        evidence = words.name("zone_evidence", report.zone_evidence.value)
        yield words.say("report.zone", zone=report.zone, evidence=evidence)
    yield from (_skipped(skipped, words) for skipped in report.skipped)
    yield from (_check(check, words) for check in report.checks if check.passed is not True)
    yield from _passed(report.checks, words)
    yield from (words.say("report.note", note=coded(note, "note", words)) for note in report.notes)


def facts(report: FileReport, words: Speech) -> Iterator[tuple[str, str]]:
    """Label and value of what is known about the file."""
    yield words.say("label.outcome"), words.say(f"outcome.{report.outcome.value}")
    if report.source:
        yield words.say("label.source"), words.name("source", report.source)
    if report.period_start and report.period_end:
        days = {"start": words.day(report.period_start), "end": words.day(report.period_end)}
        yield words.say("label.period"), words.say("word.window", **days)
    if report.exported_at:
        yield words.say("label.exported"), words.instant(report.exported_at)
    if report.outcome is Outcome.IMPORTED:
        yield words.say("label.rows"), words.number(report.rows_read)
        yield words.say("label.kept"), words.number(report.rows_kept)
        yield words.say("label.skipped"), words.number(sum(skipped.count for skipped in report.skipped))
    if report.encoding:
        yield words.say("label.encoding"), plain(report.encoding)


def coded(text: str, family: str, words: Speech) -> str:
    """A `code` or `code:detail` as its words with `{detail}`."""
    code, _, detail = text.partition(":")
    key = f"{family}.{code}"
    return words.say(key, detail=detail) if words.knows(key) else plain(text)


def _first(report: FileReport, words: Speech) -> str:
    name = file_name(report)
    match report.outcome:
        case Outcome.IMPORTED:
            source = words.name("source", report.source)
            return words.say("report.imported", file=name, kept=report.rows_kept, rows=report.rows_read, source=source)
        case Outcome.ALREADY_KNOWN:
            return words.say("report.known", file=name)
        case _:
            return words.say("report.line", file=name, outcome=words.say(f"outcome.{report.outcome.value}"))


def _skipped(skipped: SkippedRows, words: Speech) -> str:
    reason = coded(skipped.reason, "skip", words)
    if not skipped.lines:
        return words.say("report.skipped_plain", count=skipped.count, reason=reason)
    more = "…" if skipped.count > len(skipped.lines) else ""
    lines = words.say("report.lines", lines=", ".join(str(line) for line in skipped.lines) + more)
    return words.say("report.skipped", count=skipped.count, reason=reason, lines=lines)


def _check(check: Check, words: Speech) -> str:
    key = "report.check_failed" if check.passed is False else "report.check_info"
    return words.say(key, check=coded(check.code, "check", words), expected=check.expected, got=check.got)


def _passed(checks: Iterable[Check], words: Speech) -> Iterator[str]:
    passed = [coded(check.code, "check", words) for check in checks if check.passed is True]
    if passed:
        yield words.say("report.check_passed", check=words.listed(passed))
