"""Pagefind's program: how it is run, what it makes of words, and what of it a browser needs."""
