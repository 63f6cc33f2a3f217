"""Checks beyond the files that a build writes: no rule was lost since the last build, and unchanged files keep all rules.

The store keeps a digest of each thing that is withheld, never the words.
"""

from collections.abc import Collection
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.store.store import Store
from generator.problems import ConfigurationError, Where, problem_at
from generator.redaction import Gate, Rules
from generator.search import is_packed
from generator.system.reading import read

# Notes of the store: what the last build withheld, and what the site published last did.
BUILT, PUBLISHED = "withheld", "withheld published"
EDITION = "data/full"  # the folder of the data edition
_HELD = "gate"


def check_lost_rules(rules: Rules, store: Store, where: str, *, allowed: bool) -> None:
    """Check that everything that the last build withheld is still withheld (W008).

    Raises:
        ConfigurationError: W008 some of it is not, and it is not allowed that it be shown.
    """
    lost = len(digests_in(store.note(BUILT)) - rules.withheld_digests())
    if lost and not allowed:
        detail = "1 of its rules is missing" if lost == 1 else f"{lost} of its rules are missing"
        raise ConfigurationError(problem_at("W008", Where(where), detail=detail))


def digests_in(note: bytes) -> frozenset[bytes]:
    """Return the digests of what a site withholds, as a note of its store has them."""
    return frozenset(msgspec.msgpack.decode(note, type=list[bytes])) if note else frozenset()


def check_unwritten(gate: Gate, settings: Inputs, store: Store, site: Path, written: Collection[str]) -> None:
    """Check unchanged files against new rules, and note the rules for the next build.

    written are the addresses of the files that this build wrote, each of which passed the gate; the store is settled.

    Raises:
        OutputError: W006 a file shows what is withheld; B005 one cannot be read.
    """
    rules = settings.withheld
    held = settings.program_digest + rules.digest()
    if rules.rules and store.note(_HELD) != held:
        done = frozenset(written)
        for address, _ in store.digests():
            # Under other rules the edition is made anew, and checked as it is made.
            if address not in done and not is_packed(address) and not address.startswith(f"{EDITION}/"):
                gate.check(address, read(site / address))
    store.write_note(_HELD, held)
    store.write_note(BUILT, msgspec.msgpack.encode(sorted(rules.withheld_digests())))
