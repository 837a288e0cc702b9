"""`pratfall doctor`: is everything in place, and if not, what to do."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from .arguments import add_language, add_organisation
from .beginning import begin, has_site
from .printing import result, say

if TYPE_CHECKING:
    from pratfall.lake import Lake

NAME = "doctor"
HELP = "Check the installation, the data folder and the lake, and say what to do about what is wrong."

NEEDED_FREE_GB = 1.0
PARTS = ("duckdb", "deltalake", "ibis-framework", "numpy", "scipy", "pyarrow", "django", "pyspark")


@dataclass(frozen=True)
class Symptom:
    """One thing looked at. `fine` None: worth knowing, no judgement."""

    code: str
    fine: bool | None
    detail: str


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")
    add_organisation(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    symptoms = load(args.organisation)
    result(json.dumps([asdict(s) for s in symptoms], indent=2) if args.json else "\n".join(view(symptoms, args.lang)))
    return 1 if any(symptom.fine is False for symptom in symptoms) else 0


def load(organisation: str) -> list[Symptom]:
    from pratfall.lake import Lake
    from pratfall.reviews import settings

    home = settings.home()
    settings.load(home)
    symptoms = [Symptom("python", sys.version_info >= (3, 11), sys.version.split()[0])]
    symptoms += [_part(name) for name in PARTS]
    symptoms += [_folder(home), _space(home), Symptom("engine", None, settings.engine())]
    return symptoms + _lake(Lake(home, organisation, engine=settings.engine())) + _setbacks(home)


def view(symptoms: list[Symptom], lang: str) -> list[str]:
    mark = {True: "ok", False: "!!", None: "--"}
    lines = []
    for symptom in symptoms:
        lines.append(f"{mark[symptom.fine]}  {say(lang, 'doctor.' + symptom.code, detail=symptom.detail)}")
        if symptom.fine is False:
            lines.append("    " + say(lang, "doctor_next." + symptom.code, detail=symptom.detail))
    return lines


def _part(name: str) -> Symptom:
    try:
        return Symptom("part", True, f"{name} {metadata.version(name)}")
    except metadata.PackageNotFoundError:
        return Symptom("part_missing", None if name == "pyspark" else False, name)


def _existing(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return folder if folder.exists() else _existing(folder.parent)


def _folder(home: Path) -> Symptom:
    return Symptom("home", os.access(_existing(home), os.W_OK), str(home))


def _space(home: Path) -> Symptom:
    free_gb = shutil.disk_usage(_existing(home)).free / 1e9
    return Symptom("space", free_gb >= NEEDED_FREE_GB, f"{free_gb:.1f} GB")


def _lake(lake: Lake) -> list[Symptom]:
    checks = lake.check()
    broken = [f"{check.expected or check.code}: {check.got}" for check in checks if check.passed is False]
    if broken:
        return [Symptom("lake", False, detail) for detail in broken]
    return [Symptom("lake", True, str(len(lake.known_files())))]


def _setbacks(home: Path) -> list[Symptom]:
    """Ledgers and frozen evidence of every setback, each fault by its place. Nothing where no site was begun."""
    if not has_site(home):
        return []
    from django.db.utils import OperationalError

    try:
        begin(home)
        from pratfall.site.setbacks import integrity

        faults, setbacks, entries = integrity.everywhere()
    except OperationalError as error:
        return [Symptom("site_unreachable", False, str(error).strip().splitlines()[0])]
    told = [
        Symptom(f"ledger_{f.code}", False, f"{f.setback.organisation.slug}/{f.setback.pk}, {f.place}") for f in faults
    ]
    return told or [Symptom("ledgers", True, f"{setbacks}, {entries}")]
