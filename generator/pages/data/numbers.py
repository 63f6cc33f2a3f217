"""What numbers each post gave in each month, so that a number and a date that stand side by side can be held together. Pure.

    the cables held of 2007 -> check-citations/numbers/2007.js -> ASTANA: April: 1,061 to 1,061

A post numbers its telegrams from 1 each year, in the order in which they are written. So where it sent number 368 in April,
it had not come to number 500 in January. Specimens are left out: nobody sent them.
"""

from collections.abc import Iterator

import msgspec

from generator.corpus import Corpus
from generator.pages.cable.view import SPECIMENS
from generator.pages.data.views import NumbersView
from generator.pages.page import Page

_Months = dict[int, tuple[int, int, int]]


def number_pages(corpus: Corpus) -> Iterator[Page]:
    """Yield a file of numbers for each year of which cables are held, the earliest first."""
    years: dict[int, dict[str, _Months]] = {}
    for one in corpus.cables:
        sent = one.date
        if sent is None or one.serial is None or not one.post or one.year != sent.year or one.collection == SPECIMENS:
            continue  # a number of another year than the date says nothing of the order within a year
        months = years.setdefault(one.year, {}).setdefault(one.post, {})
        month, serial = sent.month, one.serial
        _, low, high = months.get(month, (month, serial, serial))
        months[month] = (month, min(low, serial), max(high, serial))
    for year, posts in sorted(years.items()):
        view = NumbersView(
            year, {post: tuple(row for _, row in sorted(rows.items())) for post, rows in sorted(posts.items())}
        )
        yield Page(f"check-citations/numbers/{year}.js", "", view, claimed_by="the checker of citations")


def set_numbers(view: NumbersView) -> bytes:
    """Return a file of numbers: a script that leaves them, as JSON, where the page looks for them."""
    return b"(globalThis.SentNumbers ??= {})[%d] = %b;\n" % (view.year, msgspec.json.encode(view.posts))
