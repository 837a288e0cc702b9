from __future__ import annotations

import logging

import pytest

from pratfall.site.logs import SETTINGS, Discreet


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Internal Server Error: /invitation/s3cr-et_1/", "Internal Server Error: /invitation/.../"),
        ("/account/password/reset/key/1-abc-def/", "/account/password/reset/key/.../"),
        ("/account/confirm-email/Mg:1x:y/", "/account/confirm-email/.../"),
        ("GET /start/?code=abc&lang=fr", "GET /start/?code=...&lang=fr"),
        ("/o/default/files/", "/o/default/files/"),
    ],
)
def test_what_opens_a_door_is_never_written_down(line: str, written: str) -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "x", 1, "%s", (line,), None)
    assert Discreet("%(message)s").format(record) == written


def test_a_traceback_is_cut_as_well() -> None:
    try:
        raise ValueError("/invitation/s3cret/")
    except ValueError as error:
        raised = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "x", 1, "went wrong", (), raised)
    told = Discreet().format(record)
    assert "Traceback" in told and told.endswith("ValueError: /invitation/.../")


def test_errors_are_written_to_standard_error() -> None:
    assert SETTINGS["loggers"]["django"]["handlers"] == ["stderr"]
