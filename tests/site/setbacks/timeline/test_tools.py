"""The tools check on the timeline."""

from __future__ import annotations

from pratfall.site.setbacks.models import Setback, ToolCheck
from pratfall.site.setbacks.timeline import tools
from tests.site.setbacks.conftest import NOW


def test_answers_of_people_stand_there_and_those_of_the_data_do_not(setback: Setback) -> None:
    for counted in (True, False):
        ToolCheck.objects.create(
            setback=setback,
            tool="link:https://a.example/",
            question="alive",
            answer="no",
            note="404 on my phone",
            counted=counted,
            by=setback.opened_by,
            at=NOW,
        )
    (item,) = tools.items(setback)
    assert (item.kind, item.text, item.facts) == ("tool_no", "404 on my phone", {"question": "alive", "tool": "link"})
