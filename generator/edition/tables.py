"""The tables of the data edition: columns, keys and rows. SQL, Parquet and datapackage.json are all made from these. Pure."""

from collections.abc import Iterator

import msgspec

from generator.edition.full_text import TextRecord

Row = tuple[str | int | bool | None, ...]


class Column(msgspec.Struct, frozen=True):
    """A column: its type is "string", "integer", "boolean" or "datetime"; needed says that no row is without a value."""

    name: str
    type: str
    words: str
    needed: bool = False


class Table(msgspec.Struct, frozen=True):
    """A table: that of cables, or one of the parts of a cable that a line has under the table's name."""

    name: str
    title: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """Return the columns whose values no two rows share."""
        return ("id",) if self.name == "cables" else ("cable", "position")

    @property
    def cable(self) -> str:
        """Return the column that names a row's cable."""
        return self.key[0]

    def rows(self, one: TextRecord) -> Iterator[Row]:
        """Yield the rows of a cable, values in the order of the columns."""
        if self.name == "cables":
            yield tuple(one[column.name] for column in self.columns)
            return
        for at, part in enumerate(one[self.name]):
            values = (part,) if isinstance(part, str) else part.values()
            yield (one["id"], at, *values)


class View(msgspec.Struct, frozen=True):
    """A view of room.sqlite: what it shows, and the query."""

    name: str
    title: str
    query: str


_CABLE = Column("cable", "string", "the id of the cable", needed=True)
_POSITION = Column("position", "integer", "the place within the cable, from 0", needed=True)
TABLES = (
    Table(
        "cables",
        "Every cable, by date, then id",
        (
            Column("id", "string", "the identifier in its canonical form, such as 07ASTANA1061", needed=True),
            Column("date", "datetime", "when it was sent, in UTC; midnight where only the day is known"),
            Column("post", "string", "the code of the post in its identifier"),
            Column("origin", "string", "the post it came from, in words"),
            Column("classification", "string", "as the record or the cable prints it"),
            Column("level", "string", "UNCLASSIFIED, LIMITED OFFICIAL USE, CONFIDENTIAL, SECRET or TOP SECRET"),
            Column("title", "string", "its subject, set for reading"),
            Column("subject", "string", "its subject as printed, joined to one line"),
            Column("signature", "string", "the name it is signed with"),
            Column("words", "integer", "how many words its text has", needed=True),
            Column("sha256", "string", "the SHA-256 of its source as published", needed=True),
        ),
    ),
    Table(
        "paragraphs",
        "The text, block by block in the order of reading",
        (
            _CABLE,
            _POSITION,
            Column("anchor", "string", "where the block is on the page of the cable, such as p4; empty for a heading"),
            Column("kind", "string", "paragraph, item, heading, table and so on"),
            Column("label", "string", "its number or letter as printed"),
            Column("mark", "string", "its portion mark as printed"),
            Column("level", "string", "the classification that the mark stands for"),
            Column("segment", "string", "the part of the text that it is in: summary, comment and so on"),
            Column("depth", "integer", "how deep it is set, from 0", needed=True),
            Column("text", "string", "its words", needed=True),
        ),
    ),
    Table(
        "references",
        "Every item of every REF block",
        (
            _CABLE,
            _POSITION,
            Column("label", "string", "the letter of the item"),
            Column("text", "string", "the item as printed"),
            Column(
                "kind", "string", "cable, email, intelligence, open-source, meeting, document or other", needed=True
            ),
            Column("cited", "string", "the id of the cable that is cited; the room may not hold it"),
            Column("held", "boolean", "whether the room holds the cable that is cited", needed=True),
            Column("year_from", "string", "how its year was found: printed, citing, number or held"),
        ),
    ),
    Table("tags", "Every tag of every cable", (_CABLE, _POSITION, Column("tag", "string", "the code", needed=True))),
    Table(
        "addressees",
        "Who each cable was sent to",
        (
            _CABLE,
            _POSITION,
            Column("line", "string", "to: for action; info: for information", needed=True),
            Column("name", "string", "the addressee as printed"),
            Column("routing", "string", "its routing indicator"),
            Column("precedence", "string", "how urgent the cable was for it"),
        ),
    ),
    Table(
        "mentions",
        "Cables that the text names",
        (
            _CABLE,
            _POSITION,
            Column("paragraph", "integer", "the position of the paragraph that names it", needed=True),
            Column("text", "string", "the words that name it", needed=True),
            Column("post", "string", "the code of its post", needed=True),
            Column("serial", "integer", "its number", needed=True),
            Column("year", "integer", "its year; empty where none is printed"),
        ),
    ),
)
VIEWS = (
    View(
        "cables_a_year",
        "How many cables and words each year has",
        "SELECT substr(date, 1, 4) AS year, count(*) AS cables, sum(words) AS words FROM cables GROUP BY 1 ORDER BY 1",
    ),
    View(
        "cables_a_post",
        "How many cables each post sent, and from when to when",
        "SELECT post, max(origin) AS origin, count(*) AS cables, min(date) AS first, max(date) AS last, "
        "sum(words) AS words FROM cables GROUP BY post ORDER BY cables DESC, post",
    ),
    View(
        "cables_a_tag",
        "How many cables bear each tag",
        "SELECT tag, count(DISTINCT cable) AS cables FROM tags GROUP BY tag ORDER BY cables DESC, tag",
    ),
    View(
        "most_cited",
        "The cables that are cited most, held or not",
        'SELECT cited, max(held) AS held, count(DISTINCT cable) AS citing FROM "references" '
        "WHERE cited IS NOT NULL GROUP BY cited ORDER BY citing DESC, cited",
    ),
    View(
        "texts",
        "The whole text of each cable, a paragraph a line",
        "SELECT cables.id, cables.date, cables.post, cables.title, (SELECT group_concat(text, char(10)) FROM "
        "(SELECT text FROM paragraphs WHERE paragraphs.cable = cables.id ORDER BY position)) AS text FROM cables",
    ),
    View(
        "paragraphs_with_cables",
        "Each paragraph beside the date, post and title of its cable",
        "SELECT cables.id, cables.date, cables.post, cables.title, paragraphs.anchor, paragraphs.mark, "
        "paragraphs.segment, paragraphs.text FROM paragraphs JOIN cables ON cables.id = paragraphs.cable",
    ),
)
