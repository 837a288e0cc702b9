"""The sample's tests of ideas."""

from __future__ import annotations

from pratfall.site.campaigns.models import Idea, IdeaState
from pratfall.site.lessons.services import portfolio
from pratfall.site.people.models import Membership
from pratfall.site.reports import demo_tests
from tests.site.reports.conftest import NOW


def test_tests_of_the_sample_fail_and_work_by_their_own_numbers(filled: Membership) -> None:
    ended = Idea.objects.filter(organisation=filled.organisation, state=IdeaState.ENDED).order_by("started_at")
    assert [idea.name for idea in ended] == [tried.name for tried in demo_tests.ENDED]
    states = {idea.name: idea.result["state"] for idea in ended if idea.result}
    assert states["Volunteers in their own words"] == "better"
    assert states["Recipes as one-minute videos"] == states["A supper told as a radio play"] == "worse"
    assert Idea.objects.get(state=IdeaState.RUNNING).name == demo_tests.BLUESKY.name
    assert {idea.boldness for idea in ended} == {"routine", "incremental", "adjacent", "radical"}


def test_the_one_that_could_not_fail_is_set_aside(filled: Membership) -> None:
    found = portfolio.portfolio(filled.organisation, NOW)
    assert [tried.name for tried in (aside.tried for aside in found.set_aside)] == ["A thank-you on Mondays"]
