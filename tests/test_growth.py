"""The yardstick of growth notices what grows too fast, and forgives noise."""

from tests.growth import growth


def test_time_that_grows_with_the_square_is_noticed() -> None:
    assert "four times as much" in growth(lambda: 10**2, lambda: 40**2)


def test_time_beyond_the_bound_is_noticed() -> None:
    assert "allowed" in growth(lambda: 10, lambda: 40, 30)
    assert growth(lambda: 10, lambda: 40, 50) == ""


def test_slow_moments_are_forgiven() -> None:
    slow_at_first = iter([400.0, 300.0, 40.0])

    assert growth(lambda: 10, lambda: next(slow_at_first)) == ""
