"""What the search page must know to read a question before it asks the index: posts and spellings. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.cables.ids import parse_id
from generator.corpus import Corpus
from generator.pages.html import json_in_a_page
from generator.vocabulary import Vocabulary


def search_words(corpus: Corpus) -> str:
    """Return the words of the search page as JSON that may stand in a script element.

    ``posts`` has for each post its code and its other spellings, squeezed to capitals: commas between these, a blank between
    posts. ``spellings`` are the spellings of one name: ``Asad=Assad``, a stroke between two names. This is a quarter less
    to load than lists and objects.
    """
    vocabulary = corpus.vocabulary
    gathered: dict[str, set[str]] = {}
    for spelling, name in vocabulary.spellings.items():
        gathered.setdefault(name, {name}).add(spelling)
    words = {
        "posts": _posts(corpus),
        "spellings": _lists(sorted(spellings) for _, spellings in sorted(gathered.items())),
    }
    return json_in_a_page(words)


def post_words(corpus: Corpus) -> str:
    """Return the posts and their spellings alone, in the same form."""
    return json_in_a_page({"posts": _posts(corpus)})


def _lists(lists: Iterable[Sequence[str]]) -> str:
    return "|".join("=".join(one.replace("|", "/").replace("=", " ") for one in words) for words in lists)


def _posts(corpus: Corpus) -> str:
    vocabulary = corpus.vocabulary
    cited = (parse_id(one.id) for one in corpus.missing)
    codes = {*vocabulary.posts, *corpus.by_post, *(identity.post for identity in cited if identity)} - {""}
    names: dict[str, set[str]] = {code: set() for code in codes}
    for name, code in (vocabulary.post_names | _embassies(vocabulary)).items():
        names.setdefault(code, set()).add(name)
    return " ".join(",".join((code, *sorted(spelt - {code}))) for code, spelt in sorted(names.items()))


def _embassies(vocabulary: Vocabulary) -> dict[str, str]:
    """Return EMBASSYINFRANCE and the like: where a country has one embassy, printed histories name it by the country."""
    embassies = [post for post in vocabulary.posts.values() if post.kind == "embassy" and post.country]
    count = Counter(post.country for post in embassies)
    squeezed = {post.code: "".join(one for one in post.country.upper() if "A" <= one <= "Z") for post in embassies}
    return {f"EMBASSYIN{squeezed[post.code]}": post.code for post in embassies if count[post.country] == 1}
