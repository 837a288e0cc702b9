"""What works on each account, from its own history."""

from __future__ import annotations

from pratfall.diagnose.drivers import drivers
from pratfall.notice.response import response_of
from pratfall.records.drivers import Drivers
from pratfall.records.scene import Scene
from pratfall.records.subjects import SubjectKind


def drivers_of(scene: Scene) -> tuple[Drivers, ...]:
    """Of every account that has a response to be judged by."""
    response = response_of(scene)
    index = {account.subject: i for i, account in enumerate(scene.accounts)}
    accounts = [group for group in scene.groups if group.subject.kind is SubjectKind.ACCOUNT and len(group.rows)]
    return tuple(
        drivers(scene, group, response.value, response.metric[index[group.subject]])
        for group in accounts
        if response.metric[index[group.subject]]
    )
