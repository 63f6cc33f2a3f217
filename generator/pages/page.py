"""A page of the site as a value. Knows nothing of templates' insides, files or folders."""

from collections.abc import Sequence

import msgspec


class Page(msgspec.Struct, frozen=True):
    """One page: its address, its template, and everything that the template may read.

    Attributes:
        address: relative to the site's root (``cable/2007/astana/07ASTANA1061.html``).
        template: "" for a page that needs none, such as a feed.
        view: a frozen Struct; whatever the page prints of other cables is in it.
        source: the path, relative to the content folder, of the cable whose whole text the page shows, "" for any other
            page: the worker that renders the page reads it and drops it.
        claimed_by: what an owner must change if two pages claim one address.
        part: the part of the room that it is planned in (pages/parts.py), "" for a page that each change plans.
    """

    address: str
    template: str
    view: msgspec.Struct
    source: str = ""
    claimed_by: str = ""
    part: str = ""


class CollectionLink(msgspec.Struct, frozen=True, array_like=True):
    """The collection of a cable, as its page shows it: all but the title is "" where the room says nothing of it."""

    title: str
    name: str = ""
    address: str = ""
    banner: str = ""
    licence: str = ""
    licence_url: str = ""


class ListPage(Page, frozen=True):
    """A page that lists cables. Its view is without the lines, which are made when the page is (``whole_view``).

    In a room of a quarter of a million cables all lists together have five million lines, and most pages of a build are
    current: their lines are compared by digest and never made.

    Attributes:
        lines: the positions of the cables in the corpus, in order.
    """

    lines: Sequence[int] = ()
