"""Who may come in: people, organisations, roles, and the trail of who changed what."""
