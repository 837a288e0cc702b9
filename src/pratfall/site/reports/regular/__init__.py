"""Weekly and monthly reports: what failed and what worked in the same room, and what is done about it.

periods.py (which days) -> gathered.py (everything known of them) -> sections/ (one question per file) -> making.py
(frozen once) -> telling.py (in the reader's language) -> pages, paper.py (PDF), and mail (site/outgoing).
"""
