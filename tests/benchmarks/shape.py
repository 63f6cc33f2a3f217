"""Who cabled when, about what, and citing what: the skeleton of a synthetic collection. Writes no text.

The shares are those counted over 1,295 real pages. Where nothing was counted the number is ours: HELD, the share of
references whose cable is in the collection (the sample of 1,295 holds 13 in a hundred; in the whole collection more
are), and the weights of the posts.
"""

import datetime as dt
import random
from bisect import bisect_left
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from generator.vocabulary import Post, standard

Value = TypeVar("Value")

SEED = 20101128
# 93 in a hundred are of 2005 to 2010; three in a hundred here are of the 1970s and in the layout of their archive.
YEARS = {
    1973: 4, 1974: 6, 1975: 7, 1976: 6, 1977: 4, 1978: 2, 1979: 1, 1986: 1, 1989: 2, 1990: 2, 1994: 1, 1998: 2, 2000: 4,
    2001: 6, 2002: 10, 2003: 13, 2004: 19, 2005: 95, 2006: 180, 2007: 185, 2008: 185, 2009: 215, 2010: 70,
}  # fmt: skip
CLASSIFICATIONS = {
    "CONFIDENTIAL": 605, "SECRET": 290, "SECRET//NOFORN": 217, "CONFIDENTIAL//NOFORN": 79,
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY": 68, "UNCLASSIFIED": 36,
}  # fmt: skip
TAGS = {"PREL": 1040, "PGOV": 834, "PTER": 320, "PINR": 254, "ECON": 235, "MARR": 164, "PHUM": 160, "MOPS": 135}
TAGS_A_CABLE = {2: 6, 3: 12, 4: 18, 5: 20, 6: 16, 7: 11, 8: 8, 9: 5, 10: 3, 14: 1}  # mean 5.6
SECTIONS = {1: 475, 2: 326, 3: 261, 4: 126, 5: 59, 6: 17, 7: 12, 8: 5, 9: 2, 10: 1, 11: 3}
REFERENCES = {1: 48, 2: 24, 3: 13, 4: 7, 5: 4, 6: 2, 9: 1, 12: 1}  # mean 2.1
WITH_REFERENCES = 0.56  # 727 of 1,295
SAME_POST = 0.80  # 1,242 of 1,548; of the others 188 of 306 are the Department's
DEPARTMENT = 0.61
HELD = 0.45
_TRIES = 6  # to find a number between two cables that neither has
ARCHIVE = range(1973, 1980)  # years in the layout of the archive of the 1970s


class Slot(msgspec.Struct, frozen=True):
    """A cable to be written: its place in the collection and what others may say of it."""

    place: int
    post: Post
    sent: dt.datetime
    serial: int

    @property
    def id(self) -> str:
        """The identifier."""
        return f"{self.sent.year % 100:02d}{self.post.code}{self.serial}"


class Outline(msgspec.Struct, frozen=True):
    """What a cable is about. references are (id year, post's name, serial) of other cables."""

    slot: Slot
    classification: str
    tags: tuple[str, ...]
    sections: int
    references: tuple[tuple[int, str, int], ...]


class Plan:
    """All slots of a collection, their lists by post, the last number of each year and post. One count makes one plan."""

    def __init__(self, count: int) -> None:
        """Plan count cables."""
        draw = random.Random(f"{SEED} plan")
        posts = posts_by_weight()
        years = list(YEARS)
        drawn = zip(
            draw.choices(years, list(YEARS.values()), k=count),
            draw.choices(posts, [1 / (rank + 6) for rank in range(len(posts))], k=count),
            strict=True,
        )
        when = sorted((_moment(draw, year), post.code) for year, post in drawn)
        by_code = {post.code: post for post in posts}
        self.last: dict[tuple[int, str], int] = {}
        self.slots: list[Slot] = []
        self.by_post: dict[str, list[Slot]] = {}
        for place, (sent, code) in enumerate(when):
            serial = self.last.get((sent.year, code), 0) + draw.choice((1, 1, 1, 2, 2, 3, 4))
            self.last[sent.year, code] = serial
            slot = Slot(place, by_code[code], sent, serial)
            self.slots.append(slot)
            self.by_post.setdefault(code, []).append(slot)

    def another(self) -> Slot:
        """Return a slot that the collection has not: one more cable of its last cable's post."""
        last = self.slots[-1]
        return Slot(len(self.slots), last.post, last.sent + dt.timedelta(minutes=17), last.serial + 1)


