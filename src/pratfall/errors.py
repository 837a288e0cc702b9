"""Everything Pratfall raises on purpose.

PratfallError
├── InputError            the input cannot be used; says which, where, what was expected, what to do
│   ├── UnreadableFile    bytes that are not what they claim: truncated, binary, HTML error page, zip bomb
│   ├── UnknownExport     readable, but no reader recognises it: name the columns with a mapping
│   ├── AmbiguousExport   two readers recognise it equally well: the user chooses
│   └── BadMapping        a saved mapping or a mapping flag that does not fit the file
├── LakeError             the store refuses
│   ├── LakeBusy          another process is importing; try again (retrying helps)
│   ├── WatchBusy         another process is watching already (retrying helps once it has stopped)
│   └── LakeDamaged       files the manifest names are missing (retrying does not help)
├── Refused               a rule of the team's site stands against it: says which, and what would be allowed
├── Conflict              somebody else has changed the same thing since it was read; holds both texts
└── SettingsError         an environment variable or settings file that cannot be understood
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class PratfallError(Exception):
    """Root of the tree. `code` is a key of the locales; `facts` fill its placeholders."""

    retry_helps = False

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(f"{code}: " + ", ".join(f"{k}={v}" for k, v in facts.items()))


class InputError(PratfallError):
    pass


class UnreadableFile(InputError):
    pass


class UnknownExport(InputError):
    pass


class AmbiguousExport(InputError):
    pass


class BadMapping(InputError):
    pass


class LakeError(PratfallError):
    pass


class LakeBusy(LakeError):
    retry_helps = True


class WatchBusy(LakeError):
    retry_helps = True


class LakeDamaged(LakeError):
    pass


class Refused(PratfallError):
    pass


class Conflict(PratfallError):
    """`yours` and `theirs`: what was to be written and what stands there now, by part, so that nothing is lost."""

    def __init__(self, code: str, *, yours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.yours, self.theirs = yours, theirs


class SettingsError(PratfallError):
    pass
