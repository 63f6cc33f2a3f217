"""Numbers of things in words."""


def count(number: int, name: str) -> str:
    """Return ``1 cable``, ``2 cables``."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
