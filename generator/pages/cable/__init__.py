"""The page of one cable: its view, its text as HTML, its record, links, citations and metadata."""
