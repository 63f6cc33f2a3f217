"""New rooms and new files from templates."""
