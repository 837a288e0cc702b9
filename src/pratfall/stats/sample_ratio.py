"""Did the arms of a test get the share they were meant to get? May be asked at every look.

n_1 ... n_k units in arms that should get the shares p_1 ... p_k. Against "as planned" stands a Dirichlet(K p) mixture
of shares; the Bayes factor

    E = B(K p + n) / B(K p) / prod p_i^n_i,     B the multivariate beta function

is a martingale when the shares are as planned, so that E ever reaches 1/a with probability at most a (Ville). An
imbalance found means that units were lost, or assigned by something else than chance: no comparison can be believed.

Limits: small imbalances take many units; deliberate rounds (A, B, A, B ...) are more even than chance and never alarm.
Source: Lindon & Malek 2022 (anytime-valid inference for multinomial count data); Fabijan et al. 2019 (why it matters).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln

CONCENTRATION = 100.0  # K: shares this mixture thinks of lie some 5 points around an even half
ALARM = 0.001  # at any look, ever


def evidence(counts: ArrayLike, shares: Sequence[float] | None = None) -> float:
    """log E."""
    n = np.asarray(counts, dtype=float)
    p = np.full(len(n), 1.0 / len(n)) if shares is None else np.asarray(shares, dtype=float) / float(np.sum(shares))
    if len(n) < 2 or len(p) != len(n) or bool((p <= 0.0).any()) or bool((n < 0.0).any()):
        raise ValueError(f"counts {n.tolist()} in shares {p.tolist()}")
    prior = CONCENTRATION * p
    log_beta = gammaln(prior + n).sum() - gammaln((prior + n).sum()) - gammaln(prior).sum() + gammaln(prior.sum())
    return float(log_beta - (n * np.log(p)).sum())


def imbalanced(counts: ArrayLike, shares: Sequence[float] | None = None) -> bool:
    """True where chance would show as much at some look once in a thousand tests at most."""
    return evidence(counts, shares) >= -log(ALARM)
