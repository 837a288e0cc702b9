"""Steps of the playbook that were done, and by whom, in both languages: the timeline is one record for all readers."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.respond.playbooks import LANGUAGES
from pratfall.site.setbacks.at_hand import at_hand
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services.steps import words_of

from . import Item

CODE = "steps"


def items(setback: Setback) -> Iterator[Item]:
    books = at_hand()
    for step in setback.steps.exclude(done_at=None).select_related("done_by"):
        assert step.done_at is not None
        said = {lang: words_of(step, books, lang)[0] for lang in LANGUAGES}
        yield Item(
            at=step.done_at,
            kind="step_done",
            facts={"part": step.part},
            text="\n".join([" / ".join(dict.fromkeys(said.values())), step.note]).strip(),
            texts={lang: f"{words}\n{step.note}".strip() for lang, words in said.items()},
            who=step.done_by,
            origin="team",
            href=setback.path,
            key=f"step:{step.pk}",
        )
