"""What leaves by itself: digests, alerts that cannot wait, a calendar of days to look again, webhooks."""
