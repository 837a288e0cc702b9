"""The review as one HTML file that needs nothing else: no network, no script, no font, no image."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from pratfall.records.charts import Chart, LevelChart, WaterfallChart
from pratfall.records.review import Review

from .figures import Figure, figure
from .speech import speech
from .story import Story, tell

ROOM = Path(__file__).parent
TEMPLATES = ROOM / "templates"
ASSETS = ROOM / "assets"
TAGS = "pratfall.reviews.render.tags"
MOST_LEVEL_CHARTS = 20  # each takes 50 ms and 30 kB; what is cut has its table and its own page


@dataclass
class Drawings:
    """Figures for one page, level charts limited: the ones above matter most."""

    lang: str
    left: int = MOST_LEVEL_CHARTS

    def draw(self, chart: Chart | WaterfallChart | None, subject: str) -> Figure | None:
        if chart is None or (isinstance(chart, LevelChart) and not chart.points):
            return None
        if isinstance(chart, LevelChart):
            if not self.left:
                return None
            self.left -= 1
        return figure(chart, subject, self.lang)


def render(review: Review, *, lang: str) -> str:
    """A complete HTML document."""
    css = stylesheet()
    digest = b64encode(sha256(css.encode()).digest()).decode()
    context = {**story_context(tell(review, lang)), "css": css, "css_digest": digest, "pages": False}
    return _engine().get_template("review/file.html").render(Context(context, use_l10n=False, use_tz=False))


def story_context(story: Story) -> dict[str, Any]:
    """What the shared templates need."""
    return {"story": story, "words": speech(story.lang), "lang": story.lang, "drawings": Drawings(story.lang)}


@cache
def stylesheet() -> str:
    return "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("file.css", "pratfall.css"))


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(TEMPLATES)], libraries={"pratfall": TAGS}, builtins=[TAGS], autoescape=True)
