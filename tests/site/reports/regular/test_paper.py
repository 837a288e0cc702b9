from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pytest

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.reports.models import Report
from pratfall.site.reports.regular import paper, telling
from pratfall.site.reports.regular.sections import Dot
from pratfall.site.reports.regular.telling import BOSS_SENTENCES, BossPart

A4 = b"595.27"


def pages(pdf: bytes) -> int:
    """Counted in the file: page objects, compressed ones too."""
    text = pdf
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            text += zlib.decompress(found.group(1))
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_for_the_boss_is_one_sheet_and_the_report_has_more(report: Report, lang: str) -> None:
    words = speech(lang)
    told = telling.tell(report, words)
    one = paper.pdf_of(told, "La Lanterne", words, boss_page_only=True)
    whole = paper.pdf_of(told, "La Lanterne", words, boss_page_only=False)
    assert one.startswith(b"%PDF") and pages(one) == 1 < pages(whole) and A4 in one


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_sheet_holds_the_longest_sentences_there_can_be(report: Report, lang: str) -> None:
    words = speech(lang)
    sentence = (
        "Moins de réactions que d’habitude : « " + "m" * 30 + " " + "m" * 39 + " » (Instagram), depuis longtemps."
    )
    part = BossPart("Ce que valaient les décisions passées", (sentence * 2,))
    dots = tuple(Dot("n" * 60, 1.0, 0.5, 2.0) for _ in range(12))
    told = replace(telling.tell(report, words), boss=(part,) * BOSS_SENTENCES, dots=dots)
    assert pages(paper.pdf_of(told, "x" * 120, words, boss_page_only=True)) == 1


def test_what_people_wrote_is_never_read_as_markup(report: Report) -> None:
    words = speech("en")
    nasty = '#import "x" \\ " $ _*<a> `code` #read("/etc/hostname")'
    told = replace(telling.tell(report, words), title=nasty, boss=(BossPart(nasty, (nasty,)),))
    assert pages(paper.pdf_of(told, nasty, words, boss_page_only=True)) == 1
