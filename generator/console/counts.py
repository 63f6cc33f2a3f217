"""Numbers of things in words."""


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 cable``, ``2 cables``; many where an s is not enough."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
