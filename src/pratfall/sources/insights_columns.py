"""Old Facebook Insights (until about 2021): two header rows, and names only the second tells apart.

Row 1 prints `Lifetime Organic views to 95%` twice; row 2 says which counts views (Total Count) and
which people (Unique Users). In workbooks the breakdowns are sheets of their own, whose names Excel's
limit has cut. Both are brought to one set of full names here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .columns import Col, Layout, lay_out
from .document import Sheet
from .headers import normal

ZONE = "America/Los_Angeles"  # formats.md 2.4: consistent with every file read, stated by users of the time
KINDS = ("lifetime:", "daily:", "weekly:", "28 days:")
# Families whose members are the columns of a sheet of their own in workbooks.
FAMILIES = (
    "Lifetime Talking About This (Post) by action type",
    "Lifetime Post Stories by action type",
    "Lifetime Post Consumers by type",
    "Lifetime Post Consumptions by type",
    "Lifetime Negative feedback from users by type",
    "Lifetime Negative feedback",
)


def is_description(cells: Sequence[str]) -> bool:
    """The second header row: nothing under the key, sentences that open with their period."""
    return not cells[0].strip() and any(normal(cell).startswith(KINDS) for cell in cells)


def full_names(headers: Sequence[str], below: Sequence[str], sheet: str = "") -> list[str]:
    """Header row 1 with ` (total)` or ` (unique)` on names that occur twice, and with the family's
    name before the columns of a workbook's breakdown sheet."""
    family = _family(sheet)
    twice = {name for name, n in Counter(map(normal, headers)).items() if n > 1 and name}
    names, said, base = [], "", ""
    for i, header in enumerate(headers):
        stem = normal(header).split(" - ")[0]
        cell = normal(below[i]) if i < len(below) else ""
        said = cell if cell or stem != base else said  # a family is described once, over its first column
        base = stem
        mark = ""
        if normal(header) in twice:
            mark = " (unique)" if "unique users" in said else " (total)"
        whole = header if not family or i < _own_columns(headers) else f"{family} - {header}"
        names.append(whole + mark)
    return names


def _own_columns(headers: Sequence[str]) -> int:
    """How many columns at the left describe the post itself."""
    own = {
        "post id",
        "permalink",
        "post message",
        "type",
        "countries",
        "languages",
        "posted",
        "audience targeting",
        "content tags",
    }
    return next((i for i, header in enumerate(headers) if normal(header) not in own), len(headers))


def _family(sheet: str) -> str:
    stem = normal(sheet).split("...")[0].rstrip(" (")
    fits = [family for family in FAMILIES if stem and normal(family).startswith(stem)]
    return fits[0] if fits and stem.startswith("lifetime") else ""


def lay_out_sheet(sheet: Sheet, columns: Sequence[Col]) -> Layout | None:
    """The layout of a sheet with its full names; None where a required one is missing."""
    for i, row in enumerate(sheet.head[:10]):
        below = sheet.head[i + 1] if i + 1 < len(sheet.head) else []
        if below and is_description(below):
            layout = lay_out(full_names(row, below, sheet.name), columns, i)
            return None if layout.missing else layout
    # Somebody removed the second row: names that occur twice then stay unreadable, the others hold.
    for i, row in enumerate(sheet.head[:10]):
        twice = {name for name, n in Counter(map(normal, row)).items() if n > 1}
        names = [header if normal(header) not in twice else "" for header in full_names(row, [], sheet.name)]
        layout = lay_out(["" if normal(h) in twice else name for h, name in zip(row, names, strict=True)], columns, i)
        if not layout.missing and layout.known > len([column for column in columns if column.required]):
            return replace(layout, headers=tuple(row))
    return None
