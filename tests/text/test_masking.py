import time

import pytest

from pratfall.text.masking import MASK, mask


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("@anna_m your bus was late", "@••• your bus was late"),
        ("@Anna Martin-Leroy look at this", "@••• look at this"),
        ("@Anna Why was it late?", "@••• Why was it late?"),
        ("ask @anna.m.", "ask @•••."),
        ("@anna@social.example knows", "@•••@••• knows"),
        ("@an\u200bna knows", "@••• knows"),
        ("Hi Anna, nobody answered", "Hi •••, nobody answered"),
        ("Thank you Anna Martin for nothing", "Thank you Anna Martin for nothing"),  # no greeting: a limit, told
        ("Thanks Anna", "Thanks •••"),
        ("Thanks Again and sorry Everyone", "Thanks Again and sorry Everyone"),
        ("Mrs Martin never called", "Mrs ••• never called"),
        ("Bonjour Élodie, et mon colis ?", "Bonjour •••, et mon colis ?"),
        ("Chère Anne-Laure Petit, merci", "Chère •••, merci"),
        ("Bonjour Madame Dupont, et mon colis ?", "Bonjour Madame •••, et mon colis ?"),
        ("Merci Beaucoup à tous", "Merci Beaucoup à tous"),
        ("write to anna.martin+shop@mail.example.org.", "write to •••@•••."),
        ("anna [at] mail.example", "•••@•••"),
    ],
)
def test_names_handles_and_mail_addresses_are_masked(said: str, quoted: str) -> None:
    assert mask(said) == quoted


@pytest.mark.parametrize(
    "number",
    [
        "06 12 34 56 78",
        "06.12.34.56.78",
        "0612345678",
        "+33 6 12 34 56 78",
        "0033 (0)6 12 34 56 78",
        "020 7946 0018",
        "(020) 7946 0018",
        "07700 900123",
        "+44 (0)7700 900 123",
        "(555) 010-0199",
        "555-010-0199",
        "555-0134",
        "+49 30 901820",
        "4970 1012 3456 7890",
        "4970101234567890",
        "FR76 3000 6000 0112 3456 7890 189",
        "BE71096123456769",
        "GB82 WEST 1234 5698 7654 32",
        "123456789012",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "call {} now", "mon numéro : {}, merci", "({})"])
def test_numbers_that_reach_or_name_somebody_are_masked(number: str, frame: str) -> None:
    shown = mask(frame.format(number))
    assert MASK in shown
    assert not [c for c in shown if c.isdigit()]


@pytest.mark.parametrize(
    "said",
    [
        "on 12/11/2026 at 18:30",
        "le 2026-11-20 à 18h30",
        "in 2019-2020 it was better",
        "1 200 000 € for that?",
        "€12,345,678.00 wasted",
        "waited 45 minutes for the 7:15",
        "10,000 people, 3.5 km, 99 % of us",
        "bus 12, 13, 14 and 15 were late",
        "#LateAgain 100000 times",
        "why?",
        "",
    ],
)
def test_prices_dates_and_ordinary_words_are_kept(said: str) -> None:
    assert mask(said) == said


def test_a_link_keeps_its_host_only_as_its_path_may_name_somebody() -> None:
    assert mask("see https://www.facebook.com/anna.martin.12?ref=x ok") == f"see www.facebook.com/{MASK} ok"
    assert mask("wa.me/33612345678") == f"wa.me/{MASK}"
    assert mask("on https://example.org") == "on https://example.org"
    assert mask("and/or this/that") == "and/or this/that"


def test_the_organisations_own_handle_stays() -> None:
    assert mask("@TheLongTable and @anna", keep=frozenset({"thelongtable"})) == f"@TheLongTable and @{MASK}"


def test_masking_twice_changes_nothing_more() -> None:
    once = mask("@anna Hi Bob, 06 12 34 56 78, a@b.example, https://x.example/y")
    assert mask(once) == once


@pytest.mark.parametrize(
    "piece",
    [
        "😀",
        "@",
        "@a",
        "#",
        "a",
        "A",
        "a.",
        "1",
        "1 ",
        "+1",
        "(",
        "1-",
        "a@",
        "a-",
        "Hi A",
        "\u200b",
        "\u202e",
        "\ud800",
        "x/",
    ],
)
def test_a_flood_of_anything_takes_time_in_proportion(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    begin = time.process_time()
    mask(text)
    assert time.process_time() - begin < 2
