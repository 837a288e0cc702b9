"""What comes out: the review, and the way down from each number to the posts and files behind it."""
