"""Adding a case: by the form, with errors where they belong and nothing typed lost, or by somebody's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratfall.learn.cases import as_toml, check
from pratfall.learn.cases import cases as shipped
from pratfall.learn.cases.checking import LARGEST_BYTES
from pratfall.site.lessons import case_form
from pratfall.site.lessons.models import Case as Row
from pratfall.site.lessons.services import cases
from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import NOW
from tests.site.lessons.services.test_cases import FACTS

NEW = "/o/default/learn/cases/new/"
CASE = check({**FACTS, "organisation": "Les Amis du Quartier"}, file="x")


@pytest.fixture
def signed(owner: Membership, home: Path) -> Client:
    return signed_in(owner.user)


def form_of(**other: object) -> dict[str, object]:
    filled = case_form.of_case(CASE)
    given = {**filled.values, "network": list(filled.networks), "langs": "en fr", "rows": filled.rows, "do": "save"}
    return {**given, **other}


def file_of(content: bytes, name: str = "case.toml") -> dict[str, object]:
    return {"do": "file", "file": SimpleUploadedFile(name, content)}


def test_a_filled_form_becomes_a_case_under_a_name_of_its_own(signed: Client) -> None:
    answer = signed.post(NEW, form_of())
    assert answer.status_code == 302 and answer.headers["Location"].endswith("/learn/cases/les-amis-du-quartier-2012/")
    assert signed.post(NEW, form_of()).headers["Location"].endswith("/learn/cases/les-amis-du-quartier-2012-2/")


@pytest.mark.parametrize(("lang", "said"), [("en", "begins with https://"), ("fr", "commence par https://")])
def test_an_error_stands_beside_its_field_and_everything_typed_is_still_there(
    signed: Client, lang: str, said: str
) -> None:
    sent = form_of(sources_1_url="http://plain.example/", lesson_en="What we would lose")
    answer = signed.post(NEW, sent, headers={"accept-language": lang})
    page = answer.content.decode()
    assert answer.status_code == 409 and not Row.objects.exists()
    at = page.index('id="n_sources_1_url"')
    assert said in page[at : at + 300]
    assert "What we would lose" in page and "http://plain.example/" in page
    assert page.count("pf-error") == 1


def test_more_lines_come_without_saving_or_losing_anything(signed: Client) -> None:
    answer = signed.post(NEW, form_of(do="more", did_1_en="Typed so far"))
    page = answer.content.decode()
    assert answer.status_code == 200 and "Typed so far" in page and not Row.objects.exists()
    assert f'name="did_{case_form.of_case(CASE).rows + 3}_en"' in page


def test_the_form_opens_in_the_readers_language_and_in_both_when_asked(signed: Client) -> None:
    french = signed.get(NEW, headers={"accept-language": "fr"}).content.decode()
    assert 'name="title_fr"' in french and 'name="title_en"' not in french
    both = signed.get(f"{NEW}?in=en+fr").content.decode()
    assert 'name="title_fr"' in both and 'name="title_en"' in both
    assert 'data-draft="case-new-en fr"' in both


def test_a_case_is_told_better_and_two_people_at_once_lose_nothing(signed: Client, owner: Membership) -> None:
    row = cases.add(organisation=owner.organisation, actor=owner.user, facts=FACTS, now=NOW)
    edit = f"/o/default/learn/cases/{row.slug}/edit/"
    assert CASE.title["fr"] in signed.get(edit).content.decode()
    assert signed.post(edit, form_of(seen=row.version, country="BE")).status_code == 302
    assert Row.objects.get().facts["country"] == "BE"
    late = signed.post(edit, form_of(seen=row.version, country="CH", lesson_en="My late thought"))
    assert late.status_code == 409 and "My late thought" in late.content.decode()
    assert Row.objects.get().facts["country"] == "BE"


def test_one_of_ours_cannot_be_edited(signed: Client) -> None:
    assert signed.get("/o/default/learn/cases/kfc-uk-2018/edit/").status_code == 404


def test_somebodys_file_becomes_a_case(signed: Client) -> None:
    text = as_toml(CASE)
    answer = signed.post(NEW, file_of(text.encode("utf-8-sig")))
    assert answer.headers["Location"].endswith(f"/learn/cases/{CASE.slug}/")
    told = cases.found(Row.objects.get().organisation, CASE.slug)
    assert told is not None and told.case == CASE


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00not text", "is not a text file"),
        (b"import os; os.system('x')", "case.toml"),
        (b"x" * (LARGEST_BYTES + 1), "larger than a case can be"),
        (as_toml(CASE).replace("https://", "javascript://", 1).encode(), "sources 1: url"),
        (as_toml(shipped()["kfc-uk-2018"]).encode(), "kfc-uk-2018"),
        (b"", "title"),
        (b'slug = "a"\n' * 3, "case.toml"),
    ],
    ids=["binary", "program", "huge", "scheme", "taken", "empty", "twice"],
)
def test_a_hostile_or_broken_file_is_refused_with_its_reason_and_nothing_is_kept(
    signed: Client, content: bytes, said: str
) -> None:
    answer = signed.post(NEW, file_of(content), headers={"accept-language": "en"})
    assert answer.status_code == 409 and said in answer.content.decode()
    assert not Row.objects.exists()


def test_no_file_at_all_is_said_kindly(signed: Client) -> None:
    answer = signed.post(NEW, {"do": "file"}, headers={"accept-language": "en"})
    assert answer.status_code == 409 and "choose a file" in answer.content.decode()


def test_a_files_name_is_shown_as_text_only(signed: Client) -> None:
    answer = signed.post(NEW, file_of(b"nope", name="<script>x.toml"))
    assert "<script>x" not in answer.content.decode()
