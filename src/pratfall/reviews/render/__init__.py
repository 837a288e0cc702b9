"""The review in a form a person or program can read: one file per form, one wording for all of them.

`terminal`, `markdown` and `html` each have `render(review, *, lang, ...) -> str`; `as_json` has
`dumps`. Words live in `pratfall/locales`; `story.tell` puts them in the order they are read.
"""

from .imports import report_lines

__all__ = ["report_lines"]
