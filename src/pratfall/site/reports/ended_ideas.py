"""The result of one test of an idea beside all that ended before it: does it stand when all of them are paid for?"""

from __future__ import annotations

from pratfall.decide.ideas import State
from pratfall.decide.many_tests import stands
from pratfall.site.campaigns.models import Idea, IdeaState

FOUND = (State.BETTER.value, State.WORSE.value)


def stands_beside(idea: Idea) -> tuple[bool, int] | None:
    """Whether its result stands, and how many tests had ended by then; None where it found nothing."""
    if idea.state != IdeaState.ENDED or not idea.result or idea.result.get("state") not in FOUND:
        return None
    ended = Idea.objects.filter(organisation=idea.organisation, state=IdeaState.ENDED, ended_at__lte=idea.ended_at)
    rows = list(ended.order_by("ended_at", "pk").values_list("pk", "result"))
    answers = stands([_p(result) for _, result in rows])
    if _p(idea.result) is None:
        return None
    return answers[[key for key, _ in rows].index(idea.pk)], len(rows)


def _p(result: dict[str, object] | None) -> float | None:
    """How often chance alone would show as much in any of its comparisons; None: no experiment, or out of balance."""
    numbers = (result or {}).get("numbers")
    if not isinstance(numbers, dict) or (result or {}).get("state") == State.UNBALANCED.value:
        return None
    p_values = [float(comparison["p"]) for comparison in numbers.get("comparisons", ()) if "p" in comparison]
    return min(1.0, len(p_values) * min(p_values)) if p_values else None
