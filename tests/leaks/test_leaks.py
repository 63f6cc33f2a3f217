"""A few of the phrases that ``make leaks`` tries."""

import pytest

from tests.leaks.run import IN_CABLES, IN_MARKDOWN, WITHIN, sees, try_phrases


def test_no_phrase_that_is_withheld_is_left() -> None:
    done = try_phrases(25, seed=7)

    assert done.left == []
    # The last gate stops a build whose withheld word the program writes itself: safe, and to be rare.
    assert done.stopped <= done.tried // 20
    assert done.tried > done.refused


FORMS = [
    *((f"Jorun{between}Mareth", "cable") for between in IN_CABLES),
    *((f"Jorun{between}Mareth", "Markdown") for between in IN_MARKDOWN if between != "[^1] "),
    *((f"Jo{within}run Mareth", "within a word") for within in WITHIN),
    ("JORUN MARETH", "capitals"),
]


@pytest.mark.parametrize("form", [form for form, _ in FORMS], ids=[f"{kind} {n}" for n, (_, kind) in enumerate(FORMS)])
def test_who_searches_sees_each_form_that_is_planted(form: str) -> None:
    """Or nothing left would mean nothing."""
    assert sees("Jorun Mareth", f"zz {form} zz")
    assert not sees("Jorun Mareth", "Jorun. Mareth and Jorunn Mareth, Jorun the Mareth")
