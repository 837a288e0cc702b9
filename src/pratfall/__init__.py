"""Pratfall."""
