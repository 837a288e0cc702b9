"""Mailchimp's list of mailings, and gifts: Donorbox for English-speaking donors, HelloAsso for French ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from .campaigns import campaigns, moments
from .posts import YEARS_DAYS, first_day
from .tables import write_csv
from .wording import Wording

MAILINGS = (
    "Title,Subject,List,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Soft Bounces,Hard Bounces,"
    "Total Bounces,Times Forwarded,Forwarded Opens,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,"
    "Total Clicks,Unsubscribes,Abuse Complaints,Times Liked on Facebook,Folder Id,Unique Id,Total Orders,"
    "Total Gross Sales,Total Revenue"
).split(",")
DONORBOX = (
    "Name,Donating Company,Donor's First Name,Donor's Last Name,Donor Email,Make Donation Anonymous,Campaign,"
    "Amount Description,Amount,Fair Market Value,Tax Deductible Amount,Currency,Amount in USD,Processing Fee,"
    "Platform Fee,Total Fee,Net Amount,Fee Covered,Donor Comment,Internal Notes,Donated At,Phone,Designation,"
    "Receipt Id,Donation Type,Card Type,Last 4 Digits,Stripe Charge Id,Pay Pal Transaction Id,Pay Pal Capture Id,"
    "Recurring Donation,Recurring Plan Id,Recurring Start Date,First Donation,Fundraiser,Donor Id,UTM Source,"
    "UTM Medium,UTM Campaign"
).split(",")
HELLOASSO = (
    "Référence commande;Date de la commande;Statut de la commande;Nom payeur;Prénom payeur;Email payeur;"
    "Raison sociale;Moyen de paiement;Tarif;Montant tarif;Code Promo;Montant code promo;Campagne"
).split(";")
AMOUNTS = (5, 10, 10, 15, 20, 20, 20, 25, 30, 50, 50, 100, 250)
SOURCES = ("", "", "", "newsletter", "newsletter", "newsletter", "instagram", "facebook")
LINKEDIN_SHARE = 0.02


def write_mailings(folder: Path, until: date, rng: np.random.Generator) -> list[Path]:
    wording, rows = Wording(rng), []
    for month in range(24):
        day = until - timedelta(days=9 + (23 - month) * 30)
        for language, audience, size in (("en", "Friends of the table", 1180), ("fr", "Amis de la tablée", 860)):
            subject = wording.text("newsletter", language)
            rows.append(_mailing(day, language, audience, int(size * (1 + 0.012 * month)), subject, rng))
    return [write_csv(folder / "campaigns_export.csv", MAILINGS, rows)]


def _mailing(day: date, language: str, audience: str, size: int, subject: str, rng: np.random.Generator) -> list[Any]:
    soft, hard = int(rng.poisson(6)), int(rng.poisson(3))
    delivered = size - soft - hard
    opens = int(rng.binomial(delivered, 0.36 + rng.normal(0, 0.025)))
    clicks = int(rng.binomial(opens, 0.11))
    title = f"{'Lettre' if language == 'fr' else 'Letter'} {day:%Y-%m}"
    return [
        title, subject, audience, f"{day:%b %d, %Y} 09:30 am", f"{day:%A}", size, delivered, soft, hard, soft + hard,
        0, 0, opens, f"{opens / delivered:.2%}", int(opens * 1.4), clicks, f"{clicks / delivered:.2%}",
        int(clicks * 1.3), int(rng.poisson(2)), 0, 0, "", _digest(title, audience)[:10], 0, "0.00", "0.00",
    ]  # fmt: skip


def write_gifts(folder: Path, until: date, rng: np.random.Generator, drive: np.random.Generator) -> list[Path]:
    """`drive`: the luck of the fundraising campaigns, apart from that of the gifts that come by themselves."""
    donors = [_donorbox_row(i, at, rng) for i, at in enumerate(_moments(until, 0.55, rng), 1)]
    driven = [(at, c.name) for c in campaigns(until) for at in moments(c, until, drive)]
    donors += [_donorbox_row(i, at, drive, name) for i, (at, name) in enumerate(driven, len(donors) + 1)]
    orders = [_helloasso_row(i, at, rng) for i, at in enumerate(_moments(until, 0.4, rng), 1)]
    return [
        write_csv(folder / "donations_export.csv", DONORBOX, donors),
        write_csv(folder / "export-dons.csv", HELLOASSO, orders, delimiter=";"),
    ]


def _moments(until: date, per_day: float, rng: np.random.Generator) -> Iterator[datetime]:
    """December brings three times the gifts of another month."""
    for i in range(YEARS_DAYS):
        day = first_day(until) + timedelta(days=i)
        for _ in range(int(rng.poisson(per_day * (3 if day.month == 12 else 1)))):
            yield datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
                seconds=int(rng.integers(25_000, 80_000))
            )


def _donorbox_row(index: int, at: datetime, rng: np.random.Generator, drive: str = "") -> list[Any]:
    amount = float(rng.choice(AMOUNTS))
    processing, platform = round(amount * 0.015 + 0.25, 2), round(amount * 0.0175, 2)
    fee = round(processing + platform, 2)
    source = "linkedin" if rng.random() < LINKEDIN_SHARE else str(rng.choice(SOURCES))
    campaign = drive or ("Winter larder" if at.month in (11, 12, 1) else "A place at the table")
    donor = int(rng.integers(1, 260))
    repeats = rng.random() < 0.3
    medium = "email" if source == "newsletter" else "social" if source else ""
    return [
        f"Donor {donor}", "", "Donor", str(donor), f"donor{donor}@mail.example", "No", campaign, "",
        f"{amount:.2f}", "", f"{amount:.2f}", "EUR", f"{amount * 1.08:.2f}", f"{processing:.2f}",
        f"{platform:.2f}", f"{fee:.2f}",
        f"{amount - fee:.2f}", "No", "", "", f"{at:%Y-%m-%d %H:%M:%S}", "", "", f"R-{index:05d}", "stripe", "Visa",
        "4242", f"ch_{_digest('charge', str(index))[:24]}", "", "", "Yes" if repeats else "No",
        donor if repeats else "", "", "No" if repeats else "Yes", "", donor, source, medium,
        campaign.lower().replace(" ", "-") if source else "",
    ]  # fmt: skip


def _helloasso_row(index: int, at: datetime, rng: np.random.Generator) -> list[Any]:
    donor = int(rng.integers(1, 190))
    amount = f"{int(rng.choice(AMOUNTS))},00"
    status = "Annulé" if rng.random() < 0.02 else "Validé"
    campaign = "Le garde-manger d'hiver" if at.month in (11, 12, 1) else "Une place à table"
    return [
        80_000 + index, f"{at:%d/%m/%Y %H:%M}", status, "Donateur", str(donor), f"don{donor}@courriel.example", "",
        "Carte bancaire", "Don ponctuel", amount, "", "", campaign,
    ]  # fmt: skip


def _digest(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()
