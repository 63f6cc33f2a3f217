"""The reference pages that are generated, and the documentation as a site."""
