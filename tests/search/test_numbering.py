"""Numbers of documents: by date, and few of them move when a cable is added."""

import datetime as dt

from generator.search.numbering import Document, Numbers, number_documents

DAY = dt.date(2007, 4, 25)


def cable(key: str, day: dt.date | None) -> Document:
    return Document(key, True, day, b"")  # noqa: FBT003  by place


def numbers_of(*documents: Document) -> tuple[Numbers, dict[str, int]]:
    numbers, numbered = number_documents(documents)
    assert [at for at, _ in numbered] == sorted({at for at, _ in numbered})
    return numbers, {one.key: at for at, one in numbered}


def test_the_day_of_a_cable_follows_from_its_number() -> None:
    numbers, at = numbers_of(
        cable("07B2", DAY), cable("07A1", DAY), cable("07C3", DAY), cable("06D4", dt.date(2006, 3, 1))
    )

    assert numbers == Numbers(dt.date(2006, 1, 1), 2, 0, 0)
    assert at == {"06D4": 59 * 4, "07A1": 479 * 4, "07B2": 479 * 4 + 1, "07C3": 479 * 4 + 2}


def test_notes_and_pages_come_first_then_cables_without_a_date() -> None:
    page = Document("page about.html", False, None, b"")  # noqa: FBT003  by place
    numbers, at = numbers_of(cable("07A1", DAY), cable("NODATE", None), page)

    assert (numbers.cables, numbers.base) == (16, 80)
    assert at == {"page about.html": 0, "NODATE": 16, "07A1": 80 + 114}


def test_a_cable_more_moves_only_later_ones_of_its_day() -> None:
    before = [cable(f"07A{n}", DAY + dt.timedelta(n // 2)) for n in range(100, 140)]
    old, at = numbers_of(*before)
    new, now = numbers_of(*before[:-1], cable("07A1005", DAY + dt.timedelta(2)))
    moved = {key for key in at.keys() & now.keys() if at[key] != now[key]}

    assert (old.first, old.base) == (new.first, new.base)
    assert moved <= at.keys() if old.bits != new.bits else moved == {"07A101"} - {"07A101"}


def test_a_room_without_cables_has_numbers_too() -> None:
    assert number_documents(())[1] == []
