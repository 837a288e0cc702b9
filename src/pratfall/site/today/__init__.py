"""Today: the review every page reads, made once for a state of everything it rests on."""
