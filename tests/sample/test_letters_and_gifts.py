from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path


def rows(made: tuple[Path, ...], name: str, delimiter: str = ",") -> list[dict[str, str]]:
    (path,) = [path for path in made if path.name == name]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_what_was_sent_is_what_arrived_and_what_came_back(made: tuple[Path, ...]) -> None:
    for row in rows(made, "campaigns_export.csv"):
        assert int(row["Total Recipients"]) == int(row["Successful Deliveries"]) + int(row["Total Bounces"])
        assert int(row["Unique Clicks"]) <= int(row["Unique Opens"]) <= int(row["Successful Deliveries"])


def test_both_lists_get_a_letter_every_month_to_the_end(made: tuple[Path, ...], until: date) -> None:
    sent = rows(made, "campaigns_export.csv")
    assert len(sent) == 48
    assert {row["List"] for row in sent} == {"Friends of the table", "Amis de la tablée"}
    newest = max(datetime.strptime(row["Send Date"], "%b %d, %Y %I:%M %p").date() for row in sent)
    assert (until - newest).days == 9


def test_net_is_gross_less_fees_and_ids_never_repeat(made: tuple[Path, ...]) -> None:
    gifts = rows(made, "donations_export.csv")
    assert all(Decimal(g["Amount"]) - Decimal(g["Total Fee"]) == Decimal(g["Net Amount"]) for g in gifts)
    assert len({g["Stripe Charge Id"] for g in gifts}) == len(gifts)


def test_the_appeal_for_the_garden_brought_nothing(made: tuple[Path, ...]) -> None:
    told = [row["Campaign"] for row in rows(made, "donations_export.csv")]
    told += [row["Campagne"] for row in rows(made, "export-dons.csv", ";")]
    assert not [label for label in told if "garden" in label.lower() or "potager" in label.lower()]


def test_no_donor_is_a_real_person(made: tuple[Path, ...]) -> None:
    assert all(row["Donor Email"].endswith("@mail.example") for row in rows(made, "donations_export.csv"))
    assert all(row["Email payeur"].endswith("@courriel.example") for row in rows(made, "export-dons.csv", ";"))
