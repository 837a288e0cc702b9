from __future__ import annotations

from pratfall.sample.owners import Owner, the_table


def test_no_two_accounts_share_an_id_or_a_number_of_a_post() -> None:
    owners = [the_table(), *(Owner(f"group{i}", "A Group", i) for i in range(1, 30))]
    assert len({owner.page_id for owner in owners}) == len({owner.profile_id for owner in owners}) == 30
    firsts = [owner.first_post for owner in owners]
    assert firsts == sorted(set(firsts))


def test_a_page_is_named_as_linkedin_names_its_files() -> None:
    assert Owner("x", "La Grande Tablée, la Jetée").page == "la-grande-tablée-la-jetée"
    assert the_table().page == "the-long-table"
