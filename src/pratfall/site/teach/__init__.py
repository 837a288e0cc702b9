"""Correcting by hand how comments are read: the only pages that change anything, and only what was taught."""
