"""What the editors' workshop shows: the pages, the words, the facts and the menu, read from the tree.

It is Sveltia's configuration. Each page and each file of words is shown in French and in English side by side; the
fields of a file are the names that stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from guidance import facts, languages, yamlfile

Field = dict[str, Any]
LONG = 60
"""From so many signs, a text has several lines to be written in."""
KEPT: Field = {"name": "kept", "widget": "hidden", "i18n": True}
"""The file as it was read, so that what is not changed stays letter by letter (`site/admin/keep.mjs`)."""


def backend(api: str, repository: str, branch: str) -> dict[str, Any]:
    """The forge in which the workshop saves: Gitea or Forgejo, where editors sign in with a key of their own."""
    return {
        "name": "gitea",
        "repo": repository,
        "branch": branch,
        "api_root": api,
        "auth_methods": ["token"],
    }


def config(content: Path, forge: Mapping[str, Any] | None) -> dict[str, Any]:
    """The configuration for the editors' folder; without a forge the workshop says that it is not open.

    Raises:
        ContentError: a file of words is no YAML.
    """
    return {
        "backend": dict(forge) if forge else None,
        "app_title": "Entraide, atelier",
        "logo": {"src": "/admin/icon.svg"},
        "media_folder": "content/media",
        "public_folder": "/media",
        "show_preview_links": False,
        "editor": {"preview": False},
        "i18n": {
            "structure": "multiple_folders",
            "locales": list(languages.LANGUAGES),
            "default_locale": languages.SOURCE,
        },
        "output": {"omit_empty_optional_fields": False},
        "collections": [_pages(), _words(content), _settings()],
    }


def _pages() -> dict[str, Any]:
    guide = [_optional(name, label) for name, label in GUIDE]
    return {
        "name": "pages",
        "label": "Pages",
        "icon": "description",
        "folder": "content/{{locale}}",
        "nested": {"depth": 5},
        "extension": "md",
        "format": "page-frontmatter",
        "slug": {"template": "{{title}}", "editable": True},
        "summary": "{{title}} ({{slug}})",
        "i18n": True,
        "create": True,
        "delete": False,
        "fields": [
            _text("title", "Titre"),
            _text("description", "Description", long=True),
            _optional("slug", "Fin de l’adresse"),
            {**_group("guide", "Résumé du guide", guide), "required": False},
            {**_text("checked", "Page vérifiée le (année-mois-jour)"), "i18n": "duplicate"},
            {
                "name": "critical",
                "label": "Page critique",
                "widget": "boolean",
                "required": False,
                "i18n": "duplicate",
            },
            {**_text("body", "Texte"), "widget": "markdown", "modes": ["raw"]},
            KEPT,
        ],
    }


GUIDE = (
    ("who", "Pour qui"),
    ("time", "Combien de temps"),
    ("prepare", "À préparer"),
    ("decides", "Qui décide"),
)


def _words(content: Path) -> dict[str, Any]:
    source = content / languages.SOURCE
    return {
        "name": "words",
        "label": "Mots",
        "icon": "edit_note",
        "format": "words",
        "i18n": True,
        "files": [_file(source, path) for path in sorted(source.rglob("*.yml"))],
    }


def _file(folder: Path, path: Path) -> dict[str, Any]:
    below = path.relative_to(folder).as_posix()
    tree = yamlfile.read(path)
    title = tree.get("title", UNTITLED.get(below))
    return {
        "name": below.removesuffix(".yml").replace("/", "-"),
        "label": f"{title} ({below})" if isinstance(title, str) else below,
        "file": f"content/{{{{locale}}}}/{below}",
        "format": "words",
        "i18n": True,
        "fields": [*_fields(tree), KEPT],
    }


UNTITLED = {
    "forms/_agency.yml": "Pour les organismes et la commission",
    "forms/_common-aids.yml": "Ce que les demandes d’aide ont en commun",
    "forms/_errors.yml": "Messages d’erreur",
    "forms/_interface.yml": "Boutons, relecture, récépissé et suivi",
    "forms/_rules.yml": "Pourquoi un organisme a été choisi",
    "mails/received.yml": "Courriel : votre récépissé",
    "site.yml": "En-tête, pied et encadrés de toutes les pages",
}
"""What the files of words without a title of their own are called in the workshop."""


def _fields(tree: Mapping[str, Any]) -> Iterator[Field]:
    for key, value in tree.items():
        name = safe(str(key))
        if isinstance(value, dict):
            yield _group(name, _label(name, value), list(_fields(value)))
        elif isinstance(value, list):
            yield _list(name)
        else:
            text = str(value)
            yield _text(name, NAMES.get(name, name), long=len(text) > LONG or "\n" in text)


NAMES = {
    "address": "Adresse",
    "alerts": "Alertes",
    "body": "Texte",
    "columns": "Colonnes",
    "cure": "Que faire",
    "exits": "Sorties du formulaire",
    "hint": "Aide à la saisie",
    "interface": "Mots du formulaire",
    "intro": "Introduction",
    "label": "Intitulé",
    "markdown": "Texte",
    "no": "Non",
    "options": "Réponses possibles",
    "papers": "Documents",
    "prepare": "À préparer",
    "questions": "Questions",
    "reasons": "Raisons",
    "rules": "Règles",
    "short": "Intitulé court",
    "source": "Source",
    "steps": "Étapes",
    "subject": "Objet",
    "text": "Texte",
    "title": "Titre",
    "unknown": "Ne sait pas",
    "why": "Pourquoi cette question",
    "yes": "Oui",
}
"""What the commonest names are called in the workshop; the others say it themselves."""


def safe(key: str) -> str:
    """A name without dots that is no number, as Sveltia wants it; `keep.mjs` turns it back."""
    return f"·{key}" if key.isdigit() else key.replace(".", "·")


def _label(name: str, tree: Mapping[str, Any]) -> str:
    shown = next((tree[key] for key in ("title", "label") if isinstance(tree.get(key), str)), None)
    return f"{shown} ({name})" if shown else NAMES.get(name, name)


def _settings() -> dict[str, Any]:
    return {
        "name": "settings",
        "label": "Faits et menu",
        "icon": "fact_check",
        "files": [
            {
                "name": "facts",
                "label": "Faits",
                "file": "content/facts.yml",
                "format": "facts",
                "fields": [_facts(), {**KEPT, "i18n": False}],
            },
            {
                "name": "nav",
                "label": "Menu",
                "file": "content/nav.yml",
                "format": "words",
                "fields": [*_menu(), {**KEPT, "i18n": False}],
            },
        ],
    }


def _facts() -> Field:
    day = r"^\d{4}-\d{2}-\d{2}$", "2026-11-21"
    fields: list[Field] = [
        {**_text("key", "Clé"), "pattern": [r"^[a-z0-9.-]+$", "phone.urssaf"]},
        {"name": "kind", "label": "Sorte", "widget": "select", "options": list(facts.KINDS)},
        _text("value", "Valeur"),
        _optional("fr", "Mots en français"),
        _optional("en", "Words in English"),
        {"name": "mark", "label": "Marque", "widget": "select", "options": list(facts.MARKS)},
        _text("source", "Source"),
        _optional("source_en", "Source in English"),
        {**_text("checked", "Vérifié le"), "pattern": list(day)},
        {**_text("recheck", "À relire avant le"), "pattern": list(day)},
    ]
    return {
        "name": "facts",
        "label": "Faits",
        "label_singular": "Fait",
        "widget": "list",
        "collapsed": True,
        "summary": "{{fields.key}} : {{fields.fr}} {{fields.value}}",
        "fields": [{**field, "i18n": False} for field in fields],
    }


def _menu() -> list[Field]:
    entry = [_text("entry", "Nom"), _text("fr", "En français"), _text("en", "In English"), _list("pages")]
    return [
        _group("header", "En-tête", [_text("urgent", "Page urgente"), _text("search", "Plan du site")]),
        {
            "name": "menu",
            "label": "Menu",
            "widget": "list",
            "collapsed": True,
            "summary": "{{fields.fr}}",
            "fields": entry,
        },
        _list("footer"),
    ]


def _text(name: str, label: str, *, long: bool = False) -> Field:
    return {"name": name, "label": label, "widget": "text" if long else "string", "i18n": True}


def _optional(name: str, label: str) -> Field:
    return {**_text(name, label), "required": False}


def _list(name: str) -> Field:
    item = {"name": "item", "label": "·", "widget": "string"}
    return {
        "name": name,
        "label": NAMES.get(name, name),
        "widget": "list",
        "collapsed": True,
        "field": item,
        "i18n": True,
    }


def _group(name: str, label: str, fields: list[Field]) -> Field:
    return {
        "name": name,
        "label": label,
        "widget": "object",
        "collapsed": True,
        "fields": fields,
        "i18n": True,
    }
