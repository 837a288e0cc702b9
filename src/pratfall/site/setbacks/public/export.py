"""The files of a public page as one zip, for any web space: links in it are relative, it opens from a disk too."""

from __future__ import annotations

import io
import zipfile

from pratfall.site.setbacks.models import PublicPage

from . import rendering

_THEN = (1980, 1, 1, 0, 0, 0)  # the earliest a zip knows: the same page gives the same bytes


def zipped(page: PublicPage) -> bytes:
    """All files in one folder named as the page."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in rendering.files(page, elsewhere=True).items():
            entry = zipfile.ZipInfo(f"{page.slug}/{path}", _THEN)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()
