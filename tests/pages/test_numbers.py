"""What numbers each post gave in each month of a year, for the page that checks citations."""

import datetime as dt
import json

import msgspec

from generator.pages.data.numbers import number_pages, set_numbers
from generator.pages.data.views import NumbersView
from tests.pages.conftest import Desk
from tests.room import cable_text


def numbers(desk: Desk, *texts: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for page in number_pages(desk.read(*texts).corpus):
        assert isinstance(page.view, NumbersView)
        assert page.view == msgspec.msgpack.decode(msgspec.msgpack.encode(page.view), type=NumbersView)
        found[page.address] = json.loads(set_numbers(page.view).decode().partition(" = ")[2].rstrip(";\n"))
    return found


def test_of_each_month_the_lowest_and_the_highest_number_is_kept(desk: Desk) -> None:
    texts = [
        cable_text("07VENSK12", day=dt.date(2007, 1, 13)), cable_text("07VENSK40", day=dt.date(2007, 1, 30)),
        cable_text("07VENSK31", day=dt.date(2007, 1, 20)), cable_text("07VENSK90", day=dt.date(2007, 6, 1)),
        cable_text("08VENSK1", day=dt.date(2008, 1, 2)),
    ]  # fmt: skip

    assert numbers(desk, *texts) == {
        "check-citations/numbers/2007.js": {"VENSK": [[1, 12, 40], [6, 90, 90]]},
        "check-citations/numbers/2008.js": {"VENSK": [[1, 1, 1]]},
    }


def test_a_number_of_another_year_than_its_date_says_nothing(desk: Desk) -> None:
    assert numbers(desk, cable_text("07VENSK900", day=dt.date(2008, 1, 2))) == {}
