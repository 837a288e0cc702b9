"""The rows behind a setback. What was said, seen or done is only ever added to; the database refuses the rest."""

from .acting import Hypothesis, ToolCheck
from .allies import Ally
from .debrief import Debrief, Theme, Thought, ThoughtKind, Voice, Vote
from .evidence import Evidence, Freeze, KeptText, TimelineNote
from .ledger import LedgerEntry, Removal, RemovalReason, Reply, ReplyKind
from .prevention import CampaignCheck, Prevention, ProofKind
from .public import FixStep, PublicPage, Subscriber, Update, UpdateText
from .recovery import Comeback, StoryDraft
from .room import Holder, Reminder, Setback, Step, Transition
from .statements import Approval, Outing, Pause, PausedPlace, Statement, StatementKind

__all__ = [
    "Ally",
    "Approval",
    "CampaignCheck",
    "Comeback",
    "Debrief",
    "Evidence",
    "FixStep",
    "Freeze",
    "Holder",
    "Hypothesis",
    "KeptText",
    "LedgerEntry",
    "Outing",
    "Pause",
    "PausedPlace",
    "Prevention",
    "ProofKind",
    "PublicPage",
    "Reminder",
    "Removal",
    "RemovalReason",
    "Reply",
    "ReplyKind",
    "Setback",
    "Statement",
    "StatementKind",
    "Step",
    "StoryDraft",
    "Subscriber",
    "Theme",
    "Thought",
    "ThoughtKind",
    "TimelineNote",
    "ToolCheck",
    "Transition",
    "Update",
    "UpdateText",
    "Voice",
    "Vote",
]
