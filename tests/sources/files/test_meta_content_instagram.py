"""Meta Business Suite, Instagram: aggregates and days apart, zone from shortcodes, partners once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pratfall.records.imports import Extract, ZoneEvidence
from tests.sources.one_file import SAMPLES, check, extract, results, rows, skipped, written
from tests.sources.totals_of import sums, values

FOLDER = SAMPLES / "meta_content_instagram"
ENGLISH = FOLDER / "Sep-01-2026_Sep-30-2026_en.csv"


def test_a_real_anonymised_export(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "instagram" / "mbs_content_ig_w25_anonymised_sample.csv")
    assert (found.report.rows_read, found.report.rows_kept) == (12, 12)
    assert {metric: pair for (_, metric, _, _), pair in sums(found).items()} == {
        "views": (12, 117_667.0), "likes": (12, 3861.0), "shares": (12, 1488.0), "comments": (12, 47.0),
        "saves": (12, 656.0), "reach": (12, 76_037.0), "follows_gained": (12, 35.0),
    }  # fmt: skip
    assert {row["account_id"] for row in rows(found, "account")} == {"uwmathsoc_sample"}
    posts = rows(found, "post")
    assert posts[0]["published_at"] is None
    assert (posts[0]["published_local"], posts[0]["published_precision"]) == ("2025-04-05 12:22:00", "minute")
    assert (found.report.zone, found.report.zone_evidence) == ("", ZoneEvidence.NONE)
    assert "zone_unknown" in found.report.notes
    assert check(found, "reach_within_impressions").passed


def test_the_zone_is_measured_from_the_shortcodes() -> None:
    found = extract(ENGLISH)
    assert (found.report.zone, found.report.zone_evidence) == ("America/Los_Angeles", ZoneEvidence.ID_DERIVED)
    first = rows(found, "post")[0]
    assert (first["published_local"], first["published_at"].isoformat()) == (
        "2026-09-24 15:30:00",
        "2026-09-24T22:30:00+00:00",
    )
    assert check(found, "time_equals_id").n == 3


def test_the_facebook_file_of_the_same_call_uses_the_measured_zone() -> None:
    instagram, facebook = results(ENGLISH, SAMPLES / "meta_content_facebook" / "Sep-01-2026_Sep-30-2026_en.csv")
    assert isinstance(instagram, Extract)
    assert isinstance(facebook, Extract)
    assert facebook.report.zone == "America/Los_Angeles"
    moments = [post["published_at"] for post in rows(facebook, "post")]
    assert moments[0] == datetime.fromisoformat("2026-09-24T22:31:00+00:00")


def test_days_and_the_aggregate_of_a_post_are_never_added() -> None:
    found = extract(FOLDER / "daily_and_lifetime_en.csv")
    totals = sums(found)
    assert totals["post", "views", "lifetime_to_date", "all"] == (2, 6600.0)
    assert totals["post", "views", "per_day", "all"] == (4, 6600.0)
    assert len(rows(found, "post")) == 2
    assert {row["additive"] for row in rows(found, "observation") if row["metric"] == "reach"} == {False}


def test_captions_of_several_lines_types_tags_and_links() -> None:
    posts = rows(extract(ENGLISH), "post")
    assert posts[0]["text"] == 'Storks!\nSecond line, with a "quote" #Marsh #storks'
    assert posts[0]["hashtags"] == ["Marsh", "storks"]
    assert posts[1]["links"] == ["https://amisdumarais.example/?utm_source=ig"]
    assert [(post["post_type"], post["duration_s"]) for post in posts] == [("image", 0), ("short", 61), ("carousel", 0)]


def test_a_blank_reach_is_unknown() -> None:
    found = extract(ENGLISH)
    assert "reach" not in values(found, rows(found, "post")[2]["post_id"], kind="lifetime_to_date")


@pytest.mark.parametrize(("name", "n", "views"), [("contenu_fr.csv", 2, 6600), ("contenido_es.csv", 1, 1200)])
def test_french_and_spanish_mean_the_same_and_stay_month_first(name: str, n: int, views: int) -> None:
    found = extract(FOLDER / name)
    assert sums(found)["post", "views", "lifetime_to_date", "all"] == (n, views)
    assert rows(found, "post")[0]["published_local"] == "2026-05-28 05:06:00"
    assert found.report.zone == "Europe/Paris"
    assert not [note for note in found.report.notes if note.startswith("column_ignored")]


def test_an_ambiguous_french_date_is_month_first(tmp_path: Path) -> None:
    lines = (FOLDER / "contenu_fr.csv").read_text("utf-8").splitlines(keepends=True)
    found = extract(written(tmp_path, "contenu.csv", lines[0] + lines[2]))  # 05/03/2026 12:15 alone
    assert rows(found, "post")[0]["published_local"] == "2026-05-03 12:15:00"


def test_ids_excel_has_rounded_do_no_harm_where_the_link_is_whole(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8")
    for i in range(4, 7):
        text = text.replace(f"1801234567890123{i}", "1.80123E+16")
    found = extract(written(tmp_path, "content.csv", text))
    assert [post["post_id"] for post in rows(found, "post")] == [
        post["post_id"] for post in rows(extract(ENGLISH), "post")
    ]


def test_a_story_without_shortcode_and_with_a_rounded_id_is_left_out(tmp_path: Path) -> None:
    text = (
        ENGLISH.read_text("utf-8")
        .replace("18012345678901236", "1.80123E+16")
        .replace("instagram.com/p/", "instagram.com/stories/x/", 3)
    )
    assert list(skipped(extract(written(tmp_path, "content.csv", text)))) == ["id_spoiled_by_spreadsheet"]


def test_a_post_made_with_a_partner_is_counted_once(tmp_path: Path) -> None:
    lines = ENGLISH.read_text("utf-8").splitlines(keepends=True)
    partner = lines[-1].replace("marsh_friends", "river_watch").replace("17841400000000001", "17841400000000002")
    found = extract(written(tmp_path, "content.csv", "".join(lines) + partner))
    assert skipped(found) == {"collaboration_counted_once": (6,)}
    shared = rows(found, "post")[2]
    assert (shared["relation"], shared["account_id"]) == ("collab", "marsh_friends")
    assert sums(found)["post", "likes", "lifetime_to_date", "all"] == (3, 434.0)


def test_two_hundred_breakdown_columns_are_ignored_in_silence(tmp_path: Path) -> None:
    extra = [f"Percentage of total views at interval {i}" for i in range(41)]
    lines = ["Post ID,Account username,Publish time,Permalink,Post type,Date,Views,Likes," + ",".join(extra)]
    lines.append(
        "18012345678901234,marsh,09/24/2026 15:30,https://www.instagram.com/p/Ddr9jBngBCS/,IG image,Lifetime,5,1"
        + ",0.5" * 41
    )
    found = extract(written(tmp_path, "wide.csv", "\n".join(lines) + "\n"))
    assert sums(found)["post", "views", "lifetime_to_date", "all"] == (1, 5.0)
    assert not [note for note in found.report.notes if note.startswith("column_ignored")]


def test_reach_above_views_is_reported(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8").replace("Lifetime,1200,900", "Lifetime,1200,1201")
    assert check(extract(written(tmp_path, "content.csv", text)), "reach_within_impressions").passed is False


PORTUGUESE = """\ufeff"Identificação do post","Identificação da conta","Nome de usuário da conta",\
"Nome da conta",Descrição,\
"Duração (s)","Horário de publicação","Link permanente","Tipo de post","Comentário de dados",Data,\
Visualizações,Alcance,\
Curtidas,Compartilhamentos,Seguimentos,Comentários,Salvamentos
18200000000000001,17841400000000001,brejovivo,Brejo Vivo,"Uma garça",22,"01/17/2026 10:29",\
https://www.instagram.com/reel/DTnzNL3gDA5/,"Reel do Instagram",,Total,2752,1732,153,7,0,8,2
18200000000000002,17841400000000001,brejovivo,Brejo Vivo,"Mutirão",0,"08/03/2026 07:53",\
https://www.instagram.com/p/DblP4Z3gDA5/,"Carrossel do Instagram",,Total,1856,1424,146,15,1,2,1
"""
STORY = {
    "es": "Identificador de la publicación,Nombre de usuario de la cuenta,Hora de publicación,"
    "Tipo de publicación,Fecha,"
    "Visualizaciones,Alcance,Me gusta,Veces que se compartió,Visitas al perfil,Toques en stickers,Navegación\n"
    "18200000000000003,brejovivo,01/17/2026 10:29,Historia de Instagram,Total,275,173,15,7,3,2,200\n",
    "fr": "Identifiant de la publication;Nom de profil du compte;Heure de publication;Type de publication;Date;Vues;"
    "Couverture;Mentions J’aime;Partages;Visites de profil;Appuis sur des stickers;Navigation\n"
    "18200000000000003;brejovivo;01/17/2026 10:29;Story Instagram;Global;275;173;15;7;3;2;200\n",
    "pt": "Identificação do post,Nome de usuário da conta,Horário de publicação,Tipo de post,Data,"
    "Visualizações,Alcance,"
    "Curtidas,Compartilhamentos,Visitas ao perfil,Toques em figurinhas,Navegação\n"
    "18200000000000003,brejovivo,01/17/2026 10:29,Story do Instagram,Total,275,173,15,7,3,2,200\n",
}
ITALIAN = """ID del post,ID dell'account,Nome utente dell'account,Nome dell'account,Descrizione,Durata (secondi),\
Orario di pubblicazione,Permalink,Tipo di post,Data,Visualizzazioni,Copertura,Mi piace,Condivisioni,Commenti,Salvataggi
17900000000000001,17841400000000001,palude,Palude Viva,Ciao,0,09/13/2026 18:00,\
https://www.instagram.com/p/DblP4Z3gDA5/,\
Immagine di Instagram,Totale,7100,5200,210,31,9,96
"""
GERMAN = """Beitrags-ID,Konto-ID,Konto-Benutzername,Kontoname,Beschreibung,Dauer (Sek.),\
Veröffentlichungszeitpunkt,Permalink,\
Beitragstyp,Datum,Aufrufe,Reichweite,„Gefällt mir“-Angaben,Geteilte Inhalte,Kommentare,Gespeicherte Beiträge
17900000000000001,17841400000000001,moor,Moor,Reiher,,01.09.2026 18:00,https://www.instagram.com/p/DblP4Z3gDA5/,\
IG Karussell,Gesamte Laufzeit,7100,5200,210,31,9,96
"""


def test_portuguese_names_are_read_month_first_and_in_the_zone_of_the_shortcodes(tmp_path: Path) -> None:
    found = extract(written(tmp_path, "conteudo.csv", PORTUGUESE))
    assert {metric: pair for (_, metric, _, _), pair in sums(found).items()} == {
        "views": (2, 4608.0), "reach": (2, 3156.0), "likes": (2, 299.0), "shares": (2, 22.0), "comments": (2, 10.0),
        "saves": (2, 3.0), "follows_gained": (2, 1.0),
    }  # fmt: skip
    assert {kind for _, _, kind, _ in sums(found)} == {"lifetime_to_date"}
    reel, album = rows(found, "post")
    assert (reel["post_type"], album["post_type"]) == ("short", "carousel")
    assert album["published_local"] == "2026-08-03 07:53:00"
    assert found.report.zone == "America/Los_Angeles"
    assert reel["published_at"].isoformat() == "2026-01-17T18:29:00+00:00"
    assert not [note for note in found.report.notes if note.startswith("column_ignored")]


@pytest.mark.parametrize("language", STORY)
def test_stories_of_other_languages_are_stories(tmp_path: Path, language: str) -> None:
    found = extract(written(tmp_path, f"{language}.csv", STORY[language]))
    assert [post["post_type"] for post in rows(found, "post")] == ["story"]
    assert values(found, "18200000000000003", kind="lifetime_to_date") == {
        "views": 275.0, "reach": 173.0, "likes": 15.0, "shares": 7.0, "profile_views": 3.0,
    }  # fmt: skip
    assert not [note for note in found.report.notes if note.startswith("column_ignored")]


def test_italian_names_are_read(tmp_path: Path) -> None:
    found = extract(written(tmp_path, "contenuti.csv", ITALIAN))
    assert values(found, "DblP4Z3gDA5", kind="lifetime_to_date") == {
        "views": 7100.0, "reach": 5200.0, "likes": 210.0, "shares": 31.0, "comments": 9.0, "saves": 96.0,
    }  # fmt: skip
    assert [post["post_type"] for post in rows(found, "post")] == ["image"]


def test_dates_with_dots_are_day_first_and_a_word_for_the_whole_life_needs_no_list(tmp_path: Path) -> None:
    for word in ("Gesamte Laufzeit", "Über alles"):
        found = extract(written(tmp_path, "inhalte.csv", GERMAN.replace("Gesamte Laufzeit", word)))
        assert rows(found, "post")[0]["published_local"] == "2026-09-01 18:00:00"
        assert {row["kind"] for row in rows(found, "observation")} == {"lifetime_to_date"}