def posts_by_weight() -> list[Post]:
    """Return the posts of the vocabulary that can send, the busiest first; which they are is drawn, the Department first."""
    known = sorted((one for one in standard().posts.values() if one.indicator), key=lambda one: one.code)
    posts = [msgspec.structs.replace(one, indicator=one.indicator.split()[0]) for one in known]
    random.Random(f"{SEED} posts").shuffle(posts)
    return sorted(posts, key=lambda one: one.code != "STATE")


def _moment(draw: random.Random, year: int) -> dt.datetime:
    start = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    days = 58 if year == 2010 else 364  # the collection ends in February 2010
    return start + dt.timedelta(days=int(draw.random() * days), minutes=draw.randrange(360, 1260))


class Outliner:
    """Draws outlines. What is drawn for a cable depends on its place and the plan, not on who draws it."""

    def __init__(self, plan: Plan) -> None:
        """Prepare the lists of tags."""
        self.plan = plan
        known = standard().tags.values()
        codes = sorted(one.code for one in known if one.kind in {"subject", "program"} and one.code not in TAGS)
        random.Random(f"{SEED} tags").shuffle(codes)
        self._tags = [*TAGS, *codes]
        self._weights = [*TAGS.values(), *(1100 / (rank + 9) for rank in range(len(codes)))]
        self._countries = sorted(one.code for one in known if one.kind == "country")

    def outline(self, slot: Slot, draw: random.Random) -> Outline:
        """Draw what a cable is about."""
        classification = pick(draw, CLASSIFICATIONS)
        return Outline(slot, classification, self._draw_tags(slot, draw), pick(draw, SECTIONS), self._cited(slot, draw))

    def _draw_tags(self, slot: Slot, draw: random.Random) -> tuple[str, ...]:
        count = pick(draw, TAGS_A_CABLE)
        tags = dict.fromkeys(draw.choices(self._tags, self._weights, k=count + 1))
        codes = list(tags)[: max(count - 1, 1)]
        if draw.random() < 0.2:
            codes.append(draw.choice(self._countries))
        return tuple(dict.fromkeys((*codes, slot.post.country_code or "US")))

    def _cited(self, slot: Slot, draw: random.Random) -> tuple[tuple[int, str, int], ...]:
        if draw.random() >= WITH_REFERENCES:
            return ()
        cited: dict[tuple[int, str, int], None] = {}
        for _ in range(pick(draw, REFERENCES)):
            code = slot.post.code
            if draw.random() >= SAME_POST:
                code = "STATE" if draw.random() < DEPARTMENT else draw.choice(self.plan.slots).post.code
            one = self._one_of(code, slot, draw)
            if one is not None:
                cited[one] = None
        return tuple(cited)

    def _one_of(self, code: str, slot: Slot, draw: random.Random) -> tuple[int, str, int] | None:
        """Return an earlier cable of a post, held or, as often as HELD leaves, one that the collection has not."""
        theirs = self.plan.by_post.get(code, ())
        at = bisect_left(theirs, slot.place, key=lambda one: one.place)
        if at == 0:
            return None
        wanted = draw.random() < HELD
        for _ in range(_TRIES):
            back = min(int(draw.expovariate(0.08)), at - 1)
            near = theirs[at - 1 - back]
            if wanted:
                return near.sent.year, near.post.code, near.serial
            following = theirs[at - back] if back else slot
            gap = following.serial - near.serial if following.sent.year == near.sent.year else 0
            if following.post.code == code and gap > 1:
                return near.sent.year, code, near.serial + draw.randrange(1, gap)
        return near.sent.year, code, self.plan.last[near.sent.year, code] + draw.randrange(1, 5)


def pick(draw: random.Random, shares: Mapping[Value, int]) -> Value:
    """Draw one of shares by its weight."""
    return draw.choices(list(shares), list(shares.values()))[0]
