"""Documents of other programs -> the records or the text in them. Pure."""
