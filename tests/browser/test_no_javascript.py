"""Without JavaScript everything but search works, and the search page says so."""

from playwright.sync_api import Browser, expect

from tests.browser.kinds import CABLE, KINDS, NOT_HELD


def test_without_scripts_everything_but_search_can_be_read(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    page.get_by_role("link", name="Posts").first.click()
    page.get_by_role("link", name="Embassy Astana").last.click()
    page.get_by_role("link", name="Kazakhstan Resolves to Improve TIP Response").click()

    expect(page).to_have_url(served + CABLE)
    assert "anti-TIP center" in page.locator("article").inner_text()
    page.get_by_role("link", name="06ASTANA368").first.click()
    expect(page).to_have_url(served + NOT_HELD)
    page.goto(f"{served}search/index.html")
    expect(page.locator("main")).to_contain_text("needs JavaScript")
    expect(page.locator("main")).to_contain_text(f"07ASTANA1061 is {CABLE}")
    for name in ("dates", "2007", "Embassy Astana", "Kazakhstan Resolves to Improve TIP Response"):
        page.locator("main").get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_url(served + CABLE)
    context.close()


def test_without_scripts_the_repairs_can_be_shown(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CABLE)
    repair = page.locator(".fix").first
    expect(repair).to_be_hidden()
    page.get_by_label("Show 2 repairs").check()

    expect(repair).to_be_visible()
    context.close()


def test_without_scripts_a_citation_can_be_saved(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CABLE)
    with page.expect_download() as started:
        page.get_by_role("link", name="RIS").click()
    saved = started.value.path().read_text("utf-8")
    name = started.value.suggested_filename
    context.close()

    assert name == "07ASTANA1061.ris"
    assert saved.startswith("TY  - ")
    assert "Kazakhstan Resolves to Improve TIP Response" in saved


def test_without_scripts_no_page_but_the_search_shows_a_control_that_does_nothing(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    dead: dict[str, list[str]] = {}
    for name, address in KINDS.items():
        page.goto(served + address)
        shown = page.locator("button:visible").all_inner_texts()
        if shown and shown != ["Search"]:
            dead[name] = shown
    context.close()

    assert dead == {}
