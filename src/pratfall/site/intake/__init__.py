"""What came in: files, what was read of them, and how to get more."""
