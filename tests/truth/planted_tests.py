"""Tests of ideas and campaigns, half of them honest, half arranged so that they could hardly fail or matter.

An honest one differs as teams differ: bars around and above what is usual, bold targets and modest ones, small efforts
and large, people who are sure. A gamed one is honest but for one thing, and that one is done with any boldness, from
hardly to shamelessly: no rule can find all of them. The words of a question that was asked before are changed in two of
five.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from pratfall.learn.genuine import Tried

DAY = date(2026, 3, 1)
TRICKS = ("low bar", "low target", "blind", "no effort", "no worth", "sure", "begun late", "asked before", "no end")


def honest(number: int, rng: np.random.Generator) -> Tried:
    return _campaign(number, rng) if rng.random() < 0.5 else _idea(number, rng)


def gamed(number: int, trick: str, rng: np.random.Generator) -> Tried:
    """Honest, but for `trick`."""
    idea, campaign = _idea(number, rng), _campaign(number, rng)
    match trick:
        case "low bar":
            usual = rng.lognormal(2.0, 0.6)
            return replace(idea, known_low=0.85 * usual, bar=usual * rng.uniform(0.3, 1.0))
        case "low target":
            past = tuple(np.sort(rng.lognormal(8.0, 0.5, rng.integers(2, 9))))
            return replace(campaign, comparable=past, target=past[0] * rng.uniform(0.4, 1.15))
        case "blind":
            return replace(idea, sees=(idea.worth or 1.2) * rng.uniform(0.8, 3.0))
        case "no effort":
            return replace(idea, hours=rng.uniform(0.2, 4.0), money=False)
        case "no worth":
            return replace(idea, worth=rng.uniform(1.01, 1.1), sees=1.005)
        case "sure":
            return replace(campaign, predictions=tuple(rng.uniform(0.88, 1.0, rng.integers(2, 6))))
        case "begun late":
            return replace(campaign, in_before=rng.uniform(0.3, 1.0))
        case "asked before":
            return replace(idea, same_question="The first time" if rng.random() < 0.6 else "")
        case "no end":
            return replace(idea, ends_by_rule=False)
        case _:
            raise ValueError(trick)


def _idea(number: int, rng: np.random.Generator) -> Tried:
    """Its design was let through, so it sees what would be worth it; half are held against a bar."""
    worth = rng.uniform(1.08, 2.0)
    usual = rng.lognormal(2.0, 0.6)
    barred = rng.random() < 0.5
    return Tried(
        origin="idea",
        number=number,
        name="",
        boldness=str(rng.choice(["incremental", "adjacent", "radical"])),
        begun=DAY,
        ended=DAY,
        worked=bool(rng.random() < 0.25),
        hours=float(rng.lognormal(2.2, 0.7)),
        bar=usual * rng.uniform(0.8, 2.0) if barred else None,
        known_low=0.85 * usual if barred else None,
        sees=1.0 + (worth - 1.0) * rng.uniform(0.5, 1.0),
        worth=worth,
    )


def _campaign(number: int, rng: np.random.Generator) -> Tried:
    """A target somewhere between modest and bold, and people who more or less know how hard it is."""
    past = tuple(rng.lognormal(8.0, 0.5, rng.integers(0, 9)))
    hard = rng.uniform(0.1, 0.9)
    said = np.clip(hard + rng.normal(0.0, 0.2, rng.integers(1, 6)), 0.0, 1.0)
    return Tried(
        origin="campaign",
        number=number,
        name="",
        boldness=str(rng.choice(["incremental", "adjacent", "radical"])),
        begun=DAY,
        ended=DAY,
        worked=bool(rng.random() < hard),
        hours=float(rng.lognormal(3.0, 0.7)),
        target=float(np.exp(8.0 + 0.5 * rng.normal(0.4, 0.7))),
        comparable=past,
        predictions=tuple(said),
        in_before=float(rng.uniform(0.0, 0.2)) if rng.random() < 0.3 else 0.0,
    )
