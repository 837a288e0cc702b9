"""Which cause is planted behind which finding, as data: tests ask the review for each of these, first of all causes."""

from __future__ import annotations

from dataclasses import dataclass


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
    PlantedCause("fatigue", "north", "facebook", "mill lane", "old texts come again and again"),
    PlantedCause("frequency", "north", "instagram", "wednesday", "everything is posted in crowded weeks"),
    PlantedCause("audience", "north", "tiktok", "tableinmotion", "three of four followers left"),
    PlantedCause("network_wide", "north", "x", "tablewest", "two other accounts on X fell in the same week"),
    PlantedCause("reach_loss", "north", "linkedin", "covered-market", "the network shows the posts to fewer people"),
    PlantedCause("paid_ended", "south", "facebook", "brendan", "the boosts that carried everything along ended"),
    PlantedCause("execution", "south", "instagram", "criée", "French readers get posts in English"),
    PlantedCause("outage", "south", "tiktok", "potsandpans", "two months in which TikTok hardly showed any video"),
    PlantedCause("timing", "south", "x", "tonight", "an evening series goes out near midnight"),
    PlantedCause("chance", "south", "linkedin", "bus-depot", "a little less, as happens"),
    PlantedCause("holiday", "coast", "facebook", "jetée", "posts go out when people are away"),
    PlantedCause("slices", "coast", "instagram", "carousel", "carousels in French find nobody any more"),
    PlantedCause("engagement_loss", "coast", "x", "librarytable", "as many see it, and fewer react"),
    PlantedCause("regression_to_mean", "coast", "tiktok", "arches", "half a year of luck was over"),
    PlantedCause("season", "coast", "linkedin", "allotments", "autumn is always lower, and this one a little more"),
)
