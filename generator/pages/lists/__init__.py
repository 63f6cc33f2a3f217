"""Lists and indexes of cables: by tag, post, date, classification; glossary, coverage and changes."""
