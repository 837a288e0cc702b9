from decimal import Decimal

from pratfall.decide.case import chance, not_judged, number, part_of
from pratfall.records.numbers import Cost, Money, NotEnoughData


def test_a_part_of_a_cost_keeps_what_is_unknown_unknown() -> None:
    assert part_of(Cost(Decimal("8.0")), 0.5) == Cost(Decimal("4.0"))
    assert part_of(Cost(), 0.5) == Cost()
    assert part_of(Cost(Decimal("8.0")), 0.001).hours == Decimal("0.1")  # a little is not nothing
    assert part_of(Cost(Decimal("8.0")), 0.0).hours == 0
    assert part_of(Cost(money=(Money(Decimal("9.99"), "EUR"),)), 1 / 3).money == (Money(Decimal("3.33"), "EUR"),)


def test_a_chance_spans_its_readings_and_is_never_quite_certain() -> None:
    told = chance(0.2, 0.999)
    assert (told.value, told.low, told.high) == (0.99, 0.2, 0.99)
    assert chance(0.0).value == 0.01


def test_errors_nobody_can_judge_have_neither_chance_nor_cost() -> None:
    errors = not_judged("posts", needed=20, got=1)
    assert errors.pulled == errors.kept == NotEnoughData(20, 1, "posts")
    assert errors.too_early == errors.too_late == Cost()


def test_numbers_are_read_from_counts_and_money_and_nothing_else() -> None:
    assert (number(3), number(Money(Decimal("2.5"), "EUR")), number(Decimal("1.5"))) == (3.0, 2.5, 1.5)
    assert number("3") is number(None) is number(True) is None
