"""The full text of a room as data: one table of tables, from which its files and their descriptions are made."""
