"""A corpus whose cables were reworded is the one that is built anew, or there is none."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.parse import parse_cable
from generator.corpus import Facts, build_corpus, facts_of
from generator.corpus.update import reworded
from generator.vocabulary import standard
from tests.room import cable_text

IDS = ("07VENSK1", "07VENSK2", "07ASTANA1061", "08VENSK1")
PLAIN = {
    "subject": "A quiet week",
    "tags": "PREL",
    "refs": (),
    "text": "The week was quiet in all of the north, as before.",
}
LONG = "\n".join(
    f"Paragraph {n} of a long text that both of these cables have, word for word, to the end." for n in range(5)
)


def facts(cable_id: str, **parts: object) -> Facts:
    text = cable_text(cable_id, **{**PLAIN, **parts})  # type: ignore[arg-type]
    cable, problems = parse_cable(text.encode(), f"cables/{cable_id}.txt", standard())
    return facts_of(cable, problems)


PARTS = st.fixed_dictionaries(
    {},
    optional={
        "subject": st.sampled_from(("A quiet week", "A loud week")),
        "tags": st.sampled_from(("PREL", "PREL, KDEM", "PREL, 4711")),
        "refs": st.sampled_from(((), ("07VENSK2",))),
        "text": st.sampled_from((PLAIN["text"], LONG, LONG + "\nOne more.", "As 07ASTANA1061 said.")),
        "signer": st.sampled_from(("HOLM", "BERG")),
    },
)


@given(before=st.lists(PARTS, min_size=4, max_size=4), edits=st.dictionaries(st.sampled_from(IDS), PARTS, min_size=1))
def test_a_reworded_corpus_is_the_one_built_anew(
    before: list[dict[str, object]], edits: dict[str, dict[str, object]]
) -> None:
    old = {cable_id: facts(cable_id, **parts) for cable_id, parts in zip(IDS, before, strict=True)}
    read = {cable_id: facts(cable_id, **parts) for cable_id, parts in edits.items()}
    corpus = build_corpus(old.values(), standard())

    made = reworded(corpus, read.values())

    if made is not None:
        assert made == build_corpus({**old, **read}.values(), standard())


@pytest.mark.parametrize(
    ("parts", "is_made"),
    [
        ({}, True),
        ({"subject": "A loud week"}, True),
        ({"text": LONG}, True),
        ({"tags": "KDEM"}, False),
        ({"refs": ("07VENSK2",)}, False),
        ({"text": "As 07ASTANA1061 said."}, False),
        ({"signer": "BERG"}, False),
        ({"level": "SECRET"}, False),
    ],
)
def test_it_is_made_where_words_alone_have_changed(parts: dict[str, object], is_made: bool) -> None:
    corpus = build_corpus([facts(cable_id) for cable_id in IDS], standard())

    assert (reworded(corpus, [facts("07VENSK1", **parts)]) is not None) is is_made


def test_it_is_not_made_of_a_new_cable_nor_of_one_of_two_with_an_id() -> None:
    other = msgspec.structs.replace(facts("07VENSK1"), path="cables/again.txt")
    corpus = build_corpus([facts("07VENSK1"), other], standard())

    assert reworded(corpus, [facts("07VENSK1", subject="A loud week")]) is None
    assert reworded(corpus, [facts("07VENSK2")]) is None
