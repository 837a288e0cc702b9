from datetime import date
from decimal import Decimal

from pratfall.records.advice import Act, Advice
from pratfall.records.numbers import Cost, NotEnoughData
from pratfall.reviews.render.codec import decode, encode


def test_advice_survives_the_way_through_json_and_keeps_unknown_costs_unknown() -> None:
    few = NotEnoughData(12, 4, "posts")
    advice = Advice(
        act=Act.WAIT,
        reason="advice.wait",
        saving=Cost(hours=Decimal("2.5")),
        too_early=Cost(),
        too_late=Cost(),
        wrong_if_pulled=few,
        wrong_if_kept=few,
        horizon=date(2026, 12, 1),
        look_again=date(2026, 11, 28),
        rule="expected_loss",
    )
    back = decode(Advice, encode(advice))
    assert back == advice and back.too_early.hours is None
