"""Setbacks: the room everybody is in when it goes wrong, until it is proved that it will not again."""
