"""Lessons: what a team keeps from what went wrong and right, and shows again when it is needed."""
