"""Files of other systems -> cable files in a room."""
