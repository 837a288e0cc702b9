import pytest

from pratfall.text.questions import find_questions

ASK = [
    "When do you open?",
    "Vous êtes ouverts lundi ?",
    "I would like to know the price",
    "J'aimerais savoir si le chien est encore là",
    "Pourriez-vous m'expliquer le trajet",
    "how does this work??",
]
DO_NOT = ["Love it!", "Bravo à tous", "really?!", "no way??", "see https://pond.org/?page=2", "❤️", ""]


@pytest.mark.parametrize("text", ASK)
def test_questions_and_requests_want_an_answer(text: str) -> None:
    assert find_questions([text]).tolist() == [True]


@pytest.mark.parametrize("text", DO_NOT)
def test_exclamations_and_links_do_not(text: str) -> None:
    assert find_questions([text]).tolist() == [False]
