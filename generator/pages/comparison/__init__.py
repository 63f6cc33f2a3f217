"""Two versions of one text side by side: which pairs there are, and where they agree and differ. Pure."""
