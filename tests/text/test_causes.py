import numpy as np

from pratfall.text.causes import causes_for, find_causes, fitting_trade

TRANSPORT = causes_for(["transport"])


def causes_of(*texts: str) -> list[str]:
    return [TRANSPORT[i].code if i >= 0 else "" for i in find_causes(texts, TRANSPORT).cause]


def test_a_comment_belongs_to_the_cause_its_words_speak_of_in_both_languages() -> None:
    assert causes_of(
        "You lost my suitcase in Lyon",
        "My train was cancelled without a word",
        "Two hours of delay on the tarmac",
        "45 minutes on hold and then they hung up",
        "Le contrôleur était odieux avec ma mère",
        "Encore un train supprimé ce matin",
        "Toujours pas de réponse du service client",
        "Les toilettes étaient dans un état dégoûtant",
    ) == [
        "luggage",
        "cancellation",
        "delay",
        "customer_service",
        "staff",
        "cancellation",
        "customer_service",
        "cleanliness",
    ]


def test_what_no_cue_speaks_of_has_no_cause() -> None:
    assert causes_of("Never again.", "😡😡😡", "", "ولا مرة أخرى") == ["", "", "", ""]


def test_most_cues_win_and_the_more_specific_cause_where_as_many_speak() -> None:
    assert causes_of("Delay after delay, late again, and my bag too") == ["delay"]
    assert causes_of("A late bag") == ["luggage"]


def test_among_as_many_cues_the_other_words_of_the_comment_decide() -> None:
    bags = ["Bag torn at the carousel by porters", "Suitcase torn by porters", "Luggage torn, porters laughing"] * 4
    texts = [*bags, *["Cancelled because of fog"] * 3, "Cancelled, and a bag torn by porters"]
    found = find_causes(texts, TRANSPORT)
    assert TRANSPORT[found.cause[-1]].code == "luggage"
    assert found.words[-1] == ("bag",)


def test_weak_words_decide_only_where_no_other_does() -> None:
    assert causes_of("Storm or no storm, where is my bag") == ["luggage"]
    assert causes_of("You blame the storm every single week") == ["cancellation"]


def test_the_matched_words_come_back() -> None:
    assert find_causes(["Hung up on after an hour on hold"], TRANSPORT).words[0] == ("hung up", "on hold")


def test_a_teams_own_topics_come_first_and_may_end_in_a_star() -> None:
    causes = causes_for([], [("Parking", ["parking", "car park"]), ("Dogs", ["dog*"])])
    found = find_causes(["No parking near the hall", "Doggies not welcome?", "The Car Park is full", "so rude"], causes)
    assert [causes[i].code for i in found.cause] == ["Parking", "Dogs", "Parking", "staff"]


def test_a_cause_of_several_trades_has_all_their_cues_once() -> None:
    codes = [cause.code for cause in TRANSPORT]
    assert len(codes) == len(set(codes))
    assert causes_of("The staff were awful", "The flight attendant was awful") == ["staff", "staff"]


def test_the_trade_is_read_from_the_comments_or_left_open() -> None:
    flights = ["My flight was cancelled", "Bag lost again", "Stuck on the runway", "Late again", "No seat, no food"]
    assert fitting_trade(flights) == "transport"
    assert fitting_trade(flights[:1] * 50) == ""  # one text said again and again is one
    parcels = ["Colis jamais arrivé", "Pas livré, colis perdu", "Livraison en retard", "Commande annulée sans un mot"]
    assert fitting_trade([*parcels, "Article manquant dans le colis"]) == "retail"
    assert fitting_trade(["You should be ashamed", "Lovely"] * 20) == ""
    assert fitting_trade([]) == ""


def test_nothing_to_read_gives_nothing() -> None:
    assert find_causes([], TRANSPORT).cause.tolist() == []
    assert find_causes(["late"], ()).cause.tolist() == [-1]


def test_the_order_of_comments_makes_no_difference() -> None:
    texts = [
        f"{a} and {b}" for a in ("late", "bag lost", "rude crew", "no refund") for b in ("cancelled", "on hold", "cold")
    ]
    order = np.random.default_rng(3).permutation(len(texts))
    here, there = find_causes(texts, TRANSPORT).cause, find_causes([texts[i] for i in order], TRANSPORT).cause
    assert here[order].tolist() == there.tolist()
