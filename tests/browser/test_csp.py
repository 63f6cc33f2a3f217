"""No kind of page breaks its Content-Security-Policy: not that in the page, nor the stricter one of a good host."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import CABLE, KINDS

# What the browser refused is kept where the test can read it.
_LISTEN = """globalThis.refused = [];
addEventListener("securitypolicyviolation", (one) => refused.push(`${one.violatedDirective} ${one.blockedURI}`));"""
_META = '() => document.querySelector("meta[http-equiv=Content-Security-Policy]").content'


@pytest.mark.parametrize("host", ["served", "served_plainly"])
def test_no_kind_of_page_breaks_the_policy(page: Page, host: str, request: pytest.FixtureRequest) -> None:
    address = request.getfixturevalue(host)
    page.add_init_script(_LISTEN)
    refused: list[str] = []
    for name, place in KINDS.items():
        page.goto(address + place)
        if name == "results":
            page.locator("#results a").first.wait_for()  # the index is loaded, and its worker
        refused += [f"{name}: {one}" for one in page.evaluate("refused")]

    assert refused == []


def test_the_policy_allows_nothing_inline_and_webassembly_to_the_search_alone(page: Page, served: str) -> None:
    for name, place in KINDS.items():
        page.goto(served + place)
        policy = page.evaluate(_META)

        assert "default-src 'none'" in policy, name
        assert "unsafe-inline" not in policy, name
        assert "'unsafe-eval'" not in policy, name
        assert ("wasm-unsafe-eval" in policy) is (name in {"search", "results"}), name


def test_a_script_or_style_that_slipped_in_would_not_run(context_page: Page, served_plainly: str) -> None:
    page = context_page
    page.add_init_script(_LISTEN)
    page.goto(served_plainly + CABLE)
    page.evaluate(
        """() => { document.body.insertAdjacentHTML("beforeend", '<p style="color: red" onclick="ran = 1">x</p>');
        const one = document.createElement("script"); one.textContent = "globalThis.ran = 1"; document.body.append(one); }"""
    )
    page.wait_for_function("refused.length >= 2")

    assert page.evaluate("globalThis.ran") is None
    assert {one.split()[0] for one in page.evaluate("refused")} >= {"script-src-elem", "style-src-attr"}


def test_pages_carry_no_inline_script_style_or_handler(page: Page, served: str) -> None:
    for place in KINDS.values():
        html = page.request.get(served + place).text()

        assert re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", html) is None, place
        kinds = set(re.findall(r"<script(?![^>]*\bsrc=)[^>]*type=\"([^\"]+)\"", html))
        assert kinds <= {"application/ld+json", "application/json"}, place
