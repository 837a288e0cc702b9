from pratfall.records.evidence import LABEL, Evidence, of_account, of_posts
from tests.small_scenes import INSTAGRAM, X, post, scene


def test_posts_are_shown_in_the_order_given_with_the_beginning_of_their_text() -> None:
    posts = scene([post("2026-01-01", text="a" * 200, url="u"), post("2026-01-02", text="b", id="second")]).posts
    assert of_posts(posts, [1, 0]) == (Evidence("post", "second", "b", ""), Evidence("post", "0", "a" * LABEL, "u"))
    assert of_posts(posts, []) == ()


def test_an_account_is_shown_by_its_name_and_address() -> None:
    assert of_account(INSTAGRAM) == Evidence("account", INSTAGRAM.subject.id, "pond.pictures", INSTAGRAM.url)
    assert of_account(X).label == "Pond Friends"
