"""One text at a time: the bytes of a cable -> Cable and problems. Pure: opens no file, never raises on content.

The way through, in order: layouts (what wraps a message), envelope, depage, heading, strays, tail, body, references, checks;
``parse`` is where they are put together.
"""
