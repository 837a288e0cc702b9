"""Which of a stream of questions, answered one after the other, may be called discoveries? SAFFRON.

Each question j comes with its p-value when it comes, and is told or not before the next one. With a_j its level,
C_j the candidates so far (p <= lambda) and tau_1, tau_2 ... the questions told:

    a_j = min(lambda, (1 - lambda) (w g(j - C_j) + (q - w) g(j - tau_1 - C_1+) + q sum_k g(j - tau_k - C_k+)))

g a sequence that sums to 1, w the wealth of the start, C_k+ the candidates since tau_k. Half of g falls off like
0.85^k, so that a discovery helps the dozen questions after it, half like 1 / k^1.6, so that a long drought does not end
the stream.
Questions that are clearly nothing (p > lambda) cost; those that look like something do not, so that power stays where
true ones come often. False discoveries are at most q of those told, in expectation, for independent p-values.

Limits: independent p-values, each uniform or larger where nothing is true; what was told is never taken back. For
streams watched every day use `online_discovery`; for one batch `false_discovery`.
Source: Ramdas, Zrnic, Wainwright & Jordan 2018 (SAFFRON).
"""

from __future__ import annotations

from collections.abc import Iterable

from scipy.special import zeta

SHARE = 0.05  # q
CANDIDATE = 0.7  # lambda
AT_START = 0.9  # of q: w
FADE, DECAY = 0.85, 1.6


def told(p_values: Iterable[float], *, share: float = SHARE, candidate: float = CANDIDATE) -> list[bool]:
    """Which of the questions, in the order they came, are discoveries."""
    wealth = AT_START * share
    out: list[bool] = []
    candidates = 0
    found: list[tuple[int, int]] = []  # (question, candidates by then, itself included)
    for j, p in enumerate(p_values):
        level = wealth * _given(j - candidates + 1)
        for k, (when, by_then) in enumerate(found):
            earned = share - wealth if k == 0 else share
            level += earned * _given(j - when - (candidates - by_then))
        is_told = p <= min(candidate, (1.0 - candidate) * level)
        candidates += p <= candidate
        if is_told:
            found.append((j, candidates))
        out.append(bool(is_told))
    return out


def _given(k: int) -> float:
    """The k-th part of a wealth."""
    soon = (1.0 - FADE) * FADE ** (k - 1)
    return float(soon + k**-DECAY / zeta(DECAY)) / 2.0
