from pratfall.text.rules import alternatives


def test_patterns_match_from_one_word_boundary_to_another() -> None:
    rule = alternatives(["gifts?", "sign up|join"])
    assert [m[0] for m in rule.finditer("a gift, gifts and gifted; sign up to join rejoin")] == [
        "gift",
        "gifts",
        "sign up",
        "join",
    ]


def test_nothing_is_found_in_nothing() -> None:
    assert alternatives(["x"]).search("") is None
