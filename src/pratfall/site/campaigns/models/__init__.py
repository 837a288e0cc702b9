"""The rows behind plans, tests of ideas, decisions and what was put aside."""

from .attention import Aside, AsideKind
from .channel_tests import ChannelTrial
from .decisions import Action, Decision, Revisit, Withdrawal
from .ideas import Idea, IdeaState, Trial
from .plans import Amendment, Boldness, Campaign, Piece, PieceKind, Prediction, State

__all__ = [
    "Action",
    "Amendment",
    "Aside",
    "AsideKind",
    "Boldness",
    "Campaign",
    "ChannelTrial",
    "Decision",
    "Idea",
    "IdeaState",
    "Piece",
    "PieceKind",
    "Prediction",
    "Revisit",
    "State",
    "Trial",
    "Withdrawal",
]
