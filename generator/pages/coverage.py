"""What a room holds against what message numbers imply: a page, and the list of the cables most wanted, for machines.

A post numbers its telegrams from 1 each year, so the highest number seen, held or cited, is the least that it sent. That
says nothing of how many more it sent, nor of what kind they were. Specimens are left out: nobody sent them.
"""

from collections.abc import Iterator

from generator.cables.ids import parse_id
from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.cables import SPECIMENS, is_invented
from generator.pages.index_views import Coverage, CoverageRow, CoverageView
from generator.pages.page import Page
from generator.pages.tables import row, rows

_STEPS = (0.01, 0.1, 0.33, 0.66)


def coverage_page(corpus: Corpus) -> Iterator[Page]:
    """Yield the page of coverage: posts by years."""
    held: dict[tuple[str, int], int] = {}
    highest: dict[tuple[str, int], int] = {}
    cited: dict[tuple[str, int], int] = {}
    for cable in corpus.cables:
        if cable.year is not None and cable.serial is not None and cable.post and cable.collection != SPECIMENS:
            key = (cable.post, cable.year)
            held[key] = held.get(key, 0) + 1
            highest[key] = max(highest.get(key, 0), cable.serial)
    wanted = [one for one in corpus.missing if not is_invented(corpus, one)]
    for missing in wanted:
        identity = parse_id(missing.id)
        if identity is not None and identity.post in corpus.vocabulary.posts:
            key = (identity.post, identity.year)
            cited[key] = cited.get(key, 0) + 1
            highest[key] = max(highest.get(key, 0), identity.serial)
    years = sorted({year for _, year in highest})
    rows = []
    for post in sorted({post for post, _ in highest}):
        known = corpus.vocabulary.posts.get(post)
        cells = tuple(_cell(corpus, post, year, held, highest, cited) for year in years)
        address = addresses.origin_page(post) if post in corpus.by_post else ""
        rows.append(CoverageRow(known.name if known else post.capitalize(), address, cells))
    view = CoverageView(tuple(years), tuple(rows), sum(held.values()), sum(highest.values()), len(wanted))
    yield Page("coverage/index.html", "coverage.html", view, claimed_by="the page of coverage")


def _cell(
    corpus: Corpus, post: str, year: int, held: dict[tuple[str, int], int], highest: dict[tuple[str, int], int],
    cited: dict[tuple[str, int], int],
) -> Coverage | None:  # fmt: skip
    key = (post, year)
    if key not in highest:
        return None
    count, top = held.get(key, 0), highest[key]
    share = count / top if top else 0.0
    level = sum(share >= step for step in _STEPS) + 1 if count else 0
    address = addresses.post_year_page(year, post) if count and post in corpus.by_post else ""
    return Coverage(year, count, top, cited.get(key, 0), address, level)


def wanted_rows(corpus: Corpus) -> Iterator[bytes]:
    """Yield the lines of ``data/wanted.csv``: cables cited and not held, the most cited first."""
    yield row(("id", "post", "year", "number", "cited_by", "citing"))
    yield from rows(
        (one.id, named.post, named.year, named.serial, len(one.cited_by), " ".join([who.id for who in one.cited_by]))
        for one in sorted(corpus.missing, key=lambda one: (-len(one.cited_by), one.id))
        if (named := parse_id(one.id)) is not None and not is_invented(corpus, one)
    )
