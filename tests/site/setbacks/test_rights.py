from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from pratfall.errors import Refused
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import services
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services import clocks, debriefs, opening, severity, states, steps
from tests.site.setbacks.conftest import NOW

# Called by services that have asked, by the worker, or open to nobody but whoever wrote it.
ASKED_ELSEWHERE = {
    "clocks.said_something",
    "holders.everything",
    "hypotheses.withdraw",
    "ledger.collect",
    "notes.withdraw",
    "proving.launched_with_checks",
    "steps.settle",
}


def test_a_role_that_suffices_is_let_through(owner: Membership, join: Callable[..., Membership]) -> None:
    editor = join(Role.EDITOR)
    assert require(editor.user, owner.organisation, Role.EDITOR) == editor
    with pytest.raises(Refused, match="not_allowed_here"):
        require(editor.user, owner.organisation, Role.MANAGER)


def test_somebody_of_another_organisation_is_refused(owner: Membership, charlie: Membership) -> None:
    with pytest.raises(Refused, match="not_allowed_here"):
        require(charlie.user, owner.organisation, Role.GUEST)


def test_every_service_that_somebody_calls_asks_for_their_role() -> None:
    asks_nobody = {name for name, asks in _services() if not asks}
    assert asks_nobody == ASKED_ELSEWHERE


ACTS: tuple[Callable[..., object], ...] = (
    lambda **who: states.move(**who, to="acknowledged", seen=1, now=NOW),
    lambda **who: severity.overrule(**who, level=1, why="It is nothing", seen=1),
    lambda **who: clocks.set_pace(**who, minutes=60, seen=1),
    lambda **who: steps.add(**who, title="Wait", part="lead", due_at=None, now=NOW),
    lambda **who: debriefs.begin(**who, now=NOW),
    lambda **who: opening.name_subjects(**who, about=[], seen=1),
)


@pytest.mark.parametrize("role", [Role.GUEST, Role.ANALYST])
def test_who_may_only_look_changes_nothing_whichever_way_they_come_in(
    setback: Setback, join: Callable[..., Membership], role: Role
) -> None:
    _changes_nothing(setback, join(role))


def test_strangers_change_nothing_whichever_way_they_come_in(setback: Setback, charlie: Membership) -> None:
    _changes_nothing(setback, charlie)


def _changes_nothing(setback: Setback, member: Membership) -> None:
    for act in ACTS:
        with pytest.raises(Refused, match="not_allowed_here"):
            act(setback=setback, actor=member.user)
    assert Setback.objects.get(pk=setback.pk).version == setback.version


def _services() -> Iterator[tuple[str, bool]]:
    """Every public service that is told who acts, and whether it asks for their role, itself or by a helper."""
    for path in sorted(Path(str(services.__path__[0])).glob("*.py")):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        known = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
        for name, node in known.items():
            told = {arg.arg for arg in [*node.args.args, *node.args.kwonlyargs]}
            if not name.startswith("_") and told & {"actor", "user"}:
                yield f"{path.stem}.{name}", _asks(node, known, frozenset())


def _asks(node: ast.FunctionDef, known: Mapping[str, ast.FunctionDef], seen: frozenset[str]) -> bool:
    called = {c.func.id for c in ast.walk(node) if isinstance(c, ast.Call) and isinstance(c.func, ast.Name)}
    if "require" in called:
        return True
    return any(_asks(known[name], known, seen | {node.name}) for name in (called & known.keys()) - seen - {node.name})
