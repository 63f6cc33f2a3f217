"""What a room holds against what message numbers imply: a page, and the list of the cables most wanted, for machines.

A post numbers its telegrams from 1 each year, so the highest number seen, held or cited, is the least that it sent. That
says nothing of how many more it sent, nor of what kind they were. Specimens are left out: nobody sent them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.cables.ids import parse_id
from generator.corpus import Corpus
from generator.pages import addresses
from generator.pages.cable.view import SPECIMENS, is_invented
from generator.pages.lists.views import Coverage, CoverageRow, CoverageView
from generator.pages.page import Page
from generator.pages.parts import WHOLE, Scope

_STEPS = (0.01, 0.1, 0.33, 0.66)
_MOST_COLUMNS = 10  # as many as a desktop shows beside the names
_MOST_CELLS = 0.95  # of all that is known: what years of their own must show
_NOTHING = Coverage(0, 0, 0, "", 0)


def coverage_page(corpus: Corpus, _scope: Scope = WHOLE) -> Iterator[Page]:
    """Yield the page of coverage: posts by years."""
    known = _counted(corpus)
    columns = _columns(Counter(year for _, year in known.highest))
    rows = []
    for post in sorted({post for post, _ in known.highest}):
        cells = tuple(_cell(corpus, post, years, known) for years in columns)
        together = _cell(corpus, post, [year for years in columns for year in years], known)
        address = addresses.origin_page(post) if post in corpus.by_post else ""
        rows.append(CoverageRow(corpus.vocabulary.post_of(post).name, address, cells, together or _NOTHING))
    words = corpus.vocabulary.words
    heads = tuple(words.say("to {year}", year=years[0]) if len(years) > 1 else str(years[0]) for years in columns)
    view = CoverageView(heads, tuple(rows), known.held.total(), known.highest.total(), known.wanted)
    yield Page("coverage/index.html", "coverage.html", view, claimed_by="the page of coverage")


class _Known(msgspec.Struct):
    """By post and year: how many cables are held, the highest number seen, how many are cited and not held.

    wanted is how many are cited and not held altogether.
    """

    held: Counter[tuple[str, int]]
    highest: Counter[tuple[str, int]]
    cited: Counter[tuple[str, int]]
    wanted: int


def _counted(corpus: Corpus) -> _Known:
    wanted = [one for one in corpus.missing if not is_invented(corpus, one)]
    known = _Known(Counter(), Counter(), Counter(), len(wanted))
    for cable in corpus.cables:
        if cable.year is not None and cable.serial is not None and cable.post and cable.collection != SPECIMENS:
            key = (cable.post, cable.year)
            known.held[key] += 1
            known.highest[key] = max(known.highest[key], cable.serial)
    for missing in wanted:
        identity = parse_id(missing.id)
        if identity is not None and identity.post in corpus.vocabulary.posts:
            key = (identity.post, identity.year)
            known.cited[key] += 1
            known.highest[key] = max(known.highest[key], identity.serial)
    return known


def coverage_rows(corpus: Corpus) -> Iterator[tuple[object, ...]]:
    """Yield the lines of ``data/coverage.csv``: each post and year of which anything is known."""
    known = _counted(corpus)
    return ((*key, known.held[key], known.highest[key], known.cited[key]) for key in sorted(known.highest))


def _columns(cells: Mapping[int, int]) -> list[list[int]]:
    """Return the years of each column, the newest first; early years that few posts have stand together in the last.

    cells is how many posts have anything in each year.
    """
    years = sorted(cells, reverse=True)
    told, alone = 0, 0
    while alone < min(len(years), _MOST_COLUMNS) and told < _MOST_CELLS * sum(cells.values()):
        told += cells[years[alone]]
        alone += 1
    late, early = years[:alone], years[alone:]
    return [[year] for year in late] + ([early] if early else [])


def _cell(corpus: Corpus, post: str, years: Sequence[int], known: _Known) -> Coverage | None:
    keys = [(post, year) for year in years if (post, year) in known.highest]
    if not keys:
        return None
    count, top, cited = (sum(map(one.__getitem__, keys)) for one in (known.held, known.highest, known.cited))
    share = count / top if top else 0.0
    level = sum(share >= step for step in _STEPS) + 1 if count else 0
    only = keys[0] if len(years) == 1 and count and post in corpus.by_post else None
    address = addresses.post_year_page(only[1], post) if only else ""
    return Coverage(count, top, cited, address, level)


def wanted_rows(corpus: Corpus) -> Iterator[tuple[object, ...]]:
    """Yield the lines of ``data/wanted.csv``: cables cited and not held, the most cited first."""
    return (
        (one.id, named.post, named.year, named.serial, len(one.cited_by), " ".join([who.id for who in one.cited_by]))
        for one in sorted(corpus.missing, key=lambda one: (-len(one.cited_by), one.id))
        if (named := parse_id(one.id)) is not None and not is_invented(corpus, one)
    )
