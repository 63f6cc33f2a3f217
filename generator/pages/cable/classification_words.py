"""Classification as people say it: ``UNCLASSIFIED//FOR OFFICIAL USE ONLY`` -> ``Unclassified, for official use only``."""

from functools import lru_cache

_PHRASES = {"FOR OFFICIAL USE ONLY", "ENTIRE TEXT", "SENSITIVE"}  # other parts are codes and keep their capitals

_SHORT = {"FOR OFFICIAL USE ONLY": "FOUO", "ENTIRE TEXT": "", "SENSITIVE": "sensitive"}


@lru_cache(maxsize=1024)
def classification_in_words(printed: str) -> str:
    """Return a classification for reading; codes such as NOFORN keep their capitals."""
    level, *caveats = [part.strip() for part in printed.split("//")]
    words = [level.capitalize(), *(part.lower() if part in _PHRASES else part for part in caveats if part)]
    return ", ".join(words)


@lru_cache(maxsize=1024)
def classification_in_short(printed: str) -> str:
    """Return a classification in its shortest words: ``Unclassified, FOUO``; "the entire text" is left out."""
    level, *caveats = [part.strip() for part in printed.split("//")]
    words = [level.capitalize(), *(_SHORT.get(part, part) for part in caveats)]
    return ", ".join(word for word in words if word)
