"""The rows behind lessons, cases, habits and what can be used again."""

from .cases import Case
from .habits import Audit, Repair, RepairState
from .library import Answer, Contradiction, Lesson, NoLesson, Origin, Recheck, Showing
from .portfolio import Band, Genuine
from .reuse import Feed, Material, MaterialKind, Reuse, ReuseState
from .website import WebsiteCheck

__all__ = [
    "Answer",
    "Audit",
    "Band",
    "Case",
    "Contradiction",
    "Feed",
    "Genuine",
    "Lesson",
    "Material",
    "MaterialKind",
    "NoLesson",
    "Origin",
    "Recheck",
    "Repair",
    "RepairState",
    "Reuse",
    "ReuseState",
    "Showing",
    "WebsiteCheck",
]
