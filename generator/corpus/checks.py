"""``check_corpus``: what is wrong across all cables, and what of it the record of each cable tells. Pure.

Each check is a function in ``CHECKS``; ``checks_across`` says the same of one cable, for its page.
"""

from collections.abc import Callable, Iterator, Sequence

from generator.cables.model import Check
from generator.corpus.build import Corpus
from generator.corpus.catalogue import is_later
from generator.corpus.facts import Facts
from generator.problems import Problem, Where, nearest, problem_at

_LONGEST_CODE = 6


def check_corpus(corpus: Corpus) -> list[Problem]:
    """Make every check over a corpus, in the order of ``CHECKS``."""
    return [*corpus.problems, *(problem for check in CHECKS for problem in check(corpus))]


def unknown_tags(corpus: Corpus) -> Iterator[Problem]:
    """Report each tag that the vocabulary does not know, once, with its count and the nearest known code (K002)."""
    known = corpus.vocabulary.tags
    alike: dict[str, list[str]] = {}
    for code in known:
        for part in _parts(code):
            alike.setdefault(part, []).append(code)
    for tag, positions in sorted(corpus.by_tag.items()):
        if tag not in known:
            near = ""
            if tag.isalpha() and len(tag) <= _LONGEST_CODE:  # names are not misspelt codes
                near = nearest(tag, dict.fromkeys(code for part in _parts(tag) for code in alike.get(part, ())))
            where = Where(corpus.cables[positions[0]].path)
            yield problem_at("K002", where, tag=tag, times=_times(len(positions)), meant=near)


def _parts(code: str) -> list[str]:
    """Return a code, and it without one letter: two codes that differ by a slip have one of these in common."""
    return [code, *(code[:at] + code[at + 1 :] for at in range(len(code)))]


def unknown_posts(corpus: Corpus) -> Iterator[Problem]:
    """Report each post that the vocabulary does not know, once, with its count and the nearest known code (K003)."""
    for post, positions in sorted(corpus.by_post.items()):
        if post and post not in corpus.vocabulary.posts:
            meant = nearest(post, corpus.vocabulary.posts)
            where = Where(corpus.cables[positions[0]].path)
            yield problem_at("K003", where, post=post, times=_times(len(positions)), meant=meant)


def _times(count: int) -> str:
    return "in one cable" if count == 1 else f"in {count} cables"


def references_to_the_future(corpus: Corpus) -> Iterator[Problem]:
    """Report a reference to a held cable that was sent a day or more after the citing one (K004)."""
    for at, one in enumerate(corpus.cables):
        for cited in _later(corpus, at):
            sent, later = f"{one.date:%d %b %Y}", f"{cited.date:%d %b %Y}"
            yield problem_at("K004", Where(one.path), citing=one.id, sent=sent, cited=cited.id, later=later)


def _later(corpus: Corpus, position: int) -> list[Facts]:
    one = corpus.cables[position]
    return [cited for to in corpus.cites[position] if is_later(cited := corpus.cables[to], one)]


def versions(corpus: Corpus) -> Iterator[Problem]:
    """Report each cable whose text a longer or earlier cable of the room has nearly word for word (K005)."""
    for at in sorted(corpus.versions):
        best = longer_version(corpus, at)
        if best is not None:
            one = corpus.cables[at]
            yield problem_at("K005", Where(one.path), cable=one.id, longer=corpus.cables[best].id)


def longer_version(corpus: Corpus, position: int) -> int | None:
    """Return the position of the longest version of a cable's text, None when that is its own; of two alike the earlier."""
    others = corpus.versions.get(position)
    if not others:
        return None
    best = others[0]
    own_is_longest = (-corpus.cables[position].words, position) < (-corpus.cables[best].words, best)
    return None if own_is_longest else best


def checks_across(corpus: Corpus, position: int) -> tuple[Check, ...]:
    """Return what the record of a cable tells of it among the others: each check that can be made, in one line."""
    one = corpus.cables[position]
    found: list[Check] = []

    def tell(name: str, faults: Sequence[str], wrong: str, right: str) -> None:
        found.append(Check(name, not faults, ", ".join(faults), wrong if faults else right))

    doubled = corpus.doubled.get(one.id, ())
    tell("identifier and other files", doubled, "also in {found}", "no other file has it")
    unknown = [tag for tag in one.tags if tag not in corpus.vocabulary.tags]
    if one.post:
        unknown += [] if one.post in corpus.vocabulary.posts else [one.post]
    if one.tags or one.post:
        tell("codes and vocabulary", unknown, "not known: {found}", "all known")
    if one.date is not None and any(corpus.cables[to].date for to in corpus.cites[position]):
        later = [f"{cited.id} of {cited.date:%d %b %Y}" for cited in _later(corpus, position)]
        tell("references and dates", later, "sent later: {found}", "none was sent later")
    alike = [corpus.cables[at].id for at in corpus.versions.get(position, ())]
    tell("text and other texts", alike, "nearly that of {found}", "none is nearly the same")
    return tuple(found)


CHECKS: tuple[Callable[[Corpus], Iterator[Problem]], ...] = (
    unknown_tags,
    unknown_posts,
    references_to_the_future,
    versions,
)
