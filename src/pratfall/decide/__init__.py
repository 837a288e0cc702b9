"""One rule per file: findings, causes and costs in, Advice out. Tests of ideas live here too."""
