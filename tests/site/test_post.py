"""The steps after MkDocs: each from text to text."""

from __future__ import annotations

import pytest

from guidance.assets import smaller
from guidance.post import blocked, finished, form_of, with_switch


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<script type="x">1</script>',
        "<style>p {}</style>",
        '<p style="color: red">',
        '<p\nonclick="x()">',
        '<img src="https://elsewhere.example/x.png">',
        '<script src="//elsewhere.example/x.js"></script>',
    ],
)
def test_what_the_policy_blocks_is_found(html: str) -> None:
    assert 1 == len(blocked(f"<p>{html}</p>"))


def test_what_the_policy_allows_passes() -> None:
    assert [] == blocked(
        '<script src="/a.js" defer></script><p class="style">style="x" on=</p><a href="https://a.fr">'
    )


def test_tables_are_aligned_by_class() -> None:
    assert '<td class="to-right">1</td>' == finished('<td style="text-align: right;">1</td>')


def test_the_language_switch_is_a_link_or_the_button_of_the_form() -> None:
    page = "a<!--entraide:lang--><a>English</a><!--/entraide:lang-->b"

    assert "a<a>English</a>b" == with_switch(page, None)
    assert r"a<button>\1</button>b" == with_switch(page, r"<button>\1</button>")


def test_the_form_of_a_page_is_known() -> None:
    assert "adr" == form_of('<form class="form" data-form="adr" data-lang="fr">')
    assert form_of("<p>data-form=</p>") is None


def test_a_style_sheet_gets_smaller_and_means_the_same() -> None:
    style = """
    /* a comment */
    @media (min-width: 40rem) { .a > .b, .c :focus { margin: calc(1rem - 2px) auto; } }
    a[href^="http"]::after { content: " (" attr(href) ")"; }
    """

    assert smaller(style) == (
        "@media (min-width: 40rem){.a>.b,.c :focus{margin:calc(1rem - 2px) auto;}}"
        'a[href^="http"]::after{content:" (" attr(href) ")";}'
    )
