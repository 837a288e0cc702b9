from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from pratfall.errors import Refused
from pratfall.site.intake import receiving, services
from pratfall.site.intake.receiving import safe_name
from pratfall.site.people.models import Membership


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("posts.csv", "posts.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\posts.csv", "posts.csv"),
        ("..", "file"),
        (".hidden", "hidden"),
        ("a\x00b\nc.csv", "a_b_c.csv"),
        ("gpj.\u202evsc", "gpj._vsc"),
        ("é" * 300 + ".csv", "é" * 116 + ".csv"),
        ("", "file"),
    ],
)
def test_a_name_can_do_no_harm(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_large_file_is_moved_and_never_held(home: Path, owner: Membership) -> None:
    upload = services.begin(organisation=owner.organisation, by=owner.user)
    arriving = TemporaryUploadedFile("big.csv", "text/csv", 3_000_000, None)
    arriving.write(b"x" * 3_000_000)
    arriving.flush()
    given = services.receive(upload=upload, file=arriving)
    assert given.path.stat().st_size == 3_000_000
    assert not Path(arriving.temporary_file_path()).exists()
    arriving.close()


def test_an_empty_file_is_refused_by_name(home: Path, owner: Membership) -> None:
    upload = services.begin(organisation=owner.organisation, by=owner.user)
    with pytest.raises(Refused) as refused:
        services.receive(upload=upload, file=SimpleUploadedFile("nothing.csv", b""))
    assert refused.value.code == "upload_empty" and refused.value.facts == {"file": "nothing.csv"}


def test_a_file_beyond_the_limit_is_refused(home: Path, owner: Membership, settings) -> None:  # type: ignore[no-untyped-def]
    settings.LARGEST_UPLOAD_BYTES = 10
    upload = services.begin(organisation=owner.organisation, by=owner.user)
    with pytest.raises(Refused, match="upload_too_large"):
        services.receive(upload=upload, file=SimpleUploadedFile("large.csv", b"x" * 11))
    assert not upload.given.exists()


def test_a_full_disk_is_told_before_it_is_full(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "ROOM_LEFT_BYTES", 1 << 62)
    with pytest.raises(Refused, match="upload_no_room"):
        receiving.check(SimpleUploadedFile("posts.csv", b"x"), home)
