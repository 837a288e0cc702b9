"""Numbers in, numbers out: one published method per file, each with its page in docs/methods."""
