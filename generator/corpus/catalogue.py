"""What a room holds, by identifier and by message number: which cable a citation means. Pure; knows no text.

docs/reference/format.md, "Omitted years": a citation without a year means the citing cable's, unless that cannot be.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from generator.corpus.facts import Facts

_A_DAY = dt.timedelta(days=1)  # drafters cite cables that leave on the same day
_IN_HAND = dt.timedelta(days=14)  # and numbers of cables that leave somewhat later
_DIGITS = "0123456789"


class Cited(msgspec.Struct, frozen=True, gc=False):
    """Which cable a citation means: its id, whether it is held, and how the year was found.

    year is "printed", "citing" (none is printed: the citing cable's), "number" (last year's, for this year's number was
    not reached yet) or "held" (last year's, for that one is held and this year's is not). other is the same number of
    the other year when it is held too, "" when it is not.
    """

    id: str
    held: bool
    year: str = "printed"
    other: str = ""


class Holdings(msgspec.Struct, frozen=True):
    """The cables of a room by id, alias and number.

    positions maps every id to its cable's place in cables; aliases every other name to the id; numbers (post, calendar year)
    to the serials held, in order, each beside its cable's place.
    """

    cables: tuple[Facts, ...]
    positions: Mapping[str, int]
    aliases: Mapping[str, str]
    numbers: Mapping[tuple[str, int], tuple[list[int], list[int]]]

    def find(self, cited: str, citing: Facts, *, year_given: bool) -> Cited:
        """Return which cable a citation means.

        cited is its id; where no year is printed (year_given), with the citing cable's year, or last year's where its own
        post's number is out of reach.
        """
        if year_given or citing.year is None:
            known = self.known(cited)
            return Cited(known or cited, known is not None, "printed" if year_given else "citing")
        number = cited[2:]
        own = number.rstrip(_DIGITS) == citing.post
        this = f"{citing.year % 100:02d}{number}"
        this_held = self.known(this)
        late = this_held is not None and is_later(self.cables[self.positions[this_held]], citing, _IN_HAND)
        if own and cited == this and not late:
            return Cited(this_held or this, this_held is not None, "citing")
        before = f"{(citing.year - 1) % 100:02d}{number}"
        before_held = self.known(before)
        if own:
            last_years = before_held is not None or this_held is None or late
        else:
            last_years = late or (this_held is None and self._is_ahead(number, citing))
        if last_years:
            return Cited(before_held or before, before_held is not None, "number", "" if late else this_held or "")
        if this_held is None and before_held is not None:
            return Cited(before_held, held=True, year="held")
        return Cited(this_held or this, this_held is not None, "citing", before_held or "")

    def known(self, name: str) -> str | None:
        """Return the id of the cable held under an id or another name, None when none is."""
        return name if name in self.positions else self.aliases.get(name)

    def _is_ahead(self, number: str, citing: Facts) -> bool:
        """Say whether a post had not come to a number of this year when the citing cable was sent."""
        post = number.rstrip(_DIGITS)
        if citing.date is None or citing.year is None or (post, citing.year) not in self.numbers:
            return False
        before, _ = self.around(post, citing.year, int(number[len(post) :]))
        return before is not None and is_later(self.cables[before], citing, _IN_HAND)

    def around(self, post: str, year: int, serial: int) -> tuple[int | None, int | None]:
        """Return the places of the dated cables whose numbers are nearest below and above a number, None for none."""
        serials, places = self.numbers.get((post, year), ((), ()))
        below = bisect_left(serials, serial) - 1
        above = bisect_right(serials, serial)
        while below >= 0 and self.cables[places[below]].date is None:
            below -= 1
        while above < len(places) and self.cables[places[above]].date is None:
            above += 1
        return places[below] if below >= 0 else None, places[above] if above < len(places) else None


def is_later(cited: Facts, citing: Facts, by: dt.timedelta = _A_DAY) -> bool:
    """Say whether a cable was sent so much later than another that this one could not cite it."""
    return cited.date is not None and citing.date is not None and cited.date - citing.date >= by


def hold(cables: Sequence[Facts], places: Sequence[int]) -> Holdings:
    """Put cables, in the order of the room, where they are found by id, alias and number; places are 0, 1, 2 … for them."""
    positions = {one.id: at for at, one in zip(places, cables, strict=True)}
    aliases = {alias: one.id for one in cables for alias in one.aliases if alias not in positions}
    found: dict[tuple[str, int], list[int]] = {}
    for at, one in zip(places, cables, strict=True):
        if one.post and one.year is not None and one.serial is not None:
            found.setdefault((one.post, one.year), []).append(at)
    numbers = {}
    for key, same in found.items():
        same.sort(key=lambda at: cables[at].serial or 0)
        numbers[key] = [cables[at].serial or 0 for at in same], same
    return Holdings(tuple(cables), positions, aliases, numbers)
