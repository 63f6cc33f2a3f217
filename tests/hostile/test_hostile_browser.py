"""The room made of attacks in a real browser, on every page, with the policy and without it: nothing of theirs runs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.build.inputs.project import Options
from tests.browser.conftest import serve_folder
from tests.hostile.attacks import hostile_room

WATCH = """
window.ran = () => { document.documentElement.dataset.ran = 'yes'; window.reportRan(location.href); };
window.alert = window.ran; window.print = () => {};
"""


_served = contextmanager(serve_folder)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile room, built with its search index."""
    room = hostile_room(tmp_path_factory.mktemp("hostile"))
    room.build(Options(jobs=1, pdf=False))
    return room.output


@contextmanager
def _watched(browser: Browser, *, policy: bool) -> Iterator[tuple[BrowserContext, list[str], list[str]]]:
    """Open a fresh profile -> it, the pages on which an attack ran, the addresses asked for elsewhere."""
    context = browser.new_context(bypass_csp=not policy)
    ran: list[str] = []
    elsewhere: list[str] = []
    context.expose_function("reportRan", lambda place: ran.append(place))  # noqa: PLW0108  it must take attributes
    context.add_init_script(WATCH)
    context.on(
        "request",
        lambda request: (
            elsewhere.append(request.url)
            if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
            else None
        ),
    )
    yield context, ran, elsewhere
    context.close()


def _press_everything(page: Page) -> None:
    """Move over, focus and open what a reader might, without leaving the page."""
    page.evaluate(
        """() => {
            for (const one of document.querySelectorAll('*')) {
                for (const kind of ['mouseover', 'focus', 'toggle', 'load', 'error'])
                    one.dispatchEvent(new Event(kind, {bubbles: false}));
                if (one.tagName === 'DETAILS') one.open = true;
            }
            for (const one of document.querySelectorAll('a[href]'))
                if (one.protocol === 'javascript:') one.click();
        }"""
    )


def _addresses(site: Path) -> list[str]:
    """Return up to six pages of each kind, and of cables' pages thirty, those of one attack after another."""
    kinds: dict[str, list[str]] = {}
    for page in sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")):
        kinds.setdefault(page.split("/")[0] if "/07VENSK" not in page else "07VENSK", []).append(page)
    cables = kinds.pop("07VENSK")
    return [page for pages in kinds.values() for page in pages[:: len(pages) // 6 + 1]] + cables[:: len(cables) // 29]


def test_the_watch_sees_what_runs(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><img src=x onerror=ran()>", encoding="utf-8")
    with _served(tmp_path, policy=False) as address, _watched(browser, policy=False) as (context, ran, _):
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("document.documentElement.dataset.ran === 'yes'")

    assert ran == [address]


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without the policy"])
def test_nothing_of_an_attack_runs_on_any_kind_of_page(browser: Browser, site: Path, *, policy: bool) -> None:
    addresses = _addresses(site)
    with _served(site, policy=policy) as root, _watched(browser, policy=policy) as (context, ran, elsewhere):
        page = context.new_page()
        for address in addresses:
            page.goto(root + address, wait_until="load")
            _press_everything(page)

    assert len(addresses) > 50
    assert ran == []
    assert elsewhere == []


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without the policy"])
@pytest.mark.parametrize(
    "words", ["ran", "script", "<img src=x onerror=ran()>", '"><script>ran()</script>', "javascript:ran()"]
)
def test_nothing_of_an_attack_runs_in_a_search(browser: Browser, site: Path, words: str, *, policy: bool) -> None:
    with (
        _served(site, policy=policy) as root,
        _watched(browser, policy=policy) as (context, ran, elsewhere),
    ):
        page = context.new_page()
        page.goto(f"{root}search/index.html")
        page.fill("input[type=search][name=q]", words)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_have_text(re.compile("cable|found"))
        page.wait_for_timeout(200)  # what an excerpt might start takes a moment to run
        _press_everything(page)
        shown = page.locator("#results").inner_text()

    assert ran == []
    assert elsewhere == []
    assert words not in {"ran", "script"} or shown
