"""One export format per file, each with a READER (see `pratfall.sources.Reader`)."""
