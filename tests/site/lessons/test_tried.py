"""What the rules are told of campaigns and tests of ideas."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pratfall.learn.genuine import Tried, flags
from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.campaigns.plan import Failure
from pratfall.site.lessons.tried import of_campaigns, of_ideas, typical_at_least
from pratfall.site.people.models import Membership
from tests.site.lessons.past_work import FIRST, at, begun, ended, launched, past, tried_out

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def campaigns(now: datetime = NOW) -> dict[str, Tried]:
    return {one.name: one for one in of_campaigns(Campaign.objects.all(), now)}


def ideas(now: datetime = NOW, posts: Path | None = None) -> dict[str, Tried]:
    return {one.name: one for one in of_ideas(Idea.objects.all(), now, posts)}


def codes(one: Tried) -> list[str]:
    return [flag.code for flag in flags(one)]


def test_what_was_foretold_of_a_running_campaign_stays_secret(owner: Membership) -> None:
    """That all are sure would tell what each of them said."""
    made = launched(owner, "Coats", said={owner.user: 0.99})
    assert campaigns()["Coats"].predictions == ()
    ended(made, owner, 1000)
    assert campaigns()["Coats"].predictions == (0.99,)


def test_the_past_is_told_without_what_came_later(owner: Membership) -> None:
    past(owner, "Coats", said={owner.user: 0.5})
    then = campaigns(at(FIRST + timedelta(days=3)))["Coats"]
    assert (then.ended, then.worked, then.predictions) == (None, None, ())
    assert campaigns(at(FIRST - timedelta(days=1))) == {}


def test_planned_hours_come_first_and_unknown_ones_stay_unknown(owner: Membership) -> None:
    past(owner, "Coats", budget_hours=Decimal(12))
    past(owner, "Soup", budget_hours=None)
    assert [(campaigns()[name].hours, campaigns()[name].hours_planned) for name in ("Coats", "Soup")] == [
        (12.0, True),
        (None, False),
    ]


def test_a_target_below_all_four_comparable_campaigns_is_flagged(owner: Membership) -> None:
    for n, result in enumerate((2000, 3000, 2500, 4000)):
        past(owner, f"Campaign {n}", result, start=FIRST + timedelta(days=n))
    later = FIRST + timedelta(days=60)
    past(owner, "Safe", start=later, target=Decimal(1900))
    past(owner, "Bold", start=later, target=Decimal(2100))
    past(owner, "Long", start=later, target=Decimal(1900), end=later + timedelta(days=90))
    past(owner, "Dollars", start=later, target=Decimal(1900), currency="USD")
    found = campaigns()
    assert found["Safe"].comparable == (2000.0, 3000.0, 2500.0, 4000.0)
    assert codes(found["Safe"]) == ["target_known"]
    assert [codes(found[name]) for name in ("Bold", "Long", "Dollars")] == [[], [], []]


def test_a_launch_after_most_of_the_money_was_in_is_flagged(owner: Membership) -> None:
    late = FIRST + timedelta(days=20)
    grown = ((FIRST + timedelta(days=2), Decimal(700)), (FIRST + timedelta(days=25), Decimal(1000)))
    ended(launched(owner, "Late", launched_on=late), owner, 1000, grown=grown)
    ended(launched(owner, "On time"), owner, 1000, grown=grown)
    found = campaigns()
    assert found["Late"].in_before == pytest.approx(0.7)
    assert codes(found["Late"]) == ["mostly_in"]
    assert found["On time"].in_before == 0.0


def test_radical_on_old_networks_and_for_the_old_public_is_asked_about(owner: Membership) -> None:
    old = "Those who gave in spring and have not given since"
    past(owner, "Spring", audience=old)
    later = FIRST + timedelta(days=60)
    past(owner, "Again", start=later, boldness="radical", audience=old + "!")
    both = ("facebook", "tiktok")
    failures = tuple(Failure(network, "income", Decimal(500)) for network in both)
    past(owner, "Elsewhere", start=later, boldness="radical", audience=old, networks=both, failures=failures)
    past(owner, "Unsaid", start=later, boldness="radical", audience="")
    found = campaigns()
    assert codes(found["Again"]) == ["bold_in_name_campaign"]
    assert [found[name].known_ground for name in ("Elsewhere", "Unsaid")] == [(), ()]


@pytest.mark.parametrize(
    ("state", "worked"),
    [
        ("better", True),
        ("worse", False),
        ("not_worth_it", False),
        ("ended_open", None),
        ("unbalanced", None),
        ("", None),
    ],
)
def test_an_idea_failed_where_its_answer_is_no_and_not_where_there_is_none(
    owner: Membership, state: str, worked: bool | None
) -> None:
    tried_out(owner, state)
    assert ideas()["Longer captions"].worked is worked


def test_the_same_question_after_an_answer_is_flagged_and_after_none_it_is_not(owner: Membership) -> None:
    tried_out(owner, "worse", name="First")
    tried_out(owner, "worse", name="Again", on=FIRST + timedelta(days=40))
    assert codes(ideas()["Again"]) == ["asked_before"]
    assert codes(ideas()["First"]) == []


def test_questions_that_differ_in_one_short_word_are_two(owner: Membership) -> None:
    tried_out(owner, "worse", name="First", question="Is 1 picture better?")
    later = FIRST + timedelta(days=40)
    tried_out(owner, "worse", name="Second", question="Is 2 pictures better?", on=later)
    tried_out(owner, "worse", name="Third", question="IS 1 PICTURE BETTER", on=later + timedelta(days=1))
    assert (codes(ideas()["Second"]), codes(ideas()["Third"])) == ([], ["asked_before"])


def test_a_question_that_had_no_answer_may_be_asked_again(owner: Membership) -> None:
    tried_out(owner, "ended_open", name="First")
    tried_out(owner, "worse", name="Again", on=FIRST + timedelta(days=40))
    assert codes(ideas()["Again"]) == []


def test_an_idea_that_could_not_fail_is_told_by_what_its_row_holds(owner: Membership) -> None:
    tried_out(owner, name="Never ends", exit_rule=" ", question="What never ends?")
    tried_out(
        owner, name="Tiny", smallest_worth=1.01, budget_hours=Decimal(1), question="Is it tiny?", variants=["a", "b"]
    )
    assert codes(ideas()["Never ends"]) == ["no_end"]
    assert codes(ideas()["Tiny"]) == ["cannot_see", "trivial_effort", "trivial_worth"]


def posts(tmp_path: Path, values: list[float | None], day: date = FIRST - timedelta(days=30)) -> Path:
    table = pa.table(
        {
            "platform": ["facebook"] * len(values),
            "account_id": ["1"] * len(values),
            "published_at": pa.array([at(day)] * len(values), pa.timestamp("us", tz="UTC")),
            "comments": pa.array(values, pa.float64()),
        }
    )
    pq.write_table(table, tmp_path / "posts.parquet")
    return tmp_path / "posts.parquet"


AGAINST = {"kind": "against_bar", "variants": ["new"], "labels": ["new"], "platform": "facebook", "account_id": "1"}


def test_a_bar_below_what_a_typical_post_brought_is_flagged(owner: Membership, tmp_path: Path) -> None:
    known = posts(tmp_path, [8.0, 10.0, 12.0] * 10)
    tried_out(owner, name="Low", bar=5.0, question="Low?", **AGAINST)
    tried_out(owner, name="High", bar=12.0, question="High?", **AGAINST)
    found = ideas(posts=known)
    assert found["Low"].known_low == pytest.approx(9.3, abs=0.2)
    assert (codes(found["Low"]), codes(found["High"])) == (["bar_known"], [])


def test_few_posts_later_posts_and_unread_numbers_are_no_knowledge(owner: Membership, tmp_path: Path) -> None:
    idea = begun(owner, bar=5.0, **AGAINST)
    assert typical_at_least(idea, posts(tmp_path, [8.0] * 19)) is None
    assert typical_at_least(idea, posts(tmp_path, [None] * 40)) is None
    assert typical_at_least(idea, posts(tmp_path, [8.0] * 40, FIRST + timedelta(days=1))) is None
    assert typical_at_least(idea, None) is None
    assert typical_at_least(idea, posts(tmp_path, [8.0] * 20)) == pytest.approx(8.0)
