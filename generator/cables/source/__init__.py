"""The bytes of a file -> text, metadata and the lines of the message. Each layout is a module of `layouts`."""
