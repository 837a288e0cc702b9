import numpy as np

import pratfall


def test_there_is_one_row_per_text_and_nothing_is_invented_for_what_cannot_be_read() -> None:
    scores = pratfall.read_texts(["", "когда вы ответите", "when will you answer me?"])
    assert scores.sentiment.shape == (3, 3)
    assert np.isnan(scores.sentiment[:2]).all()
    assert scores.support.tolist()[:2] == ["none", "none"]
    assert not scores.sure[:2].any()
