"""What other apps may want to know."""

from __future__ import annotations

from django.dispatch import Signal

review_made = Signal()  # sender: Organisation; organisation: the same
