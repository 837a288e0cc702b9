"""What was learnt? Lessons written, used again, and put away; never whose they are."""

from __future__ import annotations

from django.db.models import Q

from pratfall.reviews.render.speech import Speech
from pratfall.site.lessons.models import Lesson, Showing
from pratfall.site.reports.regular.gathered import Facts, Gathered

from . import Line, Told, counted

CODE = "lessons"
SHOWN = 8


def gather(look: Gathered) -> Facts:
    begins, over = look.period.begins, look.period.over
    rows = Lesson.objects.filter(organisation=look.organisation, at__lt=over)
    written = list(rows.filter(at__gte=begins).order_by("at", "pk"))
    said = Showing.objects.filter(lesson__organisation=look.organisation, at__gte=begins, at__lt=over)
    standing = rows.filter(Q(retired_at=None) | Q(retired_at__gte=over))
    return {
        "written": len(written),
        "standing": standing.count(),
        "retired": rows.filter(retired_at__gte=begins, retired_at__lt=over).count(),
        "used": said.filter(used=True).count(),
        "helped": said.filter(used=True, helped=True).count(),
        "recheck": standing.filter(recheck_on__lte=look.period.end).count(),
        "items": [{"number": row.pk, "now_do": row.now_do, "believed": row.believed} for row in written[:SHOWN]],
    }


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    if not facts["standing"] and not facts["written"]:
        return Told((words.say("regular.lessons.none"),), quiet=True)
    written = counted("regular.lessons.written", facts["written"], words)
    used = counted("regular.lessons.used", facts["used"], words)
    if facts["used"]:
        used = words.say("regular.two", one=used, other=counted("regular.lessons.helped", facts["helped"], words))
    recheck = (words.plural("regular.lessons.recheck", facts["recheck"]),) if facts["recheck"] else ()
    lines = tuple(
        Line(
            item["now_do"],
            words.say("regular.lesson.believed", believed=item["believed"]),
            href=f"/learn/{item['number']}/",
        )
        for item in facts["items"]
    )
    left = facts["written"] - len(lines)
    more = words.plural("more.items", left) if left > 0 else ""
    quiet = not facts["written"] and not facts["used"]
    return Told((words.say("regular.two", one=written, other=used), *recheck), lines, more, quiet=quiet)
