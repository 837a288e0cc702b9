"""The page everybody may read: rows in, plain files out, and the way they are sent under attack."""
