from pratfall.text.pointing import NEWSLETTER, pointed_to

PLACES = {"instagram", "x", "linkedin", NEWSLETTER}


def test_a_name_in_either_language_points_there() -> None:
    assert pointed_to("More of this on Insta!", (), PLACES) == {"instagram"}
    assert pointed_to("Abonnez-vous à notre infolettre", (), PLACES) == {NEWSLETTER}
    assert pointed_to("Retrouvez-nous sur X et sur LinkedIn", (), PLACES) == {"x", "linkedin"}


def test_a_link_points_there_without_a_word() -> None:
    assert pointed_to("See you there", ("https://www.instagram.com/pond.pictures",), PLACES) == {"instagram"}


def test_what_is_not_asked_for_is_not_told_and_most_posts_point_nowhere() -> None:
    assert pointed_to("On Facebook tonight", (), PLACES) == frozenset()
    assert pointed_to("Frogs again", ("https://pond.example/frogs",), PLACES) == frozenset()
    assert pointed_to("On Instagram", (), ()) == frozenset()


def test_broken_links_and_unknown_networks_are_no_trouble() -> None:
    assert pointed_to("[", ("http://[broken", ""), {"pleroma.(x)"}) == frozenset()
    assert pointed_to("we are on pleroma.(x) now", (), {"pleroma.(x)"}) == {"pleroma.(x)"}
