from __future__ import annotations

from pratfall.site.people.secrets_kept import digest, new_secret


def test_no_two_secrets_are_alike_and_a_digest_tells_nothing_of_them() -> None:
    one, two = new_secret("pratfall_"), new_secret("pratfall_")
    assert one != two and one.startswith("pratfall_") and len(one) > 50
    assert digest(one) == digest(one) != digest(two)
    assert one not in digest(one) and len(digest(one)) == 64
