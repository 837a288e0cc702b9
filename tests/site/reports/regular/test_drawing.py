from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.reports.regular.drawing import WIDTH, alternative, drawn
from pratfall.site.reports.regular.sections import Dot

EN = speech("en")


def test_nothing_to_draw_is_no_drawing() -> None:
    assert drawn([], EN) == ""


@pytest.mark.parametrize(
    "dot", [Dot("a", 1.0, 0.0, float("inf")), Dot("a", 100.0, 50.0, 400.0), Dot("a", 0.0, 0.0, 0.1)]
)
def test_what_lies_beyond_the_drawing_ends_at_its_edge(dot: Dot) -> None:
    tree = ET.fromstring(drawn([dot], EN))
    [circle] = [node for node in tree.iter() if node.tag.endswith("circle")]
    assert 0 <= float(circle.attrib["cx"]) <= WIDTH


def test_as_before_is_in_the_middle_and_less_to_its_left() -> None:
    tree = ET.fromstring(drawn([Dot("half", 0.5, 0.4, 0.6), Dot("same", 1.0, 0.9, 1.1)], EN))
    half, same = [float(node.attrib["cx"]) for node in tree.iter() if node.tag.endswith("circle")]
    assert half < same == pytest.approx(WIDTH / 2)


def test_a_name_is_text_and_the_drawing_has_words() -> None:
    dots = [Dot("<script>&", 2.0, 1.0, 3.0)]
    assert "<script>" not in drawn(dots, EN) and "&lt;script&gt;&amp;" in drawn(dots, EN)
    assert "2" in alternative(dots, EN)
