"""Data for machines: records, tables, feeds, sitemap."""
