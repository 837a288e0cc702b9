"""One symptom per file. A file answers one of two questions, and says which by its function:

notice(scene) -> Iterable[Candidate]          does this look like a change? It may be chance: judged later, all at once
doubt(scene, reports) -> Iterator[Finding]    can the data be believed? A fact read from files: collected by trust.py
"""
