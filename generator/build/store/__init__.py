"""The store: what a build knows of the last one, in SQLite."""
