"""Learning for programs: everything the pages of learning do, one file per part, through the same services."""

from . import asked, cases, chances, growth, habits, lessons, reuse, website

ROUTERS = tuple(part.router for part in (lessons, asked, cases, habits, website, reuse, growth, chances))
