"""The review as web pages, for this machine only; they write nothing but what people teach.

Apps depend downwards: reports on intake, teach on neither.
"""
