"""The editors' pages: front matter with its faults, addresses from slugs, fingerprints of translations, the menu."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance import menu, pages
from guidance.problems import ContentError
from guidance.site_model import Site, opened

MENU = """\
header: {urgent: urgent.md, search: site-map.md}
menu:
  - {entry: start, fr: Commencer, en: Start, pages: [index.md, aids/index.md, aids/aced.md]}
footer: [legal.md]
"""


def _page(text: str = "Body\n", slug: str = "") -> str:
    return f'---\ntitle: "A title"\n{f"slug: {slug}" if slug else "description: x"}\n---\n\n{text}'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    sources = {
        "index.md": "",
        "aids/index.md": "aides",
        "aids/aced.md": "aide-aux-cotisants",
        "aids/deep/a.md": "",
    }
    for source, slug in sources.items():
        path = tmp_path / "fr" / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(slug=slug), "utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "index.md").write_text(_page(), "utf-8")
    (tmp_path / "nav.yml").write_text(MENU, "utf-8")
    for lang in ("fr", "en"):
        (tmp_path / lang / "site.yml").write_text('name: "N"\n', "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("index.md", ""),
        ("aids/index.md", "aides/"),
        ("aids/aced.md", "aides/aide-aux-cotisants/"),
        ("aids/deep/a.md", "aides/deep/a/"),
    ],
)
def test_slugs_make_the_addresses(content: Path, source: str, address: str) -> None:
    assert address == pages.address(pages.read(content / "fr"), source)


def test_a_page_without_front_matter_is_told(content: Path) -> None:
    (content / "fr" / "a.md").write_text("# Title\n", "utf-8")
    (content / "fr" / "b.md").write_text('---\ntitle: "A\n---\n', "utf-8")

    with pytest.raises(ContentError) as caught:
        pages.read(content / "fr")

    assert [("a.md", 1), ("b.md", 2)] == [(each.path.name, each.line) for each in caught.value.problems]


def test_the_body_knows_its_first_line() -> None:
    page = pages.parse(_page(), Path("a.md"), "a.md")

    assert ("\nBody\n", 5) == (page.body, page.first_line)
    assert "a.md:6: wrong" == str(page.problem(2, "kind", "wrong"))


def test_a_fingerprint_changes_with_the_words_only() -> None:
    def digest(text: str) -> str:
        return pages.digest(pages.parse(text, Path("a.md"), "a.md"))

    assert digest(_page("One two\n")) == digest(_page("One\n  two\n", slug="other"))
    assert digest(_page("One two\n")) != digest(_page("One three\n"))


def test_a_menu_without_its_parts_is_told(tmp_path: Path) -> None:
    path = tmp_path / "nav.yml"
    path.write_text("menu: [{entry: start, fr: Commencer}]\n", "utf-8")

    with pytest.raises(ContentError, match=r"nav\.yml: 'en' is missing"):
        menu.load(path)


def test_paths_and_switches_cross_the_languages(content: Path) -> None:
    french = Site.load(content, "fr", "https://a.example/")

    assert "/aides/" == french.path("aids/index.md")
    assert french.path("aids/index.md", "en") is None
    assert ["/en/", "/en/", "/en/"] == [french.switch(each) for each in ("index.md", "aids/index.md", None)]
    assert ["https://a.example/", "https://a.example/en/"] == [
        each.url for each in french.alternates("index.md")
    ]
    assert () == french.alternates("aids/index.md")


def test_what_stands_before_the_first_heading_opens_the_page() -> None:
    assert ("<p>a</p>", '<h2 id="b">b</h2><h2>c</h2>') == opened('<p>a</p><h2 id="b">b</h2><h2>c</h2>')
    assert ("<p>a</p>", "") == opened("<p>a</p>")
