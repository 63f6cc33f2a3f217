"""The shards of the search index from one build to the next: what the memory knows of them, and what it is told."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.commands.project import Options
from generator.commands.settings import Settings
from generator.corpus import Corpus
from generator.output import search
from generator.output.pool import available_cores
from generator.output.store import Store
from generator.pages.addresses import cable_page

_NOTE = "shards"


class Shards(msgspec.Struct, frozen=True):
    """The index to be brought up to date, and the addresses of the files of each shard that stands in the site."""

    index: search.Index
    standing: dict[str, list[str]]


def shards_of(site: Path, store: Store, options: Options, altered: frozenset[str], settings: Settings) -> Shards:
    """Return what stands of the index.

    Args:
        site: the output folder.
        store: the memory, with every file of the site as this build wrote it.
        options: how many shards may be made at once, how many cables one may hold.
        altered: addresses whose files are lost or not as they were written.
        settings: what is withheld: then nothing of an older state may stay.
    """
    standing: dict[str, list[str]] = {}
    for address, _ in store.digests(search.FOLDER):
        standing.setdefault(address.split("/")[2], []).append(address)
    note = store.note(_NOTE)
    index = search.Index(
        site=site,
        known=msgspec.msgpack.decode(note, type=dict[str, search.Known]) if note else {},
        intact=lambda name: name in standing and altered.isdisjoint(standing[name]),
        jobs=options.jobs or available_cores(),
        limit=options.shard_limit,
        stale_stays=not settings.withheld.rules,
        profile=options.profile,
    )
    return Shards(index, standing)


def renew_shards(shards: Shards, store: Store, corpus: Corpus) -> Iterator[tuple[search.Made, list[str]]]:
    """Yield every shard, made or left as it is, with the addresses of its files; at the end the memory is told."""
    held = {cable_page(cable.id) for cable in corpus.cables}
    cables = search.indexed_cables(one for one in store.digests("cable") if one[0] in held)
    known: dict[str, search.Known] = {}
    for made in search.make_index(shards.index, cables):
        stays = shards.standing.get(made.name, []) if made.unchanged else []
        yield made, [*(address for address, _ in made.files), *stays]
        if made.known is not None:
            known[made.name] = made.known
    store.write_note(_NOTE, msgspec.msgpack.encode(known))
