"""The keyboard alone reaches everything, and where it is can be seen."""

from playwright.sync_api import Page, expect

from tests.browser.kinds import CABLE, KINDS


def test_arrows_go_through_the_results_and_slash_to_the_box(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=trafficking")
    expect(page.locator("#results a").first).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()


def test_the_keys_can_be_switched_off(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=trafficking")
    page.locator("#slash").uncheck()
    page.reload()
    expect(page.locator("#slash")).not_to_be_checked()
    page.locator("h1").click()
    page.keyboard.press("/")

    expect(page.locator("#q")).not_to_be_focused()


def test_the_keyboard_reaches_everything_on_a_cable_and_shows_where_it_is(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()

    wanted = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
        .filter(one => one.checkVisibility()).length"""
    )
    reached = 0
    unseen: list[str] = []
    for _ in range(wanted + 5):
        state = page.evaluate(
            """() => { const one = document.activeElement; const style = getComputedStyle(one);
            return [one.tagName, style.outlineStyle !== "none" && style.outlineWidth !== "0px", one.outerHTML.slice(0, 90)] }"""
        )
        if state[0] == "BODY":
            break
        reached += 1
        if not state[1]:
            unseen.append(state[2])
        page.keyboard.press("Tab")

    assert reached >= wanted
    assert unseen == []


def test_control_k_goes_to_the_box_but_not_out_of_a_field(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=ferry")
    expect(page.locator("#results a").first).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.locator("#q")).to_be_focused()
    page.get_by_label("from").focus()
    page.keyboard.press("/")

    expect(page.get_by_label("from")).to_be_focused()


def test_enter_opens_the_result_that_has_the_focus(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=Karaganda")
    expect(page.locator("#results a").first).to_be_visible()
    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{served}{CABLE}?hl=Karaganda#p2")


def test_the_skip_link_leads_past_the_navigation_on_every_kind_of_page(page: Page, served: str) -> None:
    for address in KINDS.values():
        page.goto(served + address)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        text = "#text" if page.locator("#text").count() else "#main"
        assert page.evaluate("location.hash") == text, address
