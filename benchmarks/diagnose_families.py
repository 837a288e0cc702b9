"""How the families of a team's own doing keep their promises: coverage of a planted part, false claims, power.

./run bench diagnose_families [WORLDS]     default 200 per family, about 90 ms each
"""

from __future__ import annotations

import sys

from tests.calibration.family_worlds import EFFECTS, kept

FIRST = 100_000  # seeds of their own: none was looked at while the families were written


def main(arguments: list[str]) -> None:
    worlds = int(arguments[0]) if arguments else 200
    print(f"{worlds} worlds each; promised: covered 0.95, told wrongly at most 0.05")
    print(f"{'planted':<14}{'told':>7}{'wrongly':>9}{'covered':>9}{'bias':>8}{'truth':>8}")
    for planted in ("", *EFFECTS):
        found = kept(planted, range(FIRST, FIRST + worlds))
        told = f"{found.told:.2f}" if planted else "-"
        print(
            f"{planted or 'nothing':<14}{told:>7}{found.told_wrongly:>9.3f}{found.covered:>9.3f}"
            f"{found.bias:>8.3f}{found.truth:>8.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
