"""How often the trend of habits is wrong, and what it sees: ./run bench habit_trend [looks]"""

from __future__ import annotations

import sys

import numpy as np

from tests.calibration.habit_years import look

LOOKS = 2000
SEED = 1908


def run(looks: int = LOOKS) -> None:
    """One line per part of the questions that really moved."""
    print("moved  looks with a false move  false among told  told of the real  intervals hold")
    for moved in (0.0, 0.05, 0.2, 0.5):
        told = look(np.random.default_rng((SEED, round(moved * 100))), looks, moved=moved)
        false = told.false.sum(axis=1) / np.maximum(told.moves.sum(axis=1), 1)
        seen = told.moves[told.shift != 0].mean() if moved else float("nan")
        print(f"{moved:5.0%}  {told.false.any(axis=1).mean():22.1%}  {false.mean():16.1%}", end="")
        print(f"  {seen:16.1%}  {told.held.mean():14.1%}")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else LOOKS)
