"""A page of the site as a value. Knows nothing of templates' insides, files or folders."""

from collections.abc import Sequence

import msgspec


class Page(msgspec.Struct, frozen=True):
    """One HTML page: where it goes, which template makes it, and everything that template may read.

    address is relative to the site's root (``cable/2007/astana/07ASTANA1061.html``). view is a frozen Struct: whatever
    the page prints of other cables is in it. source is the path, relative to the content folder, of the cable or essay
    whose whole text the page shows, "" for an index page: the worker that makes the page reads it and drops it.
    claimed_by is what an owner must change if two pages claim one address. lines are the positions of the cables that a
    list or a feed has: its view is without them, and made whole (lists.whole_view) when the page is made. Of a room of a
    quarter of a million cables the lists have five million lines, and most pages of a build stand as they are.
    """

    address: str
    template: str
    view: msgspec.Struct
    source: str = ""
    claimed_by: str = ""
    lines: Sequence[int] = ()
