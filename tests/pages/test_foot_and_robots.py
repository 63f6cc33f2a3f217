"""What an owner sets for every page: a sentence at its foot, and whether search engines are to leave the site out."""

from tests.room import Room


def test_a_room_says_nothing_of_its_own_unless_it_is_set(room: Room) -> None:
    room.build()

    assert "Allow: /" in room.page("robots.txt")
    assert 'name="robots"' not in room.page("index.html")


def test_the_sentence_at_the_foot_stands_on_every_page_as_text(room: Room) -> None:
    room.put("site.toml", "[site]\nfooter = 'Texts: <b>public domain</b> & free.'\n")
    room.cable("07VENSK12")
    room.build()

    for page in ("index.html", "cable/2007/vensk/07VENSK12.html", "404.html"):
        assert '<p dir="auto">Texts: &lt;b&gt;public domain&lt;/b&gt; &amp; free.</p>' in room.page(page)


def test_search_engines_are_asked_to_leave_the_site_out(room: Room) -> None:
    room.put("site.toml", "[site]\nnoindex = true\n")
    room.cable("07VENSK12")
    room.build()

    assert room.page("robots.txt") == "User-agent: *\nDisallow: /\n"
    for page in ("index.html", "cable/2007/vensk/07VENSK12.html"):
        assert '<meta name="robots" content="noindex">' in room.page(page)
