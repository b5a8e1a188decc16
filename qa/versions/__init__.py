"""Two versions of one side of an article, held against the other side: what an edit mended, and broke."""
