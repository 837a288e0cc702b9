"""What is planted in the sample organisation, as data: tests ask the review for each of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Trouble:
    """`code`: the finding that should come out. `platform`: whose account it is, "" for the organisation.

    `subject`: words that the label of the finding's subject must contain, "" for the account itself.
    `weeks_ago`: when it began, before the last day; None for what was always so.
    """

    code: str
    platform: str
    what: str
    subject: str = ""
    weeks_ago: float | None = None

    def since(self, until: date) -> date | None:
        return None if self.weeks_ago is None else until - timedelta(days=round(7 * self.weeks_ago))


X_SILENT_WEEKS = 21.5
YOUTUBE_STALE_WEEKS = 10.0
FACEBOOK_GAP_WEEKS = (38.0, 33.5)
FACEBOOK_VIEWS_WEEKS = 71.0
FACEBOOK_RECYCLES_WEEKS = 60.0
BOOSTED_WEEKS = (22.0, 6.0)
APPEAL_WEEKS = (19.0, 12.0)
TIP_FALLS_WEEKS = 46.0
RECIPE_RISES_WEEKS = 44.0
OPEN_KITCHEN_STOPS_WEEKS = 24.0
BACKLASH_WEEKS = 10 / 7
SURGE_WEEKS = 3.0
LINKEDIN_FADES_WEEKS = 70.0

TROUBLES = (
    Trouble("backlash", "", "a clumsy post about volunteers angers people on two networks", "", BACKLASH_WEEKS),
    Trouble("surge", "instagram", "a picture of an old cook touches people", "", SURGE_WEEKS),
    Trouble("level_fell", "instagram", "a series lost more than half of its reactions", "#tuesdaytip", TIP_FALLS_WEEKS),
    Trouble("fading", "linkedin", "a page that only asks loses its public little by little", "", LINKEDIN_FADES_WEEKS),
    Trouble("level_rose", "instagram", "a series found its public", "recette express", RECIPE_RISES_WEEKS),
    Trouble(
        "series_stopped", "facebook", "a weekly series ended without a word", "open kitchen", OPEN_KITCHEN_STOPS_WEEKS
    ),
    Trouble("abandoned", "x", "nobody has posted for five months, and the feed says so", "", X_SILENT_WEEKS),
    Trouble("one_way", "x", "the account never answers anybody"),
    Trouble("pitch_heavy", "linkedin", "every post asks for something"),
    Trouble("unanswered", "facebook", "questions under the posts stay without an answer"),
    Trouble("repeated_content", "facebook", "old texts come back again and again", "", FACEBOOK_RECYCLES_WEEKS),
    Trouble("links_not_tracked", "", "links to the site do not say where people came from"),
    Trouble("followers_not_led", "", "the posts with the most eyes never point to the other accounts"),
    Trouble("feed_gap", "facebook", "a month nobody exported", "", FACEBOOK_GAP_WEEKS[0]),
    Trouble("stale_data", "youtube", "the newest export is more than two months old", "", YOUTUBE_STALE_WEEKS),
    Trouble("metric_redefined", "facebook", "impressions became views", "", FACEBOOK_VIEWS_WEEKS),
    Trouble("paid_mixed", "facebook", "boosted posts among the others", "", BOOSTED_WEEKS[0]),
    Trouble("target_unlikely", "", "a fundraising campaign that runs at half its pace", "oven"),
)
