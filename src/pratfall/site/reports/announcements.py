"""What other apps may want to know."""

from __future__ import annotations

from django.dispatch import Signal

report_made = Signal()  # sender: Organisation; organisation: whose; report: the new row
