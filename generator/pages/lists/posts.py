"""The index of posts by region and country, with a map that says the same, and a list for each post."""

from collections.abc import Iterator
from urllib.parse import quote

from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.charts import Dot, dot_radius, first_and_last_year, place_on_map, spark_width
from generator.pages.lists.feeds import feed_of
from generator.pages.lists.paginate import index_row, list_pages
from generator.pages.lists.views import Group, ListView, MapView, Row
from generator.pages.page import Page
from generator.pages.parts import WHOLE, Scope, in_part, part_of
from generator.vocabulary import land


def origin_pages(corpus: Corpus, scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the index of posts and a list for each post."""
    words = corpus.vocabulary.words
    crumbs = ((words.say("Posts"), "origin/index.html"),)
    by_region: dict[str, list[Row]] = {}
    dots: list[Dot] = []
    years = first_and_last_year(corpus)
    most = max((len(positions) for code, positions in corpus.by_post.items() if code), default=0)
    for code, positions in sorted(corpus.by_post.items()):
        if not code:
            continue
        post = corpus.vocabulary.post_of(code)
        printed = "" if code in corpus.vocabulary.posts else corpus.cables[positions[-1]].origin
        name, country = printed or post.name, post.country
        address = addresses.origin_page(code)
        row = index_row(corpus, positions, years, name, country, address)
        by_region.setdefault(post.region or words.say("Elsewhere"), []).append(row)
        if post.longitude is not None and post.latitude is not None:
            x, y = place_on_map(post.longitude, post.latitude)
            dots.append(Dot(x, y, dot_radius(len(positions), most), name, address, len(positions)))
        if scope.wants(part := part_of("post", code)):
            view = ListView(name, country, crumbs=crumbs, feed=feed_of(address), query=f"post={quote(code)}")
            yield from in_part(part, list_pages(corpus, positions, address, view, of=name, ordered=True))
    groups = tuple(
        Group(region, tuple(sorted(rows, key=lambda row: (row.words, row.name))))
        for region, rows in sorted(by_region.items())
    )
    posts = sum(len(rows) for rows in by_region.values())
    index = MapView(
        words.say("Posts"),
        words.say("The embassies, consulates, missions and offices that sent the cables."),
        groups,
        spark_width=spark_width(*years),
        land=land() if dots else "",
        dots=tuple(sorted(dots, key=lambda dot: (-dot.count, dot.name))),  # the small ones on top
        unplaced=posts - len(dots),
    )
    yield Page("origin/index.html", "posts.html", index, claimed_by="the index of posts")


def post_rows(corpus: Corpus) -> Iterator[tuple[object, ...]]:
    """Yield the lines of ``data/posts.csv``: each post that cables of the room come from."""
    return (_post_row(corpus, code) for code in sorted(corpus.by_post) if code)


def _post_row(corpus: Corpus, code: str) -> tuple[object, ...]:
    positions = corpus.by_post[code]
    days = [day for at in positions if (day := corpus.days[at])]
    counted = (len(positions), days[0] if days else "", days[-1] if days else "")
    post = corpus.vocabulary.posts.get(code)
    if post is None:
        return (code, *("",) * 10, *counted)
    place = ("" if post.latitude is None else post.latitude, "" if post.longitude is None else post.longitude)
    url = f"https://www.wikidata.org/entity/{post.wikidata}" if post.wikidata else ""
    words = (code, post.name, post.kind, post.city, post.country, post.region, post.country_code)
    return (*words, *place, post.wikidata, url, *counted)
