"""What a build reads except the cables: project, settings, pages, notes, templates, assets."""
