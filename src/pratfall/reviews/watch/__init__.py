"""Watching: the streams of the review, bin by bin as they come, with incidents that survive whatever happens.

events.py     mentions and readings of a recorded file          folder.py    new files of a watched folder
binning.py    events -> counts per bin                          lakeside.py  what was imported -> counts per bin
listener.py   one stream and its score                          policy.py    how rare is that, may it be told?
incidents.py  one launch, one incident                          watcher.py   counts in, incidents out
announced.py  what the team expects        severe.py     how bad it is so far
store.py      one SQLite file, changed by whole looks           replay.py, live.py   the two ways to feed it
"""

from .live import open_incidents

__all__ = ["open_incidents"]
