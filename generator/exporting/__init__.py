"""The data edition of a room: the full text as data, with what is withheld taken out."""
