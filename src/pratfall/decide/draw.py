"""Which post of a randomised test gets which variant: drawn by lot, in balanced blocks.

A block holds every variant twice, in an order drawn anew. So however early a test ends the variants have had nearly as
many posts as each other, and none of them all the posts of one week. Blocks are drawn one after the other: asking for
more posts changes nothing about those drawn before. Limit: who has seen most of a block can tell what its last posts
get; that harms nothing where the order is open to everybody anyway, as here.
"""

from __future__ import annotations

import numpy as np

EACH = 2  # times a variant stands in a block


def drawn(variants: int, posts: int, rng: np.random.Generator) -> tuple[int, ...]:
    """For each of the next `posts` the number of its variant, from 0. The last block may be cut short."""
    if variants < 1 or posts < 0:
        raise ValueError(f"{posts} posts for {variants} variants")
    block = np.repeat(np.arange(variants), EACH)
    blocks = -(-posts // len(block))
    order = [int(variant) for _ in range(blocks) for variant in rng.permutation(block)]
    return tuple(order[:posts])
