from __future__ import annotations

from pratfall.site.taking.blocks import Drawing, Fact, Heading, Line, Table, read

PAGE = """<!doctype html><html lang="fr"><head><title>x</title><style>p { color: red }</style></head><body>
<header><nav><a href="/">Menu</a></nav></header>
<main id="content"><h1>Un <bdi>titre</bdi></h1><p>Une phrase<br>en deux lignes.</p>
<p class="pf-crumb"><a href="/">Retour</a></p><div class="pf-row pf-acts"><a href="/x">Décider</a></div>
<form><label>Nom</label><input name="n"><button>Envoyer</button></form>
<dl><div><dt>Depuis</dt><dd>mai</dd></div></dl>
<ul><li>un &amp; deux</li><li><p>trois</p></li></ul>
<div role="img" aria-label="Une courbe"><svg viewBox="0 0 4 4"><path d="M0 0"/><text x="1">a &lt; b</text></svg></div>
<table><thead><tr><th scope="col">Mois</th><th scope="col">Vues</th></tr></thead>
<tbody><tr><td>mai</td><td><bdi>12</bdi></td></tr><tr><td></td><td></td></tr></tbody></table>
<script>alert(1)</script></main><footer><p>pied</p></footer></body></html>"""


def test_a_page_is_read_in_its_order_without_menus_forms_and_scripts() -> None:
    page = read(PAGE)
    assert (page.title, page.lang) == ("Un titre", "fr")
    assert page.blocks == (
        Heading(1, "Un titre"),
        Line("Une phrase en deux lignes."),
        Fact("Depuis", "mai"),
        Line("un & deux", item=True),
        Line("trois"),
        Drawing('<svg viewBox="0 0 4 4"><path d="M0 0"/><text x="1">a &lt; b</text></svg>', "Une courbe"),
        Table(("Mois", "Vues"), (("mai", "12"),)),
    )


def test_rows_of_a_table_are_equally_wide() -> None:
    table = read("<main><table><tr><th>a</th><td>1</td><td>2</td></tr><tr><th>b</th></tr></table></main>").blocks[0]
    assert isinstance(table, Table) and {len(row) for row in table.rows} == {3}


def test_a_page_that_says_nothing_has_no_blocks() -> None:
    assert read("<main><form><p>Nom</p></form></main>").blocks == ()
