"""Ways back made by hand: what words and pages are tested with."""

from __future__ import annotations

from datetime import date

from pratfall.learn.comeback import Return, Standing, Stretch, WayBack, Week
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.reviews.recovery import Measure, Measured, Recovery


def way(standing: Standing, *, back: Return | None = None) -> WayBack:
    ratio = {Standing.BELOW: (0.7, 0.55, 0.88), Standing.ABOVE: (1.3, 1.1, 1.5)}.get(standing, (1.02, 0.9, 1.2))
    if standing in (Standing.BACK, Standing.LIKELY, Standing.OPEN, Standing.BELOW) and back is None:
        known = {Standing.BACK: Return(7, 5, 9), Standing.LIKELY: Return(6, 4, None)}
        back = known.get(standing, Return(None, 9, None))
    return WayBack(
        standing=standing,
        now=Stretch(9, 12, Estimate(*ratio, Unit.RATIO)),
        seen=40.0 * ratio[0],
        foretold=40.0,
        deepest=Stretch(0, 3, Estimate(0.5, 0.4, 0.7, Unit.RATIO)) if back else None,
        back=back,
        smallest_loss=0.22,
        weeks=13,
        before=80,
        warnings=("no_controls",),
    )


def found(standing: Standing = Standing.BACK, *, back: Return | None = None) -> Recovery:
    engagement = Measured(
        measure=Measure.ENGAGEMENT,
        way=way(standing, back=back),
        before=((-2, 41.0), (-1, 39.0)),
        after=(Week(0, 20.0, 40.0, 33.0, 48.0), Week(2, 41.0, 40.0, -1.0, 48.0)),
    )
    rest = [Measured(measure=m, way=NotEnoughData(14, 3, "weeks")) for m in Measure if m is not Measure.ENGAGEMENT]
    return Recovery(date(2026, 8, 3), date(2026, 11, 2), ("Pond Friends (x)",), (engagement, *rest))
