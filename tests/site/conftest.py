"""A lake with an invented account, and pages over it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from pratfall.lake import Lake
from pratfall.reviews.intake import import_paths
from pratfall.sample import make

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratfall.site.settings")
django.setup()

from pratfall.site.people import services  # noqa: E402
from pratfall.site.people.append_only import Step, allow, refuse  # noqa: E402
from pratfall.site.people.models import Membership, Organisation, User  # noqa: E402
from pratfall.site.people.roles import Role  # noqa: E402

UNTIL = date(2026, 11, 20)
PASSWORD = "a sentence is easier"


@pytest.fixture(scope="session", autouse=True)
def _append_only_tables_can_be_emptied() -> Iterator[None]:
    """After a test with transactions of its own Django deletes every row, which the database rightly refuses."""
    emptied = type(connection.ops).execute_sql_flush

    def opened(ops: Any, statements: list[str]) -> None:
        tables = append_only_tables()
        _each(tables, allow)
        emptied(ops, statements)
        _each(tables, refuse)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "execute_sql_flush", opened)
        yield


def _each(tables: list[str], step: Callable[[str], Step]) -> None:
    with connection.schema_editor() as editor:
        for table in tables:
            step(table)(apps, editor)


def append_only_tables() -> list[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        names = [row[0] for row in cursor.fetchall()]
    return sorted(name.removesuffix("_no_update") for name in names if name.endswith("_no_update"))


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Making a password slow to guess makes every account of a test slow to make."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def full_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation's files, imported."""
    home = tmp_path_factory.mktemp("full")
    exports = home / "exports"
    make(exports, until=UNTIL, seed=7)
    now = datetime(UNTIL.year, UNTIL.month, UNTIL.day + 1, tzinfo=UTC)
    import_paths(Lake(home, "default"), [exports], now=now)
    return home


@pytest.fixture
def client(full_home: Path, monkeypatch: pytest.MonkeyPatch, owner: Membership) -> Client:
    """Signed in as the owner of organisation default, over the sample's files."""
    monkeypatch.setenv("PRATFALL_HOME", str(full_home))
    return signed_in(owner.user)


@pytest.fixture
def empty_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Membership) -> Client:
    """The same before anything was imported."""
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path))
    return signed_in(owner.user)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """A folder of its own for everything that is kept."""
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path))
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


@pytest.fixture
def owner(db: None) -> Membership:
    """Of organisation default, at /o/default/."""
    return first_owner()


def first_owner() -> Membership:
    """Founds organisation default. Everybody's password is PASSWORD."""
    return services.first_account(
        name="Olive Owner", email="olive@default.example", password=PASSWORD, organisation="default", lake_key="default"
    )


@pytest.fixture
def organisation(owner: Membership) -> Organisation:
    return owner.organisation


@pytest.fixture
def join(organisation: Organisation) -> Callable[..., Membership]:
    """Adds a member of that role to organisation default."""

    def add(role: Role, name: str = "") -> Membership:
        name = name or role.value
        user = services.add_user(name=name.title(), email=f"{name}@default.example", password=PASSWORD)
        return Membership.objects.create(user=user, organisation=organisation, role=role)

    return add


@pytest.fixture
def charlie(owner: Membership) -> Membership:
    """Owner of another organisation, who must never see anything of default."""
    user = services.add_user(name="Charlie", email="charlie@elsewhere.example", password=PASSWORD)
    organisation = Organisation.objects.create(slug="elsewhere", name="Elsewhere", lake_key="elsewhere")
    return Membership.objects.create(user=user, organisation=organisation, role=Role.OWNER)


def signed_in(user: User | None, **more: Any) -> Client:
    """A browser of `user`'s; of somebody who has not signed in where it is None."""
    browser = Client(headers={"host": "127.0.0.1", "accept-language": "en"}, **more)
    if user is not None:
        browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.fixture
def get(client: Client) -> Iterator[Callable[..., str]]:
    """The text of a page of organisation default, by its address below /o/default."""

    def ask(address: str, lang: str = "en") -> str:
        answer = client.get(f"/o/default{address}", headers={"accept-language": lang})
        assert answer.status_code == 200, address
        return answer.content.decode()

    yield ask
