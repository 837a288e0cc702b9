"""Any page of an organisation to take away: `?as=pdf` or `?as=csv` gives what the page shows, in that form.

html -> blocks.py (headings, lines, tables, drawings) -> as_pdf.py or as_csv.py; door.py stands around every page.
"""
