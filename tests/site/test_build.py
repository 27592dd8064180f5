"""The site as it is built: every page of both languages, sound under its policy, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from guidance.builder import build
from guidance.folders import Folders
from guidance.post import blocked
from guidance.problems import BuildError, ContentError

ORIGIN = "https://entraide.example"
XHTML = "{http://www.w3.org/1999/xhtml}"
SEARCH = {".pagefind", ".pf_meta", ".pf_fragment", ".pf_index"}
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _pages(site: Path) -> dict[str, str]:
    return {
        page.relative_to(site).as_posix().removesuffix("index.html"): page.read_text("utf-8")
        for page in site.rglob("*.html")
    }


def _alternates(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', html))


def test_french_stands_at_the_root_and_english_below_en(site: Path) -> None:
    pages = _pages(site)
    languages = {
        address: "en" if address.startswith("en/") else "fr" for address in pages if address != "404.html"
    }

    assert languages == {
        address: found[1]
        for address, html in pages.items()
        if address != "404.html" and (found := re.search(r'<html lang="(\w+)">', html))
    }
    assert {"", "en/", "help/questionnaire/", "en/help/questionnaire/", "urgence/", "en/urgent/"} <= set(
        pages
    )


def test_each_page_names_itself_and_its_translation(site: Path) -> None:
    pages = _pages(site)
    for address, html in pages.items():
        if address == "404.html":
            continue
        alternates = _alternates(html)

        assert set(alternates) == {"fr", "en"}, address
        assert f"{ORIGIN}/{address}" in alternates.values()
        assert {each.removeprefix(f"{ORIGIN}/") for each in alternates.values()} <= set(pages)
        for other in alternates.values():
            assert alternates == _alternates(pages[other.removeprefix(f"{ORIGIN}/")])


def test_the_language_switch_stays_on_the_page(site: Path) -> None:
    for address, html in _pages(site).items():
        lang = "en" if address.startswith("en/") else "fr"
        other = "fr" if lang == "en" else "en"
        if address == "404.html" or "data-form=" in html:
            continue
        switch = re.search(r'<a class="language-switch" href="([^"]+)" lang="(\w+)" hreflang="(\w+)">', html)

        assert switch is not None, address
        assert (switch[2], switch[3]) == (other, other)
        assert ORIGIN + switch[1] == _alternates(html)[other]


def test_a_page_with_a_form_switches_language_with_its_answers(site: Path) -> None:
    html = _pages(site)["help/questionnaire/"]
    switches = re.findall(r'<(\w+) class="language-switch"[^>]*>', html)

    assert switches == ["button"]
    assert re.search(r'class="language-switch" type="submit" form="form"[^>]*lang="en"', html)


def test_nothing_on_any_page_is_blocked_by_the_policy(site: Path) -> None:
    assert {} == {address: found for address, html in _pages(site).items() if (found := blocked(html))}


def test_sitemaps_list_every_page_with_its_translation(site: Path) -> None:
    pages = {address for address in _pages(site) if address != "404.html"}
    listed = {}
    for name in ("sitemap.xml", "en/sitemap.xml"):
        for url in ET.parse(site / name).iter(f"{MAPS}url"):  # noqa: S314 - made by this build
            links = {each.attrib["hreflang"]: each.attrib["href"] for each in url.iter(f"{XHTML}link")}
            listed[url.findtext(f"{MAPS}loc", "").removeprefix(f"{ORIGIN}/")] = links

    assert pages == set(listed)
    assert all(
        listed[address] == _alternates(html)
        for address, html in _pages(site).items()
        if html and address in listed
    )
    robots = (site / "robots.txt").read_text("utf-8")
    assert f"Sitemap: {ORIGIN}/sitemap.xml\nSitemap: {ORIGIN}/en/sitemap.xml\n" in robots


def test_the_page_for_unknown_addresses_speaks_both_languages(site: Path) -> None:
    html = (site / "404.html").read_text("utf-8")

    assert "noindex" in html
    for lang, title, home in (("fr", "Page introuvable", "/"), ("en", "Page not found", "/en/")):
        part = html.split(f'<div class="not-found" lang="{lang}"')[1].split("</div>")[0]
        assert title in part
        assert f'href="{home}"' in part
    assert not (site / "en" / "404.html").exists()


def test_the_shell_is_no_page_of_the_site(site: Path, built: Path) -> None:
    assert not list(site.rglob("shell*"))
    for lang in ("fr", "en"):
        shell = (built / f"shell.{lang}.html").read_text("utf-8")

        assert f'<html lang="{lang}">' in shell
        assert re.search(r"<title><!--entraide:title--> [^<]+</title>", shell)
        assert shell.count("<!--entraide:main-->") == 1
        assert re.search(r"<!--entraide:lang--><a [^>]+>[^<]+</a><!--/entraide:lang-->", shell)
        assert "noindex" in shell
        assert "canonical" not in shell
        assert 'class="distress"' in shell
        assert 'class="header__banner"' in shell


def test_every_page_says_that_the_site_is_independent_and_whom_to_call(site: Path) -> None:
    for address, html in _pages(site).items():
        assert re.search(r"non affilié à l’Urssaf|not affiliated with Urssaf", html), address
        assert 'href="tel:3114"' in html, address


def test_the_site_holds_only_what_it_serves(site: Path) -> None:
    kinds = {path.suffix for path in site.rglob("*") if path.is_file()}

    assert kinds == {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt"} | SEARCH
    assert (site / "communes" / "10.json").exists()
    assert len(list((site / "assets").iterdir())) == 6


def test_french_pages_are_typeset_and_english_ones_are_not(folders: Folders) -> None:
    for lang in ("fr", "en"):
        page = folders.content / lang / "legal.md"
        page.write_text(
            page.read_text("utf-8") + "\nPourquoi ? [What ?]{lang=en} [Quoi ?]{lang=fr}\n", "utf-8"
        )

    build(folders, ORIGIN)

    assert 'Pourquoi\u202f? <span lang="en">What ?</span> <span lang="fr">Quoi\u202f?</span>' in (
        folders.out / "legal" / "index.html"
    ).read_text("utf-8")
    assert 'Pourquoi ? <span lang="en">What ?</span> <span lang="fr">Quoi\u202f?</span>' in (
        folders.out / "en" / "legal" / "index.html"
    ).read_text("utf-8")


def test_a_guide_starts_with_its_summary(folders: Folders) -> None:
    page = folders.content / "fr" / "legal.md"
    guide = 'guide:\n  who: "Vous, au {{ phone.suicide }}"\n  prepare: ["Un papier", "Un stylo"]\n'
    page.write_text(page.read_text("utf-8").replace("checked:", guide + "checked:"), "utf-8")

    build(folders, ORIGIN)
    html = (folders.out / "legal" / "index.html").read_text("utf-8")
    summary = html.split('<div class="guide">')[1].split("<p>Some words")[0]

    assert re.search(r'<dt>Pour qui</dt>\s*<dd>Vous, au .*<a href="tel:3114">3114</a>', summary, re.DOTALL)
    assert re.search(r"<dt>À préparer</dt>\s*<dd>\s*<ul>\s*<li>Un papier</li>\s*<li>Un stylo</li>", summary)


def test_a_translation_of_an_earlier_text_says_so(folders: Folders) -> None:
    page = folders.content / "en" / "legal.md"
    page.write_text(page.read_text("utf-8").replace("checked:", "source_hash: 0123\nchecked:"), "utf-8")

    build(folders, ORIGIN)

    warning = "The French page has changed since this translation."
    assert warning in (folders.out / "en" / "legal" / "index.html").read_text("utf-8")
    assert warning not in (folders.out / "en" / "urgent" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("fault", ["[A page](nowhere.md)", "[A heading](legal.md#nowhere)"])
def test_a_broken_link_fails_and_leaves_the_old_site(folders: Folders, fault: str) -> None:
    build(folders, ORIGIN)
    page = folders.content / "fr" / "index.md"
    page.write_text(page.read_text("utf-8") + f"\n{fault}\n", "utf-8")

    with pytest.raises(BuildError, match="content/fr"):
        build(folders, ORIGIN)

    assert "nowhere" not in (folders.out / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "fault", ["{{ phone.nowhere }}", "::form:: nowhere", "::figure:: nowhere", "::nowhere::"]
)
def test_what_is_not_there_fails_in_a_sentence(folders: Folders, fault: str) -> None:
    page = folders.content / "en" / "index.md"
    page.write_text(page.read_text("utf-8") + f"\n{fault}\n", "utf-8")

    with pytest.raises(BuildError, match=r"content/en.*nowhere"):
        build(folders, ORIGIN)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_without_title_fails_with_its_file_and_line(folders: Folders, lang: str) -> None:
    page = folders.content / lang / "legal.md"
    page.write_text("No front matter\n", "utf-8")

    with pytest.raises(ContentError, match=f"{lang}/legal.md:1: a page starts with its title") as fault:
        build(folders, ORIGIN)

    assert [page] == [each.path for each in fault.value.problems]


def test_a_page_that_the_policy_would_block_fails(folders: Folders) -> None:
    page = folders.content / "en" / "urgent.md"
    page.write_text(page.read_text("utf-8") + '\n<p style="color: red">Red</p>\n', "utf-8")

    with pytest.raises(BuildError, match=r"urgent.*a style attribute"):
        build(folders, ORIGIN)


def test_a_build_without_words_says_what_to_run(folders: Folders) -> None:
    (folders.built / "words.fr.json").unlink()

    with pytest.raises(BuildError, match=r"compile_pages"):
        build(folders, ORIGIN)


def test_the_same_content_gives_the_same_site(folders: Folders) -> None:
    """But for the search index, in which Pagefind numbers the pages as it happens to read them."""

    def contents() -> dict[str, bytes]:
        return {
            path.relative_to(folders.out).as_posix(): path.read_bytes()
            for path in folders.out.rglob("*")
            if path.is_file() and "pagefind" not in path.parts
        }

    build(folders, ORIGIN)
    first = contents()
    build(folders, ORIGIN)

    assert first == contents()
