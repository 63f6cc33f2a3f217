"""Cables as archives, libraries and the Department itself hand them out: records, prints, forms, releases."""
