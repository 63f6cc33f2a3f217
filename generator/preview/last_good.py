"""The last pages of the preview that could be rendered, to be shown under a problem. None of them was made with other rules."""

from collections import OrderedDict

from generator.preview.site import Preview
from generator.problems import GeneratorError

_MOST = 200  # pages


class LastGood:
    """Pages as they were shown, and the room before the present one, which renders others."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._before: Preview | None = None

    def keep(self, address: str, body: bytes) -> None:
        """Keep a page that was rendered without a problem."""
        if address.endswith(".html"):
            self._pages[address] = body
            self._pages.move_to_end(address)
            while len(self._pages) > _MOST:
                self._pages.popitem(last=False)

    def follow(self, before: Preview | None, room: Preview) -> None:
        """Take the room before a new one, unless it may show what the new one withholds."""
        same = before is not None and before.settings.withheld == room.settings.withheld
        self._before = before if same else None
        if not same:
            self._pages.clear()

    def page(self, address: str) -> bytes | None:
        """Return the last good page at an address, None if there is none."""
        good = self._pages.get(address)
        if good is not None or self._before is None:
            return good
        try:
            return self._before.file(address)
        except GeneratorError:
            return None
