"""The owner's pages and notes: what is read of them, what is refused, what is reported."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markdown import Essay, Heading, Notes, parse_essay, parse_notes

CABLE_PAGE = "cable/2007/astana/07ASTANA1061.html"


def page(text: str | bytes, name: str = "about") -> Essay:
    return parse_essay(text.encode() if isinstance(text, str) else text, f"pages/{name}.md")


def notes(text: str | bytes) -> Notes:
    return parse_notes(text.encode() if isinstance(text, str) else text, "notes/07astana1061.md", CABLE_PAGE)


def by_anchor(text: str) -> list[tuple[str, str]]:
    return [(note.anchor, note.html) for note in notes(text).notes]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ('+++\ntitle = "About"\n+++\nText\n', "a", "About"),
        ("# About *this* `room`\n\nText\n", "a", "About this room"),
        ("About\n=====\n\nText\n", "a", "About"),
        ('+++\ntitle = ""\n+++\n# About\n', "a", "About"),
        ("```\n# in code\n```\n", "about", "About"),
        ("Text\n\n# Later\n", "about", "About"),
        ("# About #\n", "a", "About"),
        ("Text\n", "how-to-read", "How to read"),
        ("Text\n", "help/how-to-read", "How to read"),
        ("", "about", "About"),
        ('\ufeff+++\ntitle = "About"\n+++\nText\n', "a", "About"),
        ('+++\r\ntitle = "About"\r\n+++\r\nText\r\n', "a", "About"),
    ],
)
def test_the_title_is_of_the_front_matter_or_the_first_heading_or_the_name(text: str, name: str, title: str) -> None:
    assert page(text, name).title == title


def test_front_matter_gives_title_description_and_order() -> None:
    assert page('+++\ntitle = "T"\ndescription = "D"\norder = 7\n+++\nText\n') == Essay(
        path="pages/about.md",
        address="about.html",
        title="T",
        order=7,
        description="D",
        html="<p>Text</p>\n",
        headings=(),
        problems=(),
    )


def test_a_page_that_names_no_order_is_not_in_the_menu() -> None:
    assert page("Text\n").order is None


@pytest.mark.parametrize(
    ("name", "address"), [("about", "about.html"), ("help/about", "help/about.html"), ("tag/index", "tag/index.html")]
)
def test_the_address_follows_from_the_path(name: str, address: str) -> None:
    assert page("Text\n", name).address == address


@pytest.mark.parametrize("text", ["# About\n\nText\n", "+++\ntitle = 'Of the room'\n+++\n# About\n\nText\n"])
def test_the_heading_that_opens_the_text_is_not_in_it(text: str) -> None:
    assert page(text).html == "<p>Text</p>\n"


def test_headings_are_listed_with_their_anchors() -> None:
    assert page("## Part *one*\n\n### Part one\n\n## ***\n").headings == (
        Heading(2, "Part one", "part-one"),
        Heading(3, "Part one", "part-one-2"),
        Heading(2, "***", "part"),
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** *c* `d`", "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>\n"),
        ("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("## Part one\n", '<h2 id="part-one">Part one</h2>\n'),
        ("## A\n\n## A\n", '<h2 id="a">A</h2>\n<h2 id="a-2">A</h2>\n'),
        ('"quoted" -- kept', "<p>&quot;quoted&quot; -- kept</p>\n"),
        ("example.org", "<p>example.org</p>\n"),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert page(text).html == html


def test_a_table_is_a_table() -> None:
    assert "<th>a</th>" in page("| a | b |\n|---|---|\n| 1 | 2 |\n").html


def test_a_footnote_links_there_and_back() -> None:
    html = page("Text[^1]\n\n[^1]: More.\n").html

    assert '<a href="#fn1" id="fnref1">' in html
    assert '<li id="fn1" class="footnote-item"><p>More. <a href="#fnref1"' in html


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("about", "/tag/index.html", "tag/index.html"),
        ("help/about", "/tag/index.html", "../tag/index.html"),
        ("help/more/about", "/tag/SNAR.html#list", "../../tag/SNAR.html#list"),
        ("about", "/", "index.html"),
        ("help/about", "/tag/", "../tag/index.html"),
        ("help/about", "other.html", "other.html"),
        ("help/about", "other.md#part", "other.html#part"),
        ("help/about", "/about.md", "../about.html"),
        ("help/about", "#part", "#part"),
        ("help/about", "https://example.org/", "https://example.org/"),
        ("help/about", "HTTP://example.org/", "HTTP://example.org/"),
        ("help/about", "//example.org/", "//example.org/"),
        ("help/about", "mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_a_link_from_the_root_is_made_relative_to_the_page(name: str, target: str, expected: str) -> None:
    assert page(f"[text]({target})", name).html == f'<p><a href="{expected}">text</a></p>\n'


def test_a_picture_is_found_from_the_page() -> None:
    assert '<img src="../pictures/map.png" alt="Map" />' in page("![Map](/pictures/map.png)", "help/about").html


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#x73;cript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x]( javascript:alert(1))",
        "[x](vbscript:msgbox)",
        "[x](file:///etc/passwd)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "<javascript:alert(1)>",
        "[x][y]\n\n[y]: javascript:alert(1)",
    ],
)
def test_a_link_that_would_run_something_is_no_link(text: str) -> None:
    assert not re.search(r"<(?:a|img)\b", page(text).html)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b>",
        "<img src=x onerror=alert(1)>",
        "<!-- a comment -->",
        "## <script>alert(1)</script>",
        "| <script>x</script> |\n|---|\n| 1 |",
        "Text[^1]\n\n[^1]: <script>x</script>",
        "`<script>`",
        "```\n<script>\n```",
        '[x](y "<script>")',
        "![<script>](y)",
    ],
)
def test_html_is_shown_and_never_let_through(text: str) -> None:
    html = page(text).html

    assert not re.search(r"<script|<b\b|<img[^>]*onerror=|<!--", html)
    assert "&lt;" in html


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"Text\nm\xff\n", ["pages/about.md:2: error E001"]),
        (b"+++\ntitle = 'x'\nText\n", ["pages/about.md:1: error E002"]),
        (b"+++\n[[\n+++\nText\n", ["pages/about.md:2:3: error E002"]),
        (b"+++\norder = 1\ntitle 'x'\n+++\nText\n", ["pages/about.md:3:7: error E002"]),
        (b"+++\norder = 1\nlanguage = 'xq'\n+++\nText\n", ["pages/about.md:3: error E002"]),
        (b"+++\nlanguage = 3\n+++\nText\n", ["pages/about.md:2: error E002"]),
        (b"+++\na = " + b"[" * 3000 + b"\n+++\nText\n", ["pages/about.md:1: error E002"]),
        (b"+++\norder = " + b"7" * 5000 + b"\n+++\nText\n", ["pages/about.md:1: error E002"]),
        (b"+++\ntitel = 'x'\n+++\nText\n", ["pages/about.md:2: error E002"]),
        (b"+++\norder = 1\ntitle = 3\n+++\nText\n", ["pages/about.md:3: error E002"]),
        (b"+++\norder = true\n+++\nText\n", ["pages/about.md:2: error E002"]),
        (b"+++\norder = 1\n+++\n\nText\n\n[x](javascript:alert(1))\n", ["pages/about.md:7: error E003"]),
        (b"Text\n\n# Later\n", ["pages/about.md:3: warning E004"]),
        (b"Text\n\n`](javascript:x)`\n", []),
    ],
)
def test_what_is_wrong_has_line_and_code_and_the_text_is_shown_all_the_same(data: bytes, shown: list[str]) -> None:
    essay = page(data)

    assert [f"{one.where}: {one.severity} {one.code}" for one in essay.problems] == shown
    assert "Text" in essay.html


def test_a_name_that_means_nothing_is_told_with_the_nearest() -> None:
    said = [page(f"+++\n{name} = 3\n+++\n").problems[0].message for name in ("titel", "qqqq")]

    assert said == [
        "the front matter cannot be used: 'titel' means nothing here; did you mean title?",
        "the front matter cannot be used: 'qqqq' means nothing here",
    ]


def test_a_wrong_type_is_named_in_words() -> None:
    assert "expected text, got a number, at title" in page("+++\ntitle = 3\n+++\n").problems[0].message


def test_the_language_of_a_page_is_a_tag() -> None:
    said = [page(f"+++\nlanguage = '{one}'\n+++\n") for one in ("", "pt_br", "Spanish", "no such")]

    assert [one.language for one in said] == ["", "pt-BR", "", ""]
    assert [str(problem.message) for one in said for problem in one.problems] == [
        "'Spanish' is no tag of a language",
        "there is no language 'no such'",
    ]
    assert said[2].problems[0].hint == 'write language = "es"'


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_make_reading_a_page_raise(data: bytes) -> None:
    essay = page(data)

    assert essay.title
    assert all(one.hint and one.where.path == "pages/about.md" for one in essay.problems)


@given(st.text(alphabet="#p4. \n`=-ab[^1]:", max_size=120))
def test_no_text_makes_reading_notes_raise_or_lose_a_word(text: str) -> None:
    assert bool(notes(f"{text}\n\nword\n").notes)


@given(st.text(alphabet="<>&\"'/=! abscriptjvonerl:()[]#*`\n|-", max_size=120))
def test_no_text_brings_an_element_of_its_own(text: str) -> None:
    names = "a blockquote br code em h1 h2 h3 h4 h5 h6 hr img li ol p pre strong table tbody td th thead tr ul"

    assert set(re.findall(r"</?([A-Za-z][A-Za-z0-9]*)", page(text).html)) <= {*names.split()}


def test_notes_are_on_the_whole_and_on_paragraphs() -> None:
    assert by_anchor("Whole.\n\n## p4\n\nFour.\n\n## p2.1\n\nTwo.\n") == [
        ("", "<p>Whole.</p>\n"),
        ("p4", "<p>Four.</p>\n"),
        ("p2.1", "<p>Two.</p>\n"),
    ]


def test_notes_belong_to_the_cable_that_names_their_file() -> None:
    assert (notes("Text").id, notes("Text").path) == ("07ASTANA1061", "notes/07astana1061.md")


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("", []),
        ("Whole.\n", [""]),
        ("## p4\nFour.\n", ["p4"]),
        ("## p4b\nFour.\n", ["p4b"]),
        ("## p4 ##\nFour.\n", ["p4"]),
        ("p4\n--\nFour.\n", ["p4"]),
        ("## p4\n## p5\nFive.\n", ["p5"]),
        ("## p4\nOne.\n\n## p4\nTwo.\n", ["p4", "p4"]),
        ("## A heading\nText.\n", [""]),
        ("# p4\nText.\n", [""]),
        ("### p4\nText.\n", [""]),
        ("> ## p4\n> Text.\n", [""]),
        ("```\n## p4\n```\n", [""]),
        ("## p4\n\n```\n## p5\n```\n", ["p4"]),
    ],
)
def test_only_a_paragraph_s_anchor_begins_a_note_on_it(text: str, anchors: list[str]) -> None:
    assert [anchor for anchor, _ in by_anchor(text)] == anchors


def test_a_note_s_links_go_from_the_cable_s_page() -> None:
    assert by_anchor("## p4\n[x](/tag/SNAR.html)\n")[0][1] == '<p><a href="../../../tag/SNAR.html">x</a></p>\n'


def test_footnotes_and_headings_of_several_notes_on_one_page_stay_apart() -> None:
    part = "### A\n\nB[^1]\n\n[^1]: C\n\n"
    anchors = re.findall(r'id="([^"]*)"', "".join(html for _, html in by_anchor(f"{part}## p4\n{part}## p4\n{part}")))

    assert len(anchors) == 9
    assert len(set(anchors)) == 9


def test_a_problem_in_notes_has_its_line_in_the_file() -> None:
    assert [str(one.where) for one in notes("A\n\n## p4\n\n[x](javascript:y)\n").problems] == [
        "notes/07astana1061.md:5"
    ]


def test_notes_that_are_no_text_are_reported() -> None:
    assert [one.code for one in notes(b"\xff").problems] == ["E001"]


def test_notes_in_another_language_than_the_room_say_so() -> None:
    text = '+++\nlanguage = "pt_br"\n+++\nTudo bem.\n\n## p2\n\n[[07VENSK12]] e *mais*.\n'
    found = parse_notes(text.encode(), "notes/07VENSK13.md", "cable/2007/vensk/07VENSK13.html")

    assert (found.language, found.problems) == ("pt-BR", ())
    assert [(note.anchor, note.line) for note in found.notes] == [("", None), ("p2", 6)]
    assert all(note.html.startswith('<div lang="pt-BR" dir="auto"><p>') for note in found.notes)
    assert found.notes[1].html.endswith("</p>\n</div>")


@pytest.mark.parametrize(
    ("front", "code", "line"),
    [('language = "english"', "E002", 2), ('titel = "A"', "E002", 2), ("language =", "E002", 2)],
)
def test_front_matter_of_notes_that_cannot_be_used_is_told(front: str, code: str, line: int) -> None:
    text = f"+++\n{front}\n+++\nA note.\n"
    found = parse_notes(text.encode(), "notes/07VENSK13.md", "cable/2007/vensk/07VENSK13.html")

    assert [(one.code, one.where.line) for one in found.problems] == [(code, line)]
    assert [note.html for note in found.notes] == ["<p>A note.</p>\n"]
