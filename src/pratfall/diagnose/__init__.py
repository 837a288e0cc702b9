"""One cause family per file: what was found, and the data around it, in; how much of it this cause explains, out."""
