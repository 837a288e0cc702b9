from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.site.reports.regular.unnamed import without

clean = without(["Olive Owner", "Jean-Luc de la Tour", "charlie", "Al", " "])


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Ask Olive Owner first", "Ask … first"),
        ("ask olive  owner first", "ask … first"),
        ("OLIVE forgot", "… forgot"),
        ("Charlie and charlie", "… and charlie"),
        ("Jean-Luc promised de la crème", "… promised de la crème"),
        ("Olivette oil, olive oil", "Olivette oil, olive oil"),
        ("Al is too short to look for", "Al is too short to look for"),
    ],
)
def test_names_go_and_words_stay(said: str, left: str) -> None:
    assert clean(said) == left


def test_codes_and_keys_are_never_touched() -> None:
    facts = {"Olive": ["level_fell", 3, None, 1.5, True], "since": "new"}
    assert without(["New Level", "Olive"])(facts) == facts


def test_nobody_to_look_for_changes_nothing() -> None:
    assert without([])({"title": "Olive"}) == {"title": "Olive"}


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=20), max_size=4))
def test_any_name_and_any_text_is_borne(text: str, names: list[str]) -> None:
    assert isinstance(without(names)(text), str)
