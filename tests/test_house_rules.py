"""House rules that no linter knows: sizes, names, depths, doors, mirrored tests, nothing of a machine."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from tests.source_tree import DOORS, PACKAGE, ROOT, modules, parsed, room_of, short, tracked

MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60
MAX_CLASS_DEPTH = 2
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base"}

every_module = pytest.mark.parametrize("module", modules(), ids=short)
written = pytest.mark.parametrize("module", [m for m in modules() if m.parent.name != "migrations"], ids=short)


@written
def test_a_module_is_short_enough_to_be_read(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_MODULE_LINES, f"{short(module)} has {lines} lines"


def function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, its docstring apart."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


@every_module
def test_a_function_fits_on_a_screen(module: Path) -> None:
    functions = (n for n in ast.walk(parsed(module)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [f"{node.name} has {n} lines" for node in functions if (n := function_lines(node)) > MAX_FUNCTION_LINES]
    assert not long, f"{short(module)}: {long}"


@pytest.mark.parametrize("path", [p for p in tracked() if p.suffix == ".py"], ids=short)
def test_no_file_is_a_drawer(path: Path) -> None:
    assert not DRAWERS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}


def our_classes() -> dict[str, tuple[str, ...]]:
    """Bases of every class of ours by name, the error tree apart."""
    return {
        node.name: tuple(base.id for base in node.bases if isinstance(base, ast.Name))
        for module in modules()
        if module != PACKAGE / "errors.py"
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ClassDef)
    }


def test_no_class_stands_on_more_than_one_of_ours() -> None:
    classes = our_classes()

    def depth(name: str) -> int:
        return 1 + max((depth(base) for base in classes[name] if base in classes), default=0)

    assert not [name for name in classes if depth(name) > MAX_CLASS_DEPTH]


def broad_handlers(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(c is None or (isinstance(c, ast.Name) and c.id in ("Exception", "BaseException")) for c in caught):
                yield node.lineno


@every_module
def test_everything_is_caught_only_at_a_door(module: Path) -> None:
    if room_of(module) not in DOORS:
        assert not list(broad_handlers(parsed(module))), f"{short(module)} catches everything"


def mirror_of(module: Path) -> Path:
    """tests/<room>/test_<file>.py; a plain package file is mirrored by its contents."""
    inside = module.relative_to(PACKAGE)
    return ROOT / "tests" / inside.parent / f"test_{inside.name}"


def says_something(module: Path) -> bool:
    """Whether a module does anything that a test could ask about: a function or a method."""
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(parsed(module)))


def rooms_with_mirrors() -> list[Path]:
    return [m for m in modules() if m.parent != PACKAGE and m.name != "__init__.py" and says_something(m)]


@pytest.mark.parametrize("module", rooms_with_mirrors(), ids=short)
def test_a_module_is_mirrored_by_its_test(module: Path) -> None:
    assert mirror_of(module).is_file(), f"{short(mirror_of(module))} is missing"


def test_test_names_are_sentences() -> None:
    single_words = [
        f"{short(path)}: {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name.count("_") < 2
    ]
    assert not single_words, "say what is true: " + ", ".join(single_words)


# Assembled from halves, so that this file does not hold what it looks for.
HOSTS = "|".join(re.escape(a + b) for a, b in (("files.python", "hosted"), ("registry.npm", "js"), ("/opt/", "pypi")))
PATHS = r"(?<![\w.~/-])/(?:work|root|home/[a-z]\w*)/"
OPTIONS = r"index[-_]url\s*[=:]|extra-index|find-links\s*[=:]"
OF_A_MACHINE = re.compile(f"{PATHS}|{OPTIONS}|{HOSTS}")


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        raw = path.read_bytes()
        if b"\0" not in raw[:8000] and len(raw) < 5_000_000:
            yield path, raw.decode("utf-8", errors="replace")


def test_nothing_of_a_machine_is_tracked() -> None:
    found = [
        f"{short(path)}: {match.group()}"
        for path, text in texts()
        if path != Path(__file__).resolve()
        for match in OF_A_MACHINE.finditer(text)
    ]
    assert not found, found


def test_locks_hold_hashes_and_no_address() -> None:
    locks = sorted(ROOT.glob("requirements*.lock"))
    assert len(locks) == 3
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text, f"{lock.name} holds an address"


def imported_distributions() -> set[str]:
    """Names, as on the package index, of everything that the source imports and we did not write."""
    owners = metadata.packages_distributions()
    tops = {
        name.split(".")[0]
        for module in modules()
        for node in ast.walk(parsed(module))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and node.level == 0
            else []
        )
    }
    return {owner.lower().replace("_", "-") for top in tops - {"pratfall"} for owner in owners.get(top, ())}


def declared(project: dict[str, object], key: str) -> set[str]:
    return {re.split(r"[\[<>=!~ ;]", line)[0] for line in project[key]}  # type: ignore[attr-defined]


# Declared without being imported by us: a cap on what Ibis would take, and what Django and uvicorn import by name.
CAPS = {"argon2-cffi", "httptools", "psycopg", "sqlglot", "whitenoise"}
CARRIED = {"py4j"}  # comes with pyspark, at exactly the version it needs


def test_every_part_that_is_imported_is_declared_and_the_other_way_round() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours, optional = declared(project, "dependencies"), declared(project["optional-dependencies"], "spark")
    used = imported_distributions()
    assert used - ours - optional - CARRIED == set(), "imported, not declared"
    assert ours - used - CAPS == set(), "declared, not imported"
