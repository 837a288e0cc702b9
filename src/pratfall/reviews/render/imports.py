"""The import report of one file, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pratfall.records.imports import Check, FileReport, Outcome, SkippedRows

from .plain import plain
from .speech import Speech, speech

LOCAL = "local:"  # the core's mark of an account that no file names
QUIET = frozenset(
    {
        "breakdown_rows_added_up",
        "column_ignored",
        "columns_ignored",
        "hour_or_zone_unknown",
        "label_ignored",
        "other_records",
        "part_not_opened",
        "promoted_posts",
        "second_table_not_read",
        "sheet_ignored",
        "sheet_not_read",
        "zone_unknown",
    }
)  # notes that ask nothing of the reader: in the file's own report, not on the way in


def report_lines(report: FileReport, lang: str) -> list[str]:
    """What happened to a file: one line, and indented below it only what needs a look."""
    words = speech(lang)
    return [_first(report, words), *("    " + line for line in troubles(report, words))]


def file_name(report: FileReport) -> str:
    inside = plain(report.path_in_zip)
    name = plain(report.name) or report.file_id[:12]
    return f"{name} › {inside}" if inside else name


def troubles(report: FileReport, words: Speech) -> Iterator[str]:
    """Problem, skipped rows, failed checks and the notes that matter, one line each."""
    yield from _problem(report, words)
    if report.outcome is Outcome.IMPORTED:
        yield from _skips_and_failures(report, words)
        yield from _notes([note for note in report.notes if _code(note) not in QUIET], words)


def details(report: FileReport, words: Speech) -> Iterator[str]:
    """Problem, period, zone, skipped rows, checks and notes, one line each."""
    yield from _problem(report, words)
    if report.outcome is not Outcome.IMPORTED:
        return
    if report.period_start and report.period_end:
        yield words.say("report.period", start=report.period_start, end=report.period_end)
    if report.zone:
        evidence = words.name("zone_evidence", report.zone_evidence.value)
        yield words.say("report.zone", zone=report.zone, evidence=evidence)
    yield from _skips_and_failures(report, words)
    yield from (_check(check, words) for check in report.checks if check.passed is None)
    yield from _passed(report.checks, words)
    yield from _notes(report.notes, words)


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
            key = "report.imported_whole" if report.rows_kept == report.rows_read else "report.imported"
            said = words.say(key, file=name, kept=report.rows_kept, rows=report.rows_read, source=source)
            return f"{said}, {_window(report, words)}" if report.period_start and report.period_end else said
        case Outcome.ALREADY_KNOWN:
            return words.say("report.known", file=name)
        case _:
            return words.say("report.line", file=name, outcome=words.say(f"outcome.{report.outcome.value}"))


def _window(report: FileReport, words: Speech) -> str:
    days = [words.short_day(day) for day in (report.period_start, report.period_end) if day]
    if days[0] == days[-1]:
        return words.say("word.one_day", start=days[0])
    return words.say("word.window", start=days[0], end=days[-1])


def _problem(report: FileReport, words: Speech) -> Iterator[str]:
    if report.problem:
        facts = {"file": file_name(report), **report.problem.facts}
        yield words.say(f"error.{report.problem.code}", **facts)
        if flags := facts.get("flags"):  # whole, however long: they are for copying
            yield f"{words.say('report.proposal')} {plain(str(flags))}"


def _skips_and_failures(report: FileReport, words: Speech) -> Iterator[str]:
    yield from (_skipped(skipped, words) for skipped in report.skipped)
    yield from (_check(check, words) for check in report.checks if check.passed is False)


def _code(note: str) -> str:
    return note.partition(":")[0]


def _notes(notes: Iterable[str], words: Speech) -> Iterator[str]:
    """Notes of one code are one line: forty unused columns are not forty remarks."""
    details: dict[str, list[str]] = {}
    for note in notes:
        code, _, detail = note.partition(":")
        details.setdefault(code, []).append(plain(detail.removeprefix(LOCAL)))
    for code, told in details.items():
        listed = words.listed(list(dict.fromkeys(told)))
        yield words.say("report.note", note=coded(f"{code}:{listed}" if any(told) else code, "note", words))


def _skipped(skipped: SkippedRows, words: Speech) -> str:
    reason = _reason(skipped.reason, words)
    if not skipped.lines:
        return words.say("report.skipped_plain", count=skipped.count, reason=reason)
    more = "…" if skipped.count > len(skipped.lines) else ""
    lines = words.say("report.lines", lines=", ".join(str(line) for line in skipped.lines) + more)
    return words.say("report.skipped", count=skipped.count, reason=reason, lines=lines)


def _reason(code: str, words: Speech) -> str:
    """A row without a field it needs is left out as `no_<field>`, whichever the field."""
    if code.startswith("no_") and not words.knows(f"skip.{code}"):
        return words.say("skip.no_value", field=code.removeprefix("no_"))
    return coded(code, "skip", words)


def _check(check: Check, words: Speech) -> str:
    key = "report.check_failed" if check.passed is False else "report.check_info"
    if not check.expected:
        key = "report.check_differs"
    return words.say(key, check=coded(check.code, "check", words), expected=check.expected, got=check.got)


def _passed(checks: Iterable[Check], words: Speech) -> Iterator[str]:
    passed = dict.fromkeys(coded(check.code, "check", words) for check in checks if check.passed is True)
    if passed:
        yield words.say("report.check_passed", check=words.listed(list(passed)))
