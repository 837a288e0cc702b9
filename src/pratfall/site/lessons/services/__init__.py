"""Use cases of lessons, habits and what can be used again: one function each, one transaction."""
