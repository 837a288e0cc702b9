import pytest

from pratfall.text.plain import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Give NOW: https://donate.org/now?x=1 please", "give now: please"),
        ("see donate-now.org/page today", "see today"),
        ("C’est l’hiver\n\n #Dons", "c'est l'hiver dons"),
        ("thanks @Donate_Org and @a@b.social", "thanks and"),
        ("a &amp; b<br />c &#39;d&#39;", "a & b c 'd'"),
        ("La fin.Le début", "la fin.le debut"),
        ("Été, œuvre, À bientôt, Inscrivez‑vous", "ete, oeuvre, a bientot, inscrivez-vous"),
        ("E\u0301te\u0301", "ete"),
        ("", ""),
    ],
)
def test_links_names_and_decoration_vanish(text: str, expected: str) -> None:
    assert plain(text) == expected
