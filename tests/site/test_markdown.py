"""What our Markdown has beyond the ordinary: boxes, facts, passages, and what the build places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import Markdown

from entraide.agencies.directory import Directory
from entraide.pages.static import UnknownFormError
from guidance.extension import GuidanceExtension

FACTS = """\
phone.a:
  {kind: phone, value: "3114", fr: "le 3114, gratuit", mark: A, source: s, checked: 2026-11-21, recheck: 2027-05-21}
url.b:
  {kind: url, value: "https://www.b.fr/x", mark: B, source: Une page, source_en: Some page,
  checked: 2026-11-21, recheck: 2027-05-21}
url.d:
  {kind: url, value: "https://www.d.fr/x", mark: B, source: Code du travail, checked: 2026-11-21, recheck: 2027-05-21}
days.c:
  {kind: days, value: "15", mark: A, source: s, checked: 2026-11-21, recheck: 2027-05-21}
"""


@pytest.fixture
def convert(tmp_path: Path, built: Path) -> Markdown:
    """Our Markdown, in French, with a few facts."""
    return _markdown(tmp_path, built, "fr")


def _markdown(folder: Path, built: Path, lang: str) -> Markdown:
    (folder / "facts.yml").write_text(FACTS, "utf-8")
    (folder / lang).mkdir(exist_ok=True)
    words = Path(__file__).resolve().parents[2] / "content" / lang / "site.yml"
    (folder / lang / "site.yml").write_text(words.read_text("utf-8"), "utf-8")
    return Markdown(extensions=[GuidanceExtension(lang=lang, content=str(folder), built=str(built))])


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("note", "note"),
        ("tip", "note note--tip"),
        ("warning", "note note--warning"),
        ("urgent", "note note--urgent"),
    ],
)
def test_a_box_has_its_title_and_its_markdown(convert: Markdown, name: str, classes: str) -> None:
    html = convert.convert(f"/// {name} | Un titre\n**Du** texte\n\n- un\n///\n\nAprès")

    assert html.startswith(f'<div class="{classes}">\n<p class="note__title">Un titre</p>')
    assert "<strong>Du</strong> texte" in html
    assert html.index("<li>un</li>") < html.index("</div>") < html.index("Après")


def test_an_urgent_box_without_title_is_named(tmp_path: Path, built: Path) -> None:
    for lang, title in (("fr", "Si c’est urgent"), ("en", "If it is urgent")):
        assert title in _markdown(tmp_path, built, lang).convert("/// urgent\nTexte\n///")


def test_steps_keep_their_ordered_list(convert: Markdown) -> None:
    html = convert.convert("/// steps\n1. **Un.** Premier\n2. Deux\n///")

    assert re.search(r'<div class="steps">\s*<ol>\s*<li><strong>Un.</strong> Premier</li>', html)


def test_doors_keep_their_list_of_links(convert: Markdown) -> None:
    html = convert.convert("/// doors\n- [Un](a.html)\n- [Deux](b.html)\n///")

    assert re.search(r'<div class="doors">\s*<ul>\s*<li><a href="a.html">Un</a></li>', html)


def test_a_number_is_touched_and_its_words_are_read(convert: Markdown) -> None:
    html = convert.convert("Appelez **{{ phone.a }}**.")

    assert '<strong><span class="fact">le <a href="tel:3114">3114</a>, gratuit</span></strong>' in html


def test_the_target_of_a_link_is_the_bare_address(convert: Markdown) -> None:
    html = convert.convert("Voir [la page]({{ url.b }}).")

    assert '<a href="https://www.b.fr/x">la page</a>' in html


def test_facts_in_code_stay_as_written(convert: Markdown) -> None:
    html = convert.convert("Écrivez `{{ phone.a }}`\n\n```\n{{ phone.a }}\n::bodies::\n```\n")

    assert 2 == html.count("{{ phone.a }}")
    assert "::bodies::" in html
    assert "tel:" not in html


def test_what_is_to_be_confirmed_leads_to_its_source_at_the_foot(convert: Markdown) -> None:
    html = convert.convert("{{ url.b }} et {{ url.b }} et {{ days.c }}")

    assert 2 == html.count('<a class="fact__mark" href="#source-url-b">à confirmer, 21 novembre 2026</a>')
    assert 1 == html.count('<li id="source-url-b">')
    assert "<cite>Une page</cite>" in html
    assert "source-days-c" not in html
    assert "title=" not in html


def test_a_source_is_named_in_the_language_of_the_page(tmp_path: Path, built: Path) -> None:
    html = _markdown(tmp_path, built, "en").convert("{{ url.b }} and {{ url.d }}")

    assert "<cite>Some page</cite>" in html
    assert '<cite lang="fr">Code du travail</cite>' in html


def test_certain_facts_need_no_foot(convert: Markdown) -> None:
    assert "sources" not in convert.convert("{{ days.c }} {{ phone.a }}")


def test_an_unknown_fact_is_never_published(convert: Markdown) -> None:
    with pytest.raises(KeyError, match=r"days\.nowhere"):
        convert.convert("{{ days.nowhere }}")


def test_a_passage_has_its_language(convert: Markdown) -> None:
    html = convert.convert("Le service [Help!]{lang=en} et [**un** mot]{ lang=en }, [lien](x.html)")

    assert '<span lang="en">Help!</span>' in html
    assert '<span lang="en"><strong>un</strong> mot</span>' in html
    assert '<a href="x.html">lien</a>' in html


def test_a_form_is_placed_whole(convert: Markdown) -> None:
    html = convert.convert("Avant\n\n::form:: questionnaire\n\nAprès")

    assert html.index("Avant") < html.index('data-form="questionnaire"') < html.index("Après")
    assert 'action="/api/fr/forms/questionnaire"' in html
    assert "&lt;form" not in html


def test_a_form_that_is_not_there_is_refused(convert: Markdown) -> None:
    with pytest.raises(UnknownFormError, match="nowhere"):
        convert.convert("::form:: nowhere")


def test_the_fields_that_open_a_request_are_placed(convert: Markdown) -> None:
    html = convert.convert("::follow::")

    assert 'method="post" action="/api/fr/follow"' in html
    assert {"reference", "code"} <= set(re.findall(r'name="(\w+)"', html))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_departement_has_its_bodies(tmp_path: Path, built: Path, lang: str) -> None:
    html = _markdown(tmp_path, built, lang).convert("::bodies::")
    directory = Directory.load(built)

    assert [f"d-{code}" for code in sorted(directory.territories)] == sorted(
        re.findall(r'id="(d-\w+)"', html)
    )
    assert len(directory.territories) == html.count("<summary>")
    for region in re.findall(r'href="#(region-[^"]+)"', html):
        assert 1 == html.count(f'<h3 id="{region}">')


def test_a_departement_lists_each_body_once_with_all_its_parts(convert: Markdown) -> None:
    html = convert.convert("::bodies::")
    nord, guadeloupe = (html.split(f'id="d-{code}"')[1].split("</details>")[0] for code in ("59", "971"))

    assert 4 == nord.count("CPAM")
    assert 2 == guadeloupe.count("<dt>")
    assert "<dt>Cotisations, aides sociales, Santé, Retraite</dt>" in guadeloupe


@pytest.mark.parametrize(
    ("departement", "told"),
    [
        ("59", "<dt>Santé <small>(selon votre commune)</small></dt>"),
        ("10", "51089 Reims Cedex <small>(à confirmer)</small>"),
        ("975", "<br>Ici, une personne doit regarder votre demande avant de dire qui s’en occupe."),
    ],
)
def test_a_departement_tells_what_is_not_certain(convert: Markdown, departement: str, told: str) -> None:
    part = convert.convert("::bodies::").split(f'id="d-{departement}"')[1].split("</details>")[0]

    assert told in part
    assert "confirmer" not in convert.convert("::bodies::").split('id="d-974"')[1].split("<dt>Prest")[0]


@pytest.mark.parametrize(("lang", "other"), [("fr", "en"), ("en", "fr")])
def test_a_figure_is_drawn_and_told_in_its_language(
    tmp_path: Path, built: Path, lang: str, other: str
) -> None:
    html = _markdown(tmp_path, built, lang).convert("::figure:: who-does-what")
    said = {"fr": "une seule demande", "en": "one request"}

    assert 'role="img" aria-labelledby="figure-who-does-what"' in html
    assert '<title id="figure-who-does-what">' in html
    assert said[lang] in html
    assert said[other] not in html
    assert 5 == html.split("<ul>")[1].count("<li>")
    assert "lang=" not in html


def test_tables_lists_and_attributes_work(convert: Markdown) -> None:
    html = convert.convert("| A |\n|---|\n| b |\n\nUn\n:   deux\n\n## Titre {#ancre}\n")

    assert "<td>b</td>" in html
    assert "<dt>Un</dt>" in html
    assert '<h2 id="ancre">' in html
