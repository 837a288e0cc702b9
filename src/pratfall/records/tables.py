"""The canonical schema of measurements: table and column names with their types.

Rules (from the research on export formats): ids are text; missing is null, never zero; instants are
UTC; only `per_day` rows that are `additive` may ever be summed over time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MetricKind(StrEnum):
    LIFETIME = "lifetime_to_date"  # total since publication, as of the observation
    WINDOW = "window_total"  # total inside window_start..window_end
    PER_DAY = "per_day"
    ROLLING_7 = "rolling_7"
    ROLLING_28 = "rolling_28"
    POINT = "point_in_time"  # a stock, such as followers


class Relation(StrEnum):
    ORIGINAL = "original"
    REPLY = "reply"
    QUOTE = "quote"
    REPOST = "repost"
    CROSSPOST = "crosspost"
    COLLAB = "collab"


class PostType(StrEnum):
    TEXT = "text"
    IMAGE = "image"
    CAROUSEL = "carousel"
    VIDEO = "video"
    SHORT = "short"
    STORY = "story"
    LIVE = "live"
    LINK = "link"
    POLL = "poll"
    EMAIL = "email"
    ARTICLE = "article"
    UNKNOWN = "unknown"


METRICS = frozenset(
    """impressions views engaged_views reach viewers likes reactions comments shares share_actions quotes
    saves clicks_all clicks_link clicks_profile clicks_other engagements_reported follows_gained
    follows_lost follows_net followers profile_views watch_time_s avg_watch_s video_views_3s
    video_views_full ctr engagement_rate_reported email_sent email_delivered email_opens_unique
    email_opens_total email_clicks_unique email_clicks_total email_unsubs email_bounces
    email_complaints sessions users pageviews visits key_events search_impressions search_clicks
    search_position posts_published spend results conversions conversions_value""".split()
)

# Never added up over days, posts or networks.
NOT_ADDITIVE = frozenset(
    """reach viewers users email_opens_unique email_clicks_unique followers ctr avg_watch_s
    engagement_rate_reported search_position""".split()
)


@dataclass(frozen=True)
class Column:
    name: str
    type: str  # text | int | float | decimal | date | ts | bool | texts (list of text)
    required: bool = False


def _columns(spec: str) -> tuple[Column, ...]:
    """`name:type` words; a trailing `!` marks a column that may not be null."""
    words = (word.rsplit(":", 1) for word in spec.split())
    return tuple(Column(name, type_.rstrip("!"), type_.endswith("!")) for name, type_ in words)


ACCOUNT = _columns("platform:text! account_id:text! handle:text name:text url:text kind:text tz:text currency:text")

POST = _columns(
    """platform:text! account_id:text! post_id:text! post_type:text! relation:text! text:text lang:text
    url:text published_at:ts published_local:text published_precision:text duration_s:float
    hashtags:texts links:texts visibility:text state:text campaign:text parent_post_id:text as_of:ts"""
)

# subject_type: account | post | campaign | ad | page | site. breakdown: canonical JSON text, "" for none.
OBSERVATION = _columns(
    """platform:text! account_id:text! subject_type:text! subject_id:text! metric:text! value:float
    kind:text! window_start:date window_end:date as_of:ts! additive:bool! scope:text! breakdown:text!
    partial_day:bool!"""
)

COMMENT = _columns(
    """platform:text! comment_id:text! account_id:text post_id:text parent_comment_id:text
    author_key:text author_is_owner:bool text:text lang:text created_at:ts likes:int direction:text!"""
)

CONVERSION = _columns(
    """provider:text! transaction_id:text! type:text! status:text! occurred_at:ts gross:decimal
    fee:decimal net:decimal refunded:decimal currency:text! recurring:text campaign:text
    utm_source:text utm_medium:text utm_campaign:text donor_key:text same_as:text as_of:ts"""
)

SPEND = _columns(
    """platform:text! ad_account_id:text! level:text! entity_id:text! date:date window_start:date
    window_end:date campaign:text ad_set:text ad:text impressions:int clicks_all:int clicks_link:int
    spend:decimal! currency:text! results:float result_indicator:text conversions:float
    conversions_value:decimal as_of:ts"""
)

# Which days of an account an export speaks for, even when nothing was posted.
COVERAGE = _columns("platform:text! account_id:text! subject:text! start:date! end:date! evidence:text!")

TABLES: dict[str, tuple[Column, ...]] = {
    "account": ACCOUNT,
    "post": POST,
    "observation": OBSERVATION,
    "comment": COMMENT,
    "conversion": CONVERSION,
    "spend": SPEND,
    "coverage": COVERAGE,
}
