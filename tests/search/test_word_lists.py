"""What a changed document changes in the lists of words."""

from generator.search import format  # noqa: A004  no name is formatted here
from generator.search.document import Text, pack
from generator.search.pagefind.stems import Stems
from generator.search.word_lists import Replaced, WordLists
from generator.system.processes import Pool


def text_of(*words: str) -> bytes:
    return pack(Text("", "about.html", "", kind="page", blocks=(("", " ".join(words)),)))


def no_tools(_: object) -> None:
    """Set up nothing: the tasks of the index need no tools."""


def changed_by(*texts: Replaced, jobs: int = 1) -> dict[str, tuple[list[int], set[int]]]:
    lists = WordLists(Stems(), wide=False)
    through: list[int] = []
    with Pool(jobs, no_tools, None) as pool:
        lists.add(texts, pool, through.append)
    assert sum(through) == len(texts)
    return {stem: (list(added), gone) for stem, added, gone in lists.changes()}


def test_a_stem_that_tells_as_much_of_the_old_text_and_the_new_is_left_alone() -> None:
    new = text_of("harbour", "ferries", "ferries", "quay")
    changed = changed_by((5, new, text_of("harbour", "ferry", "ferry", "crane")))

    assert changed == {"quay": ([5 * format.WEIGHTS], set()), "crane": ([], {5})}


def test_a_stem_of_another_weight_is_taken_out_and_put_in() -> None:
    changed = changed_by((7, text_of(*["harbour"] * 9), text_of("harbour")), (8, text_of("harbour"), b""))

    assert changed == {"harbour": ([7 * format.WEIGHTS + 2, 8 * format.WEIGHTS], {7})}


def test_a_number_that_many_texts_say_is_listed_for_each() -> None:
    texts = [(number, text_of("2007"), b"") for number in range(1, 20_000)]  # more than are asked for at once

    assert changed_by(*texts) == {"2007": ([number * format.WEIGHTS for number in range(1, 20_000)], set())}


def test_several_processes_gather_what_one_gathers() -> None:
    texts = [(number, text_of(f"ferry{number % 7}", "quay", "2007"), b"") for number in range(700)]

    assert changed_by(*texts, jobs=2) == changed_by(*texts)
