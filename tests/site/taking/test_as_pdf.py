from __future__ import annotations

from pratfall.site.taking.as_pdf import coloured, drawing_rules, pdf_of
from pratfall.site.taking.blocks import Drawing, Fact, Heading, Line, Page, Table

HOSTILE = '#panic("x") \\ " ] $ @ref = * _ `raw` \x00 \u202e'


def test_nothing_a_page_says_is_read_as_markup() -> None:
    blocks = (
        Heading(1, HOSTILE),
        Line(HOSTILE),
        Line(HOSTILE, item=True),
        Fact(HOSTILE, HOSTILE),
        Table((HOSTILE,), ((HOSTILE,),)),
        Drawing('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text x="1" y="5">é</text></svg>', HOSTILE),
    )
    assert pdf_of(Page(HOSTILE, "fr", blocks), HOSTILE).startswith(b"%PDF-")


def test_a_drawing_carries_its_colours_and_no_variables() -> None:
    rules = drawing_rules()
    assert ".pf-day-covered" in rules and "var(" not in rules and "#3b7dd8" in rules
    drawn = coloured("<svg viewBox='0 0 1 1'><line stroke='var(--pf-after, #ccc)'/></svg>")
    assert drawn.startswith("<svg viewBox='0 0 1 1'><style>") and "stroke='#c2410c'" in drawn
