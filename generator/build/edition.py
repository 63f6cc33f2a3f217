"""``data/full/``: the data edition as part of a site, if the settings ask for it.

A year without changed cables keeps its text file, and its lines come from there; if no cable changed, the edition stays
as it is. So a build that updates the edition writes the same bytes as one that starts from nothing.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.load import Sources
from generator.build.site import Site
from generator.build.work.last_gate import EDITION as FOLDER
from generator.build.work.text_parts import CableText, text_parts
from generator.build.work.worker import reading_digest
from generator.corpus import Corpus
from generator.edition.database import sqlite_version
from generator.edition.parquet import parquet_version
from generator.edition.texts import file_name, year_of
from generator.edition.write import Form, write_edition
from generator.pages.data.schema import about
from generator.pages.dates import moment
from generator.system.digests import digest
from generator.system.processes import Workers

_NOTE = "edition"


class _Known(msgspec.Struct, frozen=True):
    """The inputs of the edition: a digest of all of it, and one of the lines of each year."""

    whole: bytes = b""
    years: Mapping[str, bytes] = {}


def update_edition(
    site: Site, inputs: Inputs, corpus: Corpus, sources: Sources, pool: Workers, count: Callable[[int], object]
) -> None:
    """Write the edition into the site, or leave it as it is."""
    note = site.store.note(_NOTE)
    before = msgspec.msgpack.decode(note, type=_Known) if note else _Known()
    form = Form(about(inputs.config, inputs.collections), parquet=inputs.config.build.parquet)
    years = _digests(site, inputs, corpus)
    versions = (sqlite_version(), parquet_version() if form.parquet else "")
    whole = digest(msgspec.msgpack.encode((years, form, versions)))
    standing = tuple(address for address, _ in site.store.digests(FOLDER))
    intact = {address for address in standing if address not in site.altered}
    if whole == before.whole and standing and len(intact) == len(standing):
        for address in standing:
            site.claims.add(address, "the data edition")
        return
    known = {
        year: site.folder / FOLDER / file_name(year)
        for year, made_from in years.items()
        if before.years.get(year) == made_from and f"{FOLDER}/{file_name(year)}" in intact
    }
    new = site.scratch / "edition"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    write_edition(new, text_parts(_cables(corpus, sources), pool, known), form, site.gate, count, known)
    names = {path.name for path in new.iterdir()}
    for name in sorted({*names, *(path.name for path in known.values())}):
        site.claims.add(f"{FOLDER}/{name}", "the data edition")
        if name in names:
            site.take(f"{FOLDER}/{name}", new / name)
    site.store.write_note(_NOTE, msgspec.msgpack.encode(_Known(whole, years)))


def _cables(corpus: Corpus, sources: Sources) -> Iterator[tuple[str, CableText]]:
    for one, links in zip(corpus.cables, corpus.links, strict=True):
        yield year_of(moment(one.date)), CableText(one.id, one.path, links, sources.spilled.get(one.path))


def _digests(site: Site, inputs: Inputs, corpus: Corpus) -> dict[str, bytes]:
    """Return, for each year, the digest of everything that its lines depend on."""
    sources = dict(site.store.source_digests())
    encode = msgspec.msgpack.Encoder().encode
    common = reading_digest(inputs)
    lines = (
        (year_of(moment(one.date)), digest(encode((one.id, one.path, links)), sources[one.path]))
        for one, links in zip(corpus.cables, corpus.links, strict=True)
    )
    return {year: digest(common, *(made for _, made in same)) for year, same in groupby(lines, key=itemgetter(0))}
