from pratfall.records.subjects import Account, Subject, SubjectKind


def test_an_account_is_a_subject_named_by_its_network_and_id() -> None:
    account = Account("x", "7", handle="pond", name="Pond Friends")
    assert account.subject == Subject(SubjectKind.ACCOUNT, "x/7", "Pond Friends", "x", "7")


def test_the_label_is_the_best_name_there_is() -> None:
    assert Account("x", "7", handle="pond", name="Pond Friends").label == "Pond Friends"
    assert Account("x", "7", handle="pond").label == "pond"
    assert Account("x", "7").label == "7"
