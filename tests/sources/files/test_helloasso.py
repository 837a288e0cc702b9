"""HelloAsso: several lines to an order, semicolons and commas, the hours of France."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from pratfall.records.imports import ZoneEvidence
from tests.sources.one_file import SAMPLES, everything, extract, rows, skipped, written

SAMPLE = SAMPLES / "helloasso" / "export.csv"


def test_every_line_of_an_order_counts_once_and_has_an_id_of_its_own() -> None:
    found = extract(SAMPLE)
    order = [row for row in rows(found, "conversion") if row["transaction_id"].startswith("70012/")]
    assert [row["gross"] for row in order] == [Decimal(15), Decimal(15), Decimal(1005)]
    assert len({row["transaction_id"] for row in order}) == 3


def test_the_ids_do_not_depend_on_the_order_of_the_rows(tmp_path: Path) -> None:
    header, *lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    turned = extract(written(tmp_path, "turned.csv", "\n".join([header, *lines[::-1]]) + "\n"))
    ids = {row["transaction_id"] for row in rows(extract(SAMPLE), "conversion")}
    assert {row["transaction_id"] for row in rows(turned, "conversion")} == ids


def test_a_cancelled_order_is_left_out() -> None:
    assert skipped(extract(SAMPLE)) == {"status_failed": (6,)}


def test_gifts_are_told_from_tickets_and_memberships() -> None:
    kinds = [(row["campaign"], row["type"]) for row in rows(extract(SAMPLE), "conversion")]
    assert kinds[0] == ("Don ponctuel", "donation")
    assert kinds[1] == ("Repas solidaire", "sale")
    assert kinds[-1] == ("Adhésion", "sale")


def test_a_discount_is_taken_off() -> None:
    assert rows(extract(SAMPLE), "conversion")[-1]["gross"] == Decimal(20)


def test_hours_are_those_of_france_and_days_come_first() -> None:
    found = extract(SAMPLE)
    assert rows(found, "conversion")[0]["occurred_at"] == datetime(2026, 9, 17, 17, 22, tzinfo=UTC)
    assert (found.report.zone, found.report.zone_evidence) == ("Europe/Paris", ZoneEvidence.DEFAULT)


def test_names_and_answers_to_free_questions_stay_outside() -> None:
    found = extract(SAMPLE)
    assert "Durand" not in everything(found)
    assert "zoe@" not in everything(found)
    assert "column_ignored:Comment nous avez-vous connus ?" in found.report.notes
