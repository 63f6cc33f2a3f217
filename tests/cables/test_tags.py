"""The value of a TAGS line, a case a line: docs/reference/format.md, "TAGS"."""

import pytest

from generator.cables.heading.tags import is_tag_line, parse_tags
from tests.cables.words import lines, words


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("PREL, PGOV, QH", "PREL|PGOV|QH"),
        ("PREL PGOV QH", "PREL|PGOV|QH"),
        ("prel, pgov, qh", "PREL|PGOV|QH"),
        ("PREL,PGOV;ECON", "PREL|PGOV|ECON"),
        ("PREL\nPGOV, QH", "PREL|PGOV|QH"),
        # phrases and persons between commas
        ("PREL, HUMAN RIGHTS, QH", "PREL|HUMAN RIGHTS|QH"),
        ("PREL, POLITICAL PARTIES, ELECTIONS", "PREL|POLITICAL PARTIES|ELECTIONS"),
        ("PREL, TERRORISM, CORRUPTION", "PREL|TERRORISM|CORRUPTION"),
        ("PREL, WALLS AND GATES, RULE OF LAW", "PREL|WALLS AND GATES|RULE OF LAW"),
        ("PREL AND PGOV, QH", "PREL|PGOV|QH"),
        ("PREL, MARETH, JORUN", "PREL|MARETH, JORUN"),
        ("PREL, XXXXXXXXXXXX, MARETH, JORUN", "PREL|XXXXXXXXXXXX|MARETH, JORUN"),
        ("PREL, HUMAN RIGHTS, MARETH, JORUN, QH", "PREL|HUMAN RIGHTS|MARETH, JORUN|QH"),
        ("OVIP (MARETH, JORUN), QH", "OVIP|MARETH, JORUN|QH"),
        ("OVIP (MARETH,\nJORUN) QH", "OVIP|MARETH, JORUN|QH"),
        # codes that the table does not have are codes still
        ("PREL, KQXZ, KXYQ", "PREL|KQXZ|KXYQ"),
        # blanks alone: known codes are codes, a run of unknown words is one phrase
        ("PREL PGOV MARETH JORUN QH", "PREL|PGOV|MARETH JORUN|QH"),
        ("HARBOR WALLS PREL", "HARBOR WALLS|PREL"),
        # fused
        ("QHPREL", "QH|PREL"),
        ("PRELQH", "PREL|QH"),
        ("PRELPGOVQH", "PREL|PGOV|QH"),
        ("PREL-PGOV/QH", "PREL|PGOV|QH"),
        ("MARETH", "MARETH"),
    ],
)
def test_a_value_gives_its_codes(value: str, codes: str) -> None:
    assert "|".join(parse_tags(lines(value), words()).codes) == codes


@pytest.mark.parametrize(
    ("before", "line", "expected"),
    [
        ("PREL, PGOV,", "ETRD, QH", True),
        ("prel, pgov", "etrd, qh", True),
        ("OVIP (MARETH,", "JORUN) QH", True),
        ("PREL, PGOV", "The fair opened.", False),
        ("prel, pgov", "the fair opened", False),
        ("PREL, PGOV", "SUBJECT: FAIR", False),
    ],
)
def test_a_line_below_is_told_from_other_lines(before: str, line: str, *, expected: bool) -> None:
    assert is_tag_line(line, words().tags, lines(before)) is expected
