"""From a content folder to a site on disk."""
