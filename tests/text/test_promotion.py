import csv
import time
import tomllib
from pathlib import Path

import numpy as np
import pytest

from pratfall.text.promotion import SEEN, Cue, probability, promotion

LINES = tomllib.loads((Path(__file__).parents[1] / "samples" / "promotion_lines.toml").read_text(encoding="utf-8"))
ORDINARY = 0.04  # of ordinary reviews and posts at most


def flagged(texts: list[str], language: str = "") -> float:
    score, _ = promotion(texts, [language] * len(texts))
    return float(np.mean(score > 0.5))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_fresh_comments_are_told_apart(language: str) -> None:
    assert flagged(LINES[language]["promotion"]) >= 0.9
    assert flagged(LINES[language]["other"]) <= 0.2


def test_a_bare_link_matches_no_word_and_a_link_in_a_sentence_is_nothing() -> None:
    score, words = promotion(["https://shop.example.com/donate", "Your article https://news.example.com is wrong"])
    assert words.tolist() == [(), ()]
    assert score[0] == probability(Cue.LINK)
    assert score[1] == probability(Cue.NONE)


def test_the_matched_words_come_back() -> None:
    score, (words,) = promotion(["hey guys!!! please ... subscribe .... to my channel"])
    assert score[0] == probability(Cue.STRONG)
    assert any("subscribe" in word for word in words)


def test_an_appeal_under_somebody_elses_post_is_a_promotion() -> None:
    score, words = promotion(["Donate what you can before Friday"])
    assert score[0] == probability(Cue.PITCH)
    assert words[0]


def test_having_subscribed_is_no_promotion() -> None:
    assert flagged(["I subscribed last year", "2 million subscribers already, wow", "Je me suis abonné hier"]) == 0.0


def test_a_language_without_rules_is_unread_and_not_innocent() -> None:
    score, _ = promotion(["Suscríbete a mi canal", "Subscribe to my channel"], ["es", "en"])
    assert np.isnan(score[0])
    assert score[1] > 0.9


def test_each_kind_is_more_likely_among_promotions_than_not_matching_is() -> None:
    assert min(probability(kind) for kind in Cue if kind is not Cue.NONE) > 0.5 > 5 * probability(Cue.NONE)
    assert sum(a for a, _ in SEEN.values()) == pytest.approx(1.0, abs=0.01)


def test_no_text_says_nothing() -> None:
    score, words = promotion([])
    assert (score.shape, words.shape) == ((0,), (0,))
    assert flagged(["", "🐸", "\u202e\u200b"]) == 0.0


def test_hostile_texts_are_read_in_linear_time() -> None:
    begin = time.perf_counter()
    promotion(["my " * 50_000, "check out " * 20_000, "a" * 300_000, "😀" * 300_000, "#x " * 10_000, "." * 300_000])
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize("video", ["Youtube02-KatyPerry", "Youtube03-LMFAO"])
def test_promotion_under_videos_the_rules_were_not_written_from_is_found(shared_data: Path, video: str) -> None:
    rows = list(csv.DictReader((shared_data / "text/youtube_spam" / f"{video}.csv").open(encoding="utf-8-sig")))
    truth = np.array([row["CLASS"] == "1" for row in rows])
    hit = promotion([row["CONTENT"] for row in rows])[0] > 0.5
    precision, recall = (hit & truth).sum() / hit.sum(), (hit & truth).sum() / truth.sum()
    assert precision >= 0.98
    assert 2 * precision * recall / (precision + recall) >= 0.90


def test_ordinary_reviews_posts_and_forum_comments_are_hardly_ever_flagged(shared_data: Path) -> None:
    text = shared_data / "text"
    for language in ("en", "fr"):
        files = sorted((text / "mini_bar").glob(f"*.{language}.csv"))
        reviews = [row["data"] for file in files for row in csv.DictReader(file.open(encoding="utf-8"))]
        assert flagged(reviews, language) < ORDINARY
    for name in ("umsab_fr/train_text.txt", "tweeteval_val/sentiment_val_text.txt", "goemotions/dev.tsv"):
        lines = (text / name).read_text(encoding="utf-8").splitlines()
        assert flagged([line.split("\t")[0] for line in lines]) < ORDINARY
