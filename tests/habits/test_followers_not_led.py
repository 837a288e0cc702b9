from datetime import date, timedelta
from typing import Any

from pratfall.habits import followers_not_led
from pratfall.records.findings import Status
from tests.small_scenes import INSTAGRAM, X, post, scene

FOLLOWERS = [(0, "followers", "2026-11-01", 900.0), (1, "followers", "2026-11-01", 80.0)]
BOTH = (X, INSTAGRAM)


def posts(n: int, account: int, text: str = "Frogs again", **given: Any) -> list[dict[str, Any]]:
    return [post(date(2026, 11, 19) - timedelta(days=2 * i), account, text=text, **given) for i in range(n)]


def test_a_large_account_that_never_names_the_others_is_found() -> None:
    (found,) = followers_not_led.audit(scene(posts(100, 0) + posts(30, 1), accounts=BOTH, stocks=FOLLOWERS))
    assert found.status is Status.SURE
    assert found.subject == X.subject
    assert found.facts["others"] == ("instagram",)


def test_naming_linking_or_offering_the_newsletter_is_leading() -> None:
    small = posts(30, 1)
    for leading in (
        posts(10, 0, "More on Insta!"),
        posts(10, 0, "Abonnez-vous à notre infolettre"),
        posts(10, 0, links=("https://www.instagram.com/pond.pictures",)),
    ):
        made = scene(posts(90, 0) + leading + small, accounts=BOTH, stocks=FOLLOWERS)
        assert list(followers_not_led.audit(made)) == []


def test_the_smaller_account_is_not_asked() -> None:
    made = scene(posts(100, 0, "See us on Instagram") + posts(60, 1), accounts=BOTH, stocks=FOLLOWERS)
    assert list(followers_not_led.audit(made)) == []


def test_one_account_alone_has_nowhere_to_lead() -> None:
    assert list(followers_not_led.audit(scene(posts(100, 0), stocks=FOLLOWERS))) == []


def test_sizes_that_cannot_be_compared_say_nothing() -> None:
    made = scene(posts(100, 0) + posts(30, 1), accounts=BOTH, stocks=FOLLOWERS[:1])
    assert list(followers_not_led.audit(made)) == []
