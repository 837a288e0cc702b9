import pytest

from pratfall.records.slices import Slice


def test_an_effect_never_stands_outside_its_interval() -> None:
    with pytest.raises(ValueError, match="outside its interval"):
        Slice({"network": "x"}, 10.0, 20.0, -0.5, -0.4, 0.1, 0.95, None, -0.5, -0.5, 0.01, 100.0, "slice_scan")
