from __future__ import annotations

from django.apps import apps

from pratfall.site import beside
from pratfall.site.lessons import panels


def test_panels_of_lessons_stand_on_the_pages_of_lower_apps_once() -> None:
    apps.get_app_config("lessons").ready()
    for place in ("plan", "plan_form", "idea", "finding", "setback"):
        assert beside._PANELS[place].count(getattr(panels, place)) == 1
