"""Which cause is planted behind which finding, as data: tests ask the review for each of these, first of all causes."""

from __future__ import annotations

from dataclasses import dataclass

NORTH, SOUTH, COAST = "tables-of-the-north", "tables-of-the-south", "tables-of-the-coast"


@dataclass(frozen=True)
class PlantedCause:
    """`code`: the cause that should come first. `region`: whose review it is in, "" for the charity's own.

    `finding`, `platform`, `subject`: where it is asked why; `subject` are words in the label of the finding's subject.
    """

    code: str
    region: str
    platform: str
    subject: str
    what: str
    finding: str = "level_fell"


PLANTED_CAUSES = (
    PlantedCause("pitch_share", "", "linkedin", "", "more and more posts ask for something", "fading"),
    PlantedCause("fatigue", NORTH, "facebook", "mill lane", "old texts come again and again"),
    PlantedCause("frequency", NORTH, "instagram", "wednesday", "everything is posted in crowded weeks"),
    PlantedCause("audience", NORTH, "tiktok", "tableinmotion", "three of four followers left"),
    PlantedCause("network_wide", NORTH, "x", "tablewest", "two other accounts on X fell in the same week"),
    PlantedCause("reach_loss", NORTH, "linkedin", "covered-market", "the network shows the posts to fewer people"),
    PlantedCause("paid_ended", SOUTH, "facebook", "brendan", "the boosts that carried everything along ended"),
    PlantedCause("execution", SOUTH, "instagram", "criée", "French readers get posts in English"),
    PlantedCause("outage", SOUTH, "tiktok", "potsandpans", "two months in which TikTok hardly showed any video"),
    PlantedCause("timing", SOUTH, "x", "tonight", "an evening series goes out near midnight"),
    PlantedCause("chance", SOUTH, "linkedin", "bus-depot", "a little less, as happens"),
    PlantedCause("holiday", COAST, "facebook", "jetée", "posts go out when people are away"),
    PlantedCause("slices", COAST, "instagram", "carousel", "carousels in French find nobody any more"),
    PlantedCause("engagement_loss", COAST, "x", "librarytable", "as many see it, and fewer react"),
    PlantedCause("regression_to_mean", COAST, "tiktok", "arches", "half a year of luck was over"),
    PlantedCause("season", COAST, "linkedin", "allotments", "autumn is always lower, and this one a little more"),
)
