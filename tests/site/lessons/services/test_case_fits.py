from __future__ import annotations

from typing import Any

from pratfall.learn.matching import Situation
from pratfall.site.lessons.services.case_fits import fitting_case
from pratfall.site.people.models import Membership

PIRATED = Situation(
    kind="setback", text="Our account was hijacked after a phishing mail and false news went out", networks=("x",)
)


def test_a_case_of_others_fits_with_why_in_either_language(owner: Membership) -> None:
    for lang in ("en", "fr"):
        found = fitting_case(owner.organisation, PIRATED, lang)
        assert found is not None and found[1][0].code == "meaning"
        assert found[0].case.slug and found[0].row is None


def test_where_no_case_fits_there_is_none(owner: Membership) -> None:
    assert fitting_case(owner.organisation, Situation(kind="plan", text="A chess evening"), "en") is None


def test_the_second_time_is_one_query(owner: Membership, django_assert_num_queries: Any) -> None:
    fitting_case(owner.organisation, PIRATED, "en")
    with django_assert_num_queries(1):
        fitting_case(owner.organisation, PIRATED, "en")
