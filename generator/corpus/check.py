"""``check_corpus``: what is wrong across all cables. Each check is a function in ``CHECKS``; pure."""

from collections import Counter
from collections.abc import Callable, Iterator

from generator.corpus.build import Corpus
from generator.problems import Problem, Severity, Where
from generator.vocabulary import nearest


def check_corpus(corpus: Corpus) -> list[Problem]:
    """Make every check over a corpus, in the order of ``CHECKS``."""
    return [*corpus.problems, *(problem for check in CHECKS for problem in check(corpus))]


def unknown_tags(corpus: Corpus) -> Iterator[Problem]:
    """Report each tag that the vocabulary does not know, once, with its count and the nearest known code (K002)."""
    known = corpus.vocabulary.tags
    for tag, positions in sorted(corpus.by_tag.items()):
        if tag not in known:
            near = nearest(tag, known) if tag.isalpha() and len(tag) <= 6 else None  # names are not misspelt codes
            hint = f"did they mean {near}? else add it to content/vocabulary/tags.csv"
            yield Problem(
                Where(corpus.cables[positions[0]].path),
                Severity.NOTE,
                "K002",
                f"the tag {tag} is not known ({_times(len(positions))})",
                hint if near else "add it to content/vocabulary/tags.csv",
            )


def unknown_posts(corpus: Corpus) -> Iterator[Problem]:
    """Report each post that the vocabulary does not know, once, with its count and the nearest known code (K003)."""
    for post, positions in sorted(corpus.by_post.items()):
        if post and post not in corpus.vocabulary.posts:
            near = nearest(post, corpus.vocabulary.posts)
            hint = f"did they mean {near}? else add it to content/vocabulary/posts.csv"
            yield Problem(
                Where(corpus.cables[positions[0]].path),
                Severity.WARNING,
                "K003",
                f"the post {post} is not known ({_times(len(positions))})",
                hint if near else "add it to content/vocabulary/posts.csv",
            )


def _times(count: int) -> str:
    return "in one cable" if count == 1 else f"in {count} cables"


def references_to_the_future(corpus: Corpus) -> Iterator[Problem]:
    """Report a reference to a held cable that is more than a day later than the citing one (K004)."""
    for one, links in zip(corpus.cables, corpus.links, strict=True):
        for target, count in Counter(link.id for link in links if link.held and link.id).items():
            cited = corpus.cables[corpus.positions[target]]
            if one.date and cited.date and (cited.date - one.date).days >= 1 and count:
                yield Problem(
                    Where(one.path),
                    Severity.NOTE,
                    "K004",
                    f"{one.id} of {one.date:%d %b %Y} cites {cited.id} of {cited.date:%d %b %Y}",
                    "a year may be wrong in the reference, or a date in one of the two",
                )


def versions(corpus: Corpus) -> Iterator[Problem]:
    """Report a text that stands nearly word for word in a longer or earlier cable of the room (K005)."""
    for at, others in sorted(corpus.versions.items()):
        one, best = corpus.cables[at], corpus.cables[others[0]]
        if (-one.words, at) > (-best.words, others[0]):
            yield Problem(
                Where(one.path),
                Severity.NOTE,
                "K005",
                f"{one.id} has nearly the text of {best.id}",
                "both are kept and linked; is one of them another version of the other?",
            )


CHECKS: tuple[Callable[[Corpus], Iterator[Problem]], ...] = (
    unknown_tags,
    unknown_posts,
    references_to_the_future,
    versions,
)
