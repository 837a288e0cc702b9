import pytest

from pratfall.text.links import Link, broken_label, on, outward, parted


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.pond.org/give?utm_source=x", [Link("pond.org", True)]),
        ("https://pond.org/give?mtm_campaign=spring", [Link("pond.org", True)]),
        ("https://pond.org/give?page=2", [Link("pond.org", False)]),
        ("pond.org/give", [Link("pond.org", False)]),
        ("https://t.co/abc", []),
        ("https://m.facebook.com/pond", []),
        ("https://youtu.be/abc", []),
        ("https://[broken", []),
        ("", []),
    ],
)
def test_links_are_read_by_where_they_lead(url: str, expected: list[Link]) -> None:
    assert list(outward((url,))) == expected


def test_the_same_link_twice_in_a_post_is_one() -> None:
    assert len(list(outward(("https://pond.org", "https://pond.org")))) == 1


def test_a_host_is_on_a_domain_only_below_a_dot() -> None:
    assert on("shop.pond.org", ("pond.org",))
    assert not on("notpond.org", ("pond.org",))


def test_an_address_is_parted_whatever_its_case_port_or_scheme() -> None:
    assert parted("//WWW.Facebook.com:443?ref=1") == ("facebook.com", "ref=1")
    assert parted("facebook.com/page") == ("facebook.com", "")
    assert parted("http://[facebook.com") == ("", "")


@pytest.mark.parametrize(
    ("url", "broken"),
    [
        ("https://pond.org/give?utm_source=x&utm_campaign=spring", False),
        ("https://pond.org/give?page=2", False),
        ("https://pond.org/give", False),
        ("https://pond.org/give?utm_source=x&utm_campaign=", True),
        ("https://pond.org/give?utm_source=x&utm_campaign={{campaign.name}}", True),
        ("https://pond.org/give?utm_campaign=[NAME]", True),
        ("https://pond.org/give?page=2?utm_source=x", True),
        ("https://pond.org/give?page=2&amp;utm_source=x", True),
        ("https://pond.org/give?utm_source=x?page=2", True),
        ("https://pond.org/give?utm_campaign=%7Bname%7D", True),
        ("https://pond.org/give?format_id=3", False),
        ("https://[broken", False),
    ],
)
def test_a_label_that_counts_nothing_is_broken(url: str, broken: bool) -> None:
    assert broken_label(url) is broken
