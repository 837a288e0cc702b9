from pratfall.records.causes import Basis, Cause, Diagnosis
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.reviews.render.codec import decode, encode


def test_a_diagnosis_survives_the_way_through_json() -> None:
    share = Estimate(0.4, 0.1, 0.6, Unit.SHARE)
    cause = Cause(code="pitch_share", share=share, basis=Basis.INFERRED, changes_mind="mind.pitch_share")
    told = Diagnosis(
        effect=Estimate(0.5, 0.4, 0.7, Unit.RATIO),
        causes=(cause,),
        unexplained=NotEnoughData(12, 4, "posts"),
        verdict="told",
        n=30,
        method="gelbach",
    )
    assert decode(Diagnosis, encode(told)) == told
