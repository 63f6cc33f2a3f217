"""What a changed document changes in the lists of words."""

import msgspec

from generator.search import format  # noqa: A004  no name is formatted here
from generator.search.pagefind.stems import Stems
from generator.search.word_lists import WordLists


def counts(**words: int) -> bytes:
    return msgspec.msgpack.encode(words)


def test_a_stem_that_tells_as_much_of_the_old_text_and_the_new_is_left_alone() -> None:
    lists = WordLists(Stems(), wide=False)
    lists.wait(5, counts(harbour=1, ferries=2, quay=1), counts(harbour=1, ferry=2, crane=1))
    lists.settle()
    changed = {stem: (list(added), gone) for stem, added, gone in lists.changes()}

    assert changed == {"quay": ([5 * format.WEIGHTS], set()), "crane": ([], {5})}


def test_a_stem_of_another_weight_is_taken_out_and_put_in() -> None:
    lists = WordLists(Stems(), wide=False)
    lists.wait(7, counts(harbour=9), counts(harbour=1))
    lists.wait(8, counts(harbour=1), counts())
    lists.settle()
    changed = {stem: (list(added), gone) for stem, added, gone in lists.changes()}

    assert changed == {"harbour": ([7 * format.WEIGHTS + 2, 8 * format.WEIGHTS], {7})}


def test_a_number_that_many_texts_say_is_listed_for_each() -> None:
    lists = WordLists(Stems(), wide=False)
    for number in (1, 2):
        lists.wait(number, msgspec.msgpack.encode({"2007": 1}), counts())
        lists.settle()
    assert [(stem, list(added)) for stem, added, _ in lists.changes()] == [("2007", [4, 8])]
