"""The machine: files, listings, other programs and processes. Knows no cable and no page."""
