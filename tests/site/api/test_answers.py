from __future__ import annotations

import pytest
from pydantic import ValidationError

from pratfall.site.api.answers import MOST, Slice, Trouble, answers


def test_a_slice_is_a_part_of_a_list_and_never_all_of_a_long_one() -> None:
    assert Slice(limit=2, offset=1).of([1, 2, 3, 4]) == [2, 3]  # type: ignore[type-var]
    with pytest.raises(ValidationError):
        Slice(limit=MOST + 1)


def test_every_operation_announces_its_troubles() -> None:
    announced = answers(dict, 201)
    assert announced[201] is dict and announced[409] is Trouble
