"""The room: what it shows, and what its buttons do."""
