import numpy as np

from pratfall.notice import symptoms
from pratfall.notice.judged import WEIGHING, notice
from tests.calibration.worlds import Plan, make


def test_every_weighing_file_has_its_say_over_one_preparation() -> None:
    plans = [Plan("x", 2, 2.0), Plan("x", 1, 2.0)]
    codes = {c.code for c in notice(make(plans, 700, np.random.default_rng(56)).scene(700))}
    assert len(WEIGHING) == 4
    assert codes & {"level_fell", "declining"}
    assert {"network_fell", "network_rose", "post_flopped", "post_shone"} <= codes


def test_every_symptom_of_an_empty_organisation_is_silent() -> None:
    made = make([Plan(series=1, per_week=0.0)], 50, np.random.default_rng(57)).scene(50)
    assert [c for symptom in symptoms() for c in symptom.notice(made)] == []
