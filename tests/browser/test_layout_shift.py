"""Nothing moves while a page loads: what scripts add has its place before they come."""

import pytest
from playwright.sync_api import Browser

from tests.benchmarks.page_vitals import LINE, MOST_MOVED, OBSERVE
from tests.browser.kinds import CABLE, KINDS

ADDRESSES = (
    KINDS["front"], CABLE, KINDS["cable-secret"], KINDS["not-held"], KINDS["tag"], KINDS["results"], KINDS["check-citations"],
    KINDS["nowhere"], "list/index.html#07ASTANA1061,05LINDEMAR488",
)  # fmt: skip


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads_over_a_slow_line(browser: Browser, served_plainly: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(f"({OBSERVE})()")
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    moved: dict[str, float] = {}
    painted = 0
    for address in ADDRESSES:
        page.goto("about:blank")
        page.goto(served_plainly + address, wait_until="networkidle")
        found = page.evaluate("window.vitals")
        painted += found["largest"] > 0
        moved[address] = found["moved"]
    context.close()

    assert painted == len(ADDRESSES)  # it did look
    assert {address: one for address, one in moved.items() if one >= MOST_MOVED} == {}
