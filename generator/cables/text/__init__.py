"""The lines of a message -> blocks: page markers, repeated headings, paragraphs, tables, signature."""
