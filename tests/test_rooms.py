"""The rooms on disk, what is registered in them, and the inventory of ARCHITECTURE.md are the same.

ARCHITECTURE.md holds `## Inventory`. Under it, a `###` heading per kind ends in the folder it speaks of,
in backquotes, and its table names one thing per row, in backquotes, in the first column:

    ### Export formats, `sources/files`
    | name | what it reads |
    | --- | --- |
    | `x_posts_old` | ... |
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import pytest

from pratfall.cli import commands
from pratfall.diagnose import families
from pratfall.respond.playbooks import playbooks
from pratfall.respond.statement_rules import rules as statement_rules
from pratfall.site.reports.needs import sources
from pratfall.site.reports.regular.sections import sections as report_sections
from pratfall.site.setbacks.timeline import sources as timeline_sources
from pratfall.sources import readers
from pratfall.text.taxonomies import taxonomies
from tests.source_tree import PACKAGE, ROOT, parsed

HEADING = re.compile(r"^### .*`([^`]+)`\s*$")
ROW = re.compile(r"^\| *`([^`]+)`")


def defines(*names: str) -> Callable[[Path], bool]:
    """Whether a module has one of `names` at its top level."""

    def holds(module: Path) -> bool:
        tops = parsed(module).body
        functions = {node.name for node in tops if isinstance(node, ast.FunctionDef)}
        values = {t.id for n in tops if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
        annotated = {n.target.id for n in tops if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
        return bool(set(names) & (functions | values | annotated))

    return holds


def anything(_: Path) -> bool:
    return True


@dataclass(frozen=True)
class Extension:
    """One way to add a file: where, which files of the folder count, and what the program found."""

    folder: str
    counts: Callable[[Path], bool] = anything
    pattern: str = "*.py"
    registered: Callable[[], Collection[str]] | None = None

    def on_disk(self) -> set[str]:
        found = (path for path in (PACKAGE / self.folder).glob(self.pattern) if path.name != "__init__.py")
        return {path.stem for path in found if self.counts(path)}


EXTENSIONS = (
    Extension("sources/files", registered=readers),
    Extension("notice", defines("notice", "doubt", "foretell")),
    Extension("habits", defines("audit")),
    Extension("diagnose", defines("explain"), registered=families),
    Extension("decide", defines("advise")),
    Extension("respond/statement_rules", defines("check"), registered=statement_rules),
    Extension("stats"),
    Extension("respond/playbooks", pattern="*.toml", registered=playbooks),
    Extension("text/languages", pattern="*.toml"),
    Extension("text/taxonomies", pattern="*.toml", registered=taxonomies),
    Extension("reviews/render", defines("render", "dumps")),
    Extension("site/reports/pages"),
    Extension("site/reports/regular/sections", defines("gather"), registered=report_sections),
    Extension(
        "site/reports/needs",
        defines("needs"),
        registered=lambda: [m.__name__.rsplit(".", 1)[1] for m in sources().values()],
    ),
    Extension("site/setbacks/evidence", defines("things")),
    Extension(
        "site/setbacks/timeline",
        defines("items"),
        registered=lambda: [m.__name__.rsplit(".", 1)[1] for m in timeline_sources().values()],
    ),
    Extension("cli", defines("NAME"), registered=lambda: [c.__name__.rsplit(".", 1)[1] for c in commands().values()]),
)

each_extension = pytest.mark.parametrize("extension", EXTENSIONS, ids=lambda e: e.folder)


def inventory() -> dict[str, set[str]]:
    """Names per folder, as ARCHITECTURE.md lists them."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    _, found, section = text.partition("\n## Inventory\n")
    assert found, "ARCHITECTURE.md has no section `## Inventory`"
    tables: dict[str, set[str]] = {}
    folder = ""
    for line in section.split("\n## ")[0].splitlines():
        if heading := HEADING.match(line):
            folder = heading[1].removeprefix("src/pratfall/").strip("/")
            tables[folder] = set()
        elif folder and (row := ROW.match(line)):
            tables[folder].add(row[1])
    return tables


@each_extension
def test_a_kind_of_extension_is_never_empty(extension: Extension) -> None:
    assert extension.on_disk(), f"no file in {extension.folder} counts as one"


@each_extension
def test_what_is_on_disk_stands_in_the_inventory(extension: Extension) -> None:
    listed = inventory().get(extension.folder, set())
    on_disk = extension.on_disk()
    assert listed == on_disk, (
        f"ARCHITECTURE.md, {extension.folder}: add {sorted(on_disk - listed)}, remove {sorted(listed - on_disk)}"
    )


@pytest.mark.parametrize("extension", [e for e in EXTENSIONS if e.registered], ids=lambda e: e.folder)
def test_what_is_registered_is_what_is_on_disk(extension: Extension) -> None:
    assert extension.registered
    assert set(extension.registered()) == extension.on_disk()


def test_the_inventory_lists_no_kind_that_does_not_exist() -> None:
    assert set(inventory()) == {extension.folder for extension in EXTENSIONS} | {"."}


def test_the_rooms_are_those_of_the_inventory() -> None:
    """The table of the rooms themselves stands under a heading that ends in `.`, the package."""
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert inventory().get(".") == rooms


def test_the_rooms_are_those_the_import_rules_speak_of() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = set(re.findall(r"\w+", pyproject.partition("layers = [")[2].partition("]")[0]))
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    assert layers == rooms | modules
