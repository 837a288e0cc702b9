"""The review as web pages: read-only, for this machine only. Apps depend downwards: intake < reports."""
