"""A cited cable is shown on focus and hover before it is opened: its title, its date, its summary."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import MARKED as CITING


def test_focus_shows_a_cited_cable_and_escape_hides_it(page: Page, served: str) -> None:
    page.goto(served + CITING)
    link = page.locator(".refs a[title]").first
    title = link.get_attribute("title") or ""
    link.focus()
    shown = page.get_by_role("tooltip")
    expect(shown).to_contain_text(link.inner_text())
    expect(shown).to_contain_text(title)
    expect(link).to_have_attribute("aria-describedby", "peek")
    page.keyboard.press("Escape")

    expect(shown).to_have_count(0)
    expect(link).to_have_attribute("title", title)


def test_the_pointer_shows_it_too_and_may_go_onto_it(page: Page, served: str) -> None:
    page.goto(served + CITING)
    page.locator(".refs a[title]").first.hover()
    shown = page.get_by_role("tooltip")
    expect(shown).to_be_visible()
    shown.hover()
    page.wait_for_timeout(400)
    expect(shown).to_be_visible()
    page.locator("h1").hover()

    expect(shown).to_have_count(0)


def test_it_stays_within_the_window_on_a_telephone(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(served + CITING)
    page.locator(".refs a[title]").last.focus()
    box = page.get_by_role("tooltip").bounding_box()
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert wide == 320


def test_without_scripts_the_title_tells_the_summary(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CITING)
    titles = page.locator(".refs a[title]").evaluate_all("all => all.map(one => one.title)")
    context.close()

    assert titles
    assert all(len(title.split()) > 3 for title in titles)
