"""Cables as publications print them: the dumps, pages and series in which others published them."""
