"""The main job: from a lake to one Review, and from a Review to something a person can read."""
