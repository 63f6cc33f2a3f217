"""What a page says of itself can be checked: its source's digest is that of the text beside it, and of the manifest."""

import hashlib
import re
from pathlib import Path

import generator
from generator.build.work.manifest import ADDRESS, read_manifest
from tests.room import Room

SHOWN = re.compile(r"<dt>SHA-256<dd[^>]*>([0-9a-f]{64})</div>")


def test_a_page_names_the_digest_of_the_text_beside_it(room: Room) -> None:
    for number in (12, 13):
        room.cable(f"07VENSK{number}", text=f"Week {number} was quiet.")
    room.build()
    listed, _ = read_manifest((room.output / ADDRESS).read_bytes())
    shown = set()
    for number in (12, 13):
        page = Path(f"cable/2007/vensk/07VENSK{number}.html")
        beside = hashlib.sha256((room.output / page.with_suffix(".txt")).read_bytes()).hexdigest()
        shown.update(SHOWN.findall(room.page(page.as_posix())))
        assert beside in shown
        assert listed[page.with_suffix(".txt").as_posix()].hex() == beside

    assert len(shown) == 2


def test_every_page_names_the_version_that_made_it(room: Room) -> None:
    room.cable("07VENSK12", refs=["VENSK 11"])
    room.build()
    pages = {address: data.decode() for address, data in room.site().items() if address.endswith(".html")}

    assert len(pages) > 10
    assert [address for address, page in pages.items() if f"reading-room {generator.__version__}" not in page] == []
