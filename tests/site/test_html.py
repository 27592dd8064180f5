"""What we serve is HTML as the standard has it: the Nu checker finds nothing to say, not even a warning."""

from __future__ import annotations

from pathlib import Path

from nu import complaints
from rare_states import edge_pages

SPOILT = (
    '<!doctype html><html lang="fr"><head><title>Essai</title></head>'
    '<body><p><div id="a b"></div></p></body></html>'
)


def test_every_page_of_the_site_is_sound(site: Path) -> None:
    assert [] == complaints(sorted(site.rglob("*.html")))


def test_every_state_of_every_form_is_sound(answered: Path) -> None:
    pages = sorted(answered.rglob("index.html"))

    assert len(pages) >= 100
    assert [] == complaints(pages)


def test_what_the_edge_answers_is_sound(tmp_path: Path) -> None:
    for name, html in edge_pages():
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    pages = sorted(tmp_path.iterdir())

    assert 5 == len(pages)
    assert [] == complaints(pages)


def test_a_fault_is_found(tmp_path: Path) -> None:
    page = tmp_path / "spoilt.html"
    page.write_text(SPOILT, "utf-8")

    assert 2 <= len(complaints([page]))
