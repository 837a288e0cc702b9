import time

import numpy as np
import pytest

from pratfall.text import repeats
from pratfall.text.repeats import find_repeats

FROGS = "The frogs are back at the old mill pond, come and hear them sing at dusk"
TOADS = "Sixty toads crossed the road last night with the help of nine volunteers in yellow"


def test_the_first_time_is_no_repeat_and_the_next_times_are() -> None:
    assert find_repeats([FROGS, TOADS, FROGS, FROGS]).tolist() == [-1, -1, 0, 0]


def test_links_emoji_case_and_accents_make_no_difference() -> None:
    again = "🐸 THE FROGS are back at the old mill pond... come & hear them sing at dusk! https://pond.org/2 #frogs"
    assert find_repeats([FROGS, again.replace("& ", "and ")]).tolist() == [-1, 0]


def test_a_few_changed_words_or_swapped_halves_are_still_a_repeat() -> None:
    changed = FROGS.replace("dusk", "nightfall").replace("old", "little")
    swapped = "Come and hear them sing at dusk: the frogs are back at the old mill pond"
    assert find_repeats([FROGS, changed, swapped]).tolist() == [-1, 0, 0]


def test_other_blocks_are_not_looked_at() -> None:
    assert find_repeats([FROGS, FROGS, FROGS], np.array([0, 1, 0])).tolist() == [-1, -1, 0]


def test_empty_and_short_texts_repeat_only_when_equal() -> None:
    assert find_repeats(["", "", "Good morning", "Good morning!", "Good mornings"]).tolist() == [-1, -1, -1, 2, -1]
    assert find_repeats([]).tolist() == []


def naive_jaccard(a: str, b: str) -> float:
    def shingles(text: str) -> set[str]:
        return {text[i : i + 5] for i in range(len(text) - 4)}

    return len(shingles(a) & shingles(b)) / len(shingles(a) | shingles(b))


@pytest.mark.parametrize("least", [0.35, 0.5, 0.7])
def test_what_is_found_agrees_with_comparing_all_sets(least: float) -> None:
    rng = np.random.default_rng(7)
    words = [f"word{i}" for i in range(300)]
    texts = [" ".join(rng.choice(words, 15)) for _ in range(120)]
    for i in range(120):
        changed = [w if rng.random() > i / 150 else str(rng.choice(words)) for w in texts[i].split()]
        texts.append(" ".join(changed))
    found = find_repeats(texts, least=least)
    for row in range(120, 240):
        best = max(naive_jaccard(texts[row], texts[i]) for i in range(row))
        if found[row] >= 0:
            assert naive_jaccard(texts[row], texts[found[row]]) >= least
        elif best >= least + 0.1:
            pytest.fail(f"missed a pair at {best:.2f}")


def test_a_fifth_of_the_words_changed_is_still_a_repeat_and_a_common_frame_is_none() -> None:
    rng = np.random.default_rng(11)
    words = [f"{chr(97 + i % 26)}word{i}" for i in range(900)]
    frame = ["Thank", "you", "for", "your", "quick", "answer"]
    texts = [" ".join([*frame, *rng.choice(words, 9)]) for _ in range(300)]
    assert (find_repeats(texts) >= 0).mean() < 0.01  # they share a third of their words, which everybody uses
    own = [" ".join(rng.choice(words, 16)) for _ in range(300)]
    changed = [" ".join(str(rng.choice(words)) if rng.random() < 0.2 else w for w in text.split()) for text in own]
    found = find_repeats([*own, *changed])
    assert (found[300:] == np.arange(300)).mean() > 0.9
    assert (found[:300] >= 0).sum() == 0


def test_a_language_without_spaces_is_compared_by_its_letters() -> None:
    said = "今日の夕食は港の長いテーブルで七時から始まりますので皆さんどうぞお越しください待っています"
    assert find_repeats([said, said[:-6] + "みんなで待つ"]).tolist() == [-1, 0]


def naive_weighted(a: str, b: str, texts: list[str]) -> float:
    def worth(word: str) -> float:
        return float(np.log(1 + len(texts) / sum(word in t.split() for t in texts)))

    first, second = set(a.split()), set(b.split())
    return sum(map(worth, first & second)) / sum(map(worth, first | second))


def test_words_weigh_as_the_slow_way_says() -> None:
    texts = ["the frogs are back at the old mill pond", "the toads are back at the old mill road", "the heron left"]
    assert repeats._Words(texts).index(0, 1) == pytest.approx(naive_weighted(texts[0], texts[1], texts))


def test_many_posts_are_compared_in_seconds() -> None:
    rng = np.random.default_rng(1)
    words = np.array([f"w{i}" for i in range(5000)])
    texts = [" ".join(row) for row in words[rng.integers(0, 5000, (20_000, 20))]]
    begin = time.process_time()
    found = find_repeats(texts, np.arange(20_000) // 2000)
    assert time.process_time() - begin < 5
    assert (found >= 0).mean() < 0.01
