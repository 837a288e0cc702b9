"""The pure rooms compute: no clock, environment, files, network, logging or global randomness."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_tree import PACKAGE, PURE_ROOMS, modules, parsed, short

THIRD_PARTY = {
    "records": set[str](),
    "stats": {"numpy", "scipy"},
    "text": {"numpy", "scipy", "py3langid"},  # py3langid computes, on the data file it ships
    "notice": {"numpy"},
    "habits": {"numpy"},
    "diagnose": {"numpy", "scipy", "holidays"},  # holidays computes, from rules it ships
    "decide": {"numpy"},
    "respond": {"numpy"},
    "learn": {"numpy", "scipy"},
}

# Parts of the standard library that only compute. What is missing here is asked about, not assumed.
CALM = set(
    """__future__ abc array bisect collections colorsys copy dataclasses datetime decimal difflib enum
    fractions functools hashlib heapq html importlib itertools json math numbers operator re statistics
    string textwrap tomllib types typing unicodedata urllib zlib""".split()
)
# A room may read the data files it ships (languages/<code>.toml), and nothing else of the file system.
CALM_PARTS = {"importlib": {"importlib.resources", "resources"}, "urllib": {"urllib.parse", "parse"}}

FORBIDDEN_NAMES = {"open", "input", "print", "exec", "eval", "compile", "__import__", "breakpoint"}
FORBIDDEN_CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("os", "environ"),
    ("np", "random"),
    ("numpy", "random"),
}
# An explicit generator is how randomness should arrive; its type may be named.
ALLOWED_RANDOM = {"Generator"}


def pure_modules() -> list[Path]:
    return [module for room in PURE_ROOMS for module in modules(PACKAGE / room)] + [PACKAGE / "errors.py"]


def imports(tree: ast.Module) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(line, module, names) of every absolute import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, ()
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module, tuple(alias.name for alias in node.names)


def reaches_out(name: str, names: tuple[str, ...], allowed: set[str]) -> bool:
    top = name.split(".")[0]
    if top == "pratfall":
        return False
    if top in CALM_PARTS:
        return not (name in CALM_PARTS[top] or (names and set(names) <= CALM_PARTS[top]))
    return top not in CALM if top in sys.stdlib_module_names else top not in allowed


@pytest.mark.parametrize("module", pure_modules(), ids=short)
def test_a_pure_module_imports_nothing_that_reaches_out(module: Path) -> None:
    allowed = THIRD_PARTY.get(module.relative_to(PACKAGE).parts[0], set())
    found = [
        f"line {line}: {name}" for line, name, names in imports(parsed(module)) if reaches_out(name, names, allowed)
    ]
    assert not found, f"{short(module)} imports {found}"


def impure_uses(tree: ast.Module) -> Iterator[str]:
    excused = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ALLOWED_RANDOM and isinstance(node.value, ast.Attribute)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_NAMES:
            yield f"line {node.lineno}: {node.func.id}()"
        if isinstance(node, ast.Attribute) and id(node) not in excused:
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if (name, node.attr) in FORBIDDEN_CALLS:
                yield f"line {node.lineno}: {name}.{node.attr}"
        if isinstance(node, ast.Global):
            yield f"line {node.lineno}: global {', '.join(node.names)}"


@pytest.mark.parametrize("module", pure_modules(), ids=short)
def test_a_pure_module_asks_no_clock_file_environment_or_dice(module: Path) -> None:
    assert not list(impure_uses(parsed(module))), short(module)


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\ndatetime.now()",
        "import numpy as np\nnp.random.default_rng()",
        "open('x')",
        "count = 0\ndef f():\n    global count",
        "import datetime\ndatetime.date.today()",
    ],
)
def test_the_check_sees_what_it_is_there_for(code: str) -> None:
    assert list(impure_uses(ast.parse(code)))


@pytest.mark.parametrize("name", ["os", "pathlib", "logging", "socket", "random", "time", "pandas", "urllib.request"])
def test_the_check_sees_forbidden_imports(name: str) -> None:
    assert reaches_out(name, (), {"numpy"})
