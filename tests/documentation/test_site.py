"""The documentation has no dead link, and is a site that the program builds."""

from pathlib import Path

from tests.documentation.site import build_documentation, dead_links


def test_no_link_of_the_documentation_is_dead() -> None:
    assert list(dead_links()) == []


def test_the_documentation_builds_into_a_site(tmp_path: Path) -> None:
    report = build_documentation(tmp_path)
    page = (tmp_path / "site/explanation/architecture.html").read_text(encoding="utf-8")

    assert [str(one) for one in report.problems if one.severity != "note"] == []
    assert report.pages > 40
    assert "<h1" in page
    assert (tmp_path / "site/contents.html").is_file()
