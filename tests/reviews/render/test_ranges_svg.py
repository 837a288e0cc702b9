from pratfall.records.numbers import Estimate, Unit
from pratfall.reviews.render.ranges_svg import ranges_svg


def number(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, low, high, Unit.HOURS)


def test_each_row_has_a_label_its_number_and_a_range() -> None:
    drawn = ranges_svg([("One", number(2, 1, 4), "2 h"), ("Other", number(8, 6, 9), "8 h")])
    assert drawn.count("<rect") == 4
    assert ">One<" in drawn
    assert ">8 h<" in drawn


def test_open_ends_and_zeros_stay_on_the_paper() -> None:
    drawn = ranges_svg([("Open", number(2, 0, float("inf")), "2"), ("None", number(0, 0, 0), "0")])
    assert drawn.count("<rect") == 2
    assert "inf" not in drawn
    assert "nan" not in drawn


def test_names_of_others_are_text() -> None:
    assert "<b>" not in ranges_svg([("<b>", number(2, 2, 2), "<b>")])


def test_nothing_to_draw_is_no_drawing() -> None:
    assert ranges_svg([]) == ""
    assert ranges_svg([("None", number(0, 0, 0), "0")]) == ""
