from datetime import date

from pratfall.records.scene import Planned
from pratfall.records.subjects import Account
from pratfall.reviews.watch.announced import Announced
from pratfall.reviews.watch.binning import Source
from pratfall.reviews.watch.events import minute_of

X, WHOLE = Source("x", "123", "comments", 60), Source("", "", "comments", 60)
GALA = Planned("Gala", date(2026, 3, 10), date(2026, 3, 11))
ON_X = Planned("Launch", date(2026, 3, 10), date(2026, 3, 10), ("pond friends",))


def test_both_days_are_inside_and_the_bin_that_ends_at_midnight_belongs_to_the_day_before() -> None:
    announced = Announced([GALA])
    assert announced.at(X, minute_of("2026-03-10T00:00")) == ""
    assert announced.at(X, minute_of("2026-03-10T01:00")) == "Gala"
    assert announced.at(X, minute_of("2026-03-12T00:00")) == "Gala"
    assert announced.at(X, minute_of("2026-03-12T01:00")) == ""


def test_an_account_is_known_by_any_of_its_names_and_all_together_by_any_of_their_accounts() -> None:
    accounts = [Account("x", "123", "pond", "Pond Friends")]
    noon = minute_of("2026-03-10T12:00")
    assert Announced([ON_X]).at(X, noon) == ""
    known = Announced([ON_X], {X.key: accounts, WHOLE.key: [Account("facebook", "9"), *accounts]})
    assert known.at(X, noon) == known.at(WHOLE, noon) == "Launch"
    assert known.at(Source("facebook", "9", "comments", 60), noon) == ""
