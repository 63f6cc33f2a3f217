"""What running text points at: other cables, references by letter, paragraphs, abbreviations and redactions."""
