"""The page of predictions: sentences, and one's own line for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in
from tests.site.lessons.past_work import history, launched, past

ADDRESS = "/o/default/learn/calibration/"
Join = Callable[..., Membership]


def shown(member: Membership, address: str = ADDRESS, lang: str = "en") -> str:
    answer = signed_in(member.user).get(address, headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def own_part(text: str) -> str:
    return text[text.index('id="h-own"') : text.index('id="h-how"')]


def test_an_empty_page_says_what_is_missing_and_what_to_do(owner: Membership, home: Path) -> None:
    text = shown(owner)
    assert "8 campaigns that are over and have a known result are needed; so far there are 0" in text
    assert "/o/default/plans/" in text


def test_a_team_that_hopes_too_much_is_told_so_with_its_interval(owner: Membership, home: Path) -> None:
    history(owner, {owner.user: 0.9}, reached=1, campaigns=9)
    text = shown(owner)
    assert "Predictions said 90% on average. 11% of the campaigns reached their target (2% to 43%)." in text
    assert "They were too hopeful, by 79 points" in text
    assert "From 9 predictions on 9 campaigns" in text
    assert "Pratfall" in shown(owner, lang="fr")
    assert "Ils étaient trop optimistes, de 79 points" in shown(owner, lang="fr")


def test_nobody_sees_another_persons_line_not_even_the_owner(owner: Membership, join: Join, home: Path) -> None:
    """Whatever is asked for in the address, one's own part is made of one's own predictions."""
    other = join(Role.EDITOR, "ed")
    history(owner, {other.user: 0.9}, reached=1, campaigns=9)
    for asked in (ADDRESS, f"{ADDRESS}?user={other.user.pk}", f"{ADDRESS}?who=ed&by={other.user.pk}"):
        text = shown(owner, asked)
        assert "so far there are 0" in own_part(text)
        assert other.user.name not in text
    assert "too hopeful, by 79 points" in own_part(shown(other))


def test_no_export_of_the_page_holds_another_persons_line(owner: Membership, join: Join, home: Path) -> None:
    other = join(Role.EDITOR, "ed")
    history(owner, {owner.user: 0.5, other.user: 0.9}, reached=1, campaigns=9)
    answer = signed_in(owner.user).get(f"{ADDRESS}?as=csv")
    assert other.user.name not in answer.content.decode(errors="replace")


def test_the_page_names_nobody(owner: Membership, join: Join, home: Path) -> None:
    other = join(Role.EDITOR, "ed")
    history(owner, {owner.user: 0.9, other.user: 0.4}, reached=1, campaigns=9)
    text = shown(join(Role.ANALYST, "ann"))
    assert "Olive" not in text
    assert "Ed" not in text.split("<main", 1)[1]


def test_what_runs_and_what_has_no_result_is_not_told(owner: Membership, home: Path) -> None:
    history(owner, {owner.user: 0.9}, reached=1, campaigns=8)
    launched(owner, "Running", said={owner.user: 0.03})
    past(owner, "Unknown", None, said={owner.user: 0.07})
    text = shown(owner)
    assert "Left out, because nobody can tell whether the target was reached: 1 campaign." in text
    assert "From 8 predictions on 8 campaigns" in text


def test_guests_and_strangers_are_kept_out(owner: Membership, join: Join, charlie: Membership, home: Path) -> None:
    assert signed_in(join(Role.GUEST).user).get(ADDRESS).status_code in (403, 404)
    assert signed_in(charlie.user).get(ADDRESS).status_code == 404
