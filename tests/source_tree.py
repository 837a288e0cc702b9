"""The source tree as the tests of the house see it: files, rooms, parsed modules."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "pratfall"

PURE_ROOMS = ("records", "stats", "text", "notice", "habits", "diagnose", "decide", "respond", "learn")
DOORS = ("cli", "site")


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Every Python file below `folder`, in order; never none."""
    found = sorted(folder.rglob("*.py"))
    assert found, f"no modules under {folder}"
    return found


def room_of(module: Path) -> str:
    """The folder of src/pratfall a module lives in, or its own name at the top."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), filename=str(module))


@cache
def tracked() -> tuple[Path, ...]:
    """Files under version control that exist; everything in the folder where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
        return tuple(path for name in names if (path := ROOT / name).is_file())
    hidden = {".venv", ".git", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"}
    return tuple(p for p in sorted(ROOT.rglob("*")) if p.is_file() and not hidden & set(p.parts))
