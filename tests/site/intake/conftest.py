"""Uploads of an organisation over an empty home, read at once as the worker would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pratfall.site.intake import reading, services
from pratfall.site.intake.models import Upload
from pratfall.site.people.models import Membership
from tests.sources.one_file import SAMPLES

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TWEETS = SAMPLES / "x_posts_old" / "tweet_activity_metrics_LanternMarsh_20190101_20190201_en.csv"
STRANGE = b"Beitrag;Wann;Herzen\nhttps://pond.example/1;2026-10-01;12\nhttps://pond.example/2;2026-10-05;7\n"


def arrived(owner: Membership, *files: tuple[str, bytes]) -> Upload:
    """An upload with these files, waiting for the worker."""
    upload = services.begin(organisation=owner.organisation, by=owner.user)
    for name, content in files:
        services.receive(upload=upload, file=SimpleUploadedFile(name, content))
    services.start(upload=upload, by=owner.user)
    return upload


@pytest.fixture
def give(home: Path, owner: Membership) -> Callable[..., Upload]:
    def given(*files: tuple[str, bytes]) -> Upload:
        upload = arrived(owner, *files)
        reading.read_upload(upload, NOW)
        return upload

    return given


@pytest.fixture
def tweets() -> tuple[str, bytes]:
    return TWEETS.name, TWEETS.read_bytes()


@pytest.fixture
def strange() -> tuple[str, bytes]:
    return "herzen.csv", STRANGE
