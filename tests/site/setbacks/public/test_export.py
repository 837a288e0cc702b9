"""A page to take away."""

from __future__ import annotations

import io
import zipfile

from pratfall.site.setbacks.models import Update
from pratfall.site.setbacks.public import export, rendering
from tests.site.setbacks.public.test_facts import page_now


def test_the_zip_holds_the_page_in_one_folder_and_is_the_same_each_time(update: Update) -> None:
    made = export.zipped(page_now())
    archive = zipfile.ZipFile(io.BytesIO(made))
    files = {
        f"the-wrong-picture/{path}": content for path, content in rendering.files(page_now(), elsewhere=True).items()
    }
    assert {name: archive.read(name) for name in archive.namelist()} == files
    assert made == export.zipped(page_now())
