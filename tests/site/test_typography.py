"""French spaces and apostrophes: right where they are due, and nothing else is ever altered."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.typography import NARROW, WIDE, french, french_html

TEXT = st.text(alphabet="abé Z'’«»!?;:%€0123456789.,()/-\n\u202f\u00a0", max_size=60)
ADDRESSES = st.sampled_from(
    ["https://www.urssaf.fr/l'aide?x=1", "aide.d'ici@exemple.fr", "www.cpsti.fr/qu'est-ce"]
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Besoin d'aide ?", f"Besoin d’aide{NARROW}?"),
        ("Attention : lisez ; relisez !", f"Attention{WIDE}: lisez{NARROW}; relisez{NARROW}!"),
        ("« Help! »", f"«{NARROW}Help!{NARROW}»"),
        ("10 000 € et 5 %", f"10{NARROW}000{WIDE}€ et 5{WIDE}%"),
        ("1 234 567 demandes", f"1{NARROW}234{NARROW}567 demandes"),
        ("en 2024 300 personnes", "en 2024 300 personnes"),
        ("sous 15 jours, 3 mois", f"sous 15{WIDE}jours, 3{WIDE}mois"),
        ("à 10:30", "à 10:30"),
        ("l'« aide »", f"l’«{NARROW}aide{NARROW}»"),
    ],
)
def test_french_text_gets_its_spaces(typed: str, printed: str) -> None:
    assert printed == french(typed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<p>Pourquoi ?</p>", f"<p>Pourquoi{NARROW}?</p>"),
        ("<p>Tapez <code>a ? b : c</code> !</p>", f"<p>Tapez <code>a ? b : c</code>{NARROW}!</p>"),
        ('<p lang="en">Why not ?</p><p>Si !</p>', f'<p lang="en">Why not ?</p><p>Si{NARROW}!</p>'),
        (
            '<html lang="en"><p>A ! <i lang="fr">B !</i></p></html>',
            f'<html lang="en"><p>A ! <i lang="fr">B{NARROW}!</i></p></html>',
        ),
        ('<a title="a > b ?" href="?x ;">Ici !</a>', f'<a title="a > b ?" href="?x ;">Ici{NARROW}!</a>'),
        ("<p>l&#39;aide &amp; vous&nbsp;!</p>", f"<p>l’aide &amp; vous{NARROW}!</p>"),
        ("<p>Un<br>deux !<img src=x> trois !</p>", f"<p>Un<br>deux{NARROW}!<img src=x> trois{NARROW}!</p>"),
        ("<pre><b>a ?</b></pre><!-- b ? -->", "<pre><b>a ?</b></pre><!-- b ? -->"),
    ],
)
def test_only_french_prose_of_a_page_changes(typed: str, printed: str) -> None:
    assert printed == french_html(typed)


@given(TEXT)
def test_french_twice_is_french_once(text: str) -> None:
    assert french(text) == french(french(text))


@given(TEXT)
def test_only_spaces_and_apostrophes_change(text: str) -> None:
    def bones(value: str) -> str:
        return re.sub(r"\s", "", value).replace("’", "'")

    assert bones(text) == bones(french(text))


@given(before=TEXT, address=ADDRESSES, after=TEXT)
def test_an_address_is_never_altered(before: str, address: str, after: str) -> None:
    assert address in french(f"{before} {address} {after}")


@given(before=TEXT, code=TEXT, after=TEXT)
def test_code_and_english_are_never_altered(before: str, code: str, after: str) -> None:
    for left_alone in (f"<code>{code}</code>", f'<span lang="en">{code}</span>', f"<pre><b>{code}</b></pre>"):
        assert left_alone in french_html(f"<p>{before}{left_alone}{after}</p>")


@given(before=TEXT, after=TEXT)
def test_a_page_twice_is_a_page_once(before: str, after: str) -> None:
    page = f"<p>{before}<b>{after}</b></p>"

    assert french_html(page) == french_html(french_html(page))
