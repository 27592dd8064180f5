"""A small tree of content in which the gate finds nothing, to seed faults in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gate import freshness
from gate.checks import problems
from gate.content import Content
from guidance.problems import Problem

FILES = {
    "facts.yml": """\
days.objection:
  kind: days
  value: "15"
  mark: A
  source: "R133-3"
  checked: 2026-11-22
  recheck: 2027-05-22
phone.line:
  kind: phone
  value: "3698"
  mark: A
  source: "Dépliant"
  checked: 2026-11-22
  recheck: 2027-05-22
url.help:
  kind: url
  value: "https://www.urssaf.fr/help"
  fr: "la page Help!"
  en: "the Help! page"
  mark: B
  source: "Presse"
  checked: 2026-11-22
  recheck: 2027-05-22
""",
    "nav.yml": """\
header:
  urgent: urgent.md
  search: about.md
menu:
  - entry: start
    fr: "Commencer"
    en: "Start"
    pages:
      - index.md
      - help/index.md
footer:
  - about.md
""",
    "words/fr.txt": "help\nentraide\naujourd'hui\n",
    "words/en.txt": "entraide\n",
    "words/names.txt": "Assurance maladie\nDéfenseur des droits\n",
    "words/acronyms.yml": """\
common: [SMS]
acronyms:
  CASS:
    fr: "commission d’action sanitaire et sociale"
    en: "social aid commission"
""",
    "words/avoid.fr.yml": """\
words:
  - avoid: [éligible]
    use: "écrivez « peut convenir »"
links: ["cliquez ici"]
""",
    "words/avoid.en.yml": """\
words:
  - avoid: [claimant]
    use: "write “you”"
links: ["click here"]
""",
    "fr/index.md": """\
---
title: "Accueil"
description: "La page de départ."
checked: 2026-11-22
---

Bienvenue. [Help!]{lang=en} aide les indépendants.

## Deux pages

- Lisez [la page sur l'aide](help/index.md#les-etapes).
- Appelez le {{ phone.line }}.
""",
    "en/index.md": """\
---
title: "Home"
description: "The page to start from."
checked: 2026-11-22
---

Welcome. Help! is for the self-employed.

## Two pages

- Read [the page on help](help/index.md#the-steps).
- Call {{ phone.line }}.
""",
    "fr/help/index.md": """\
---
title: "L'aide"
description: "Comment demander."
slug: "aide"
guide:
  who: "Vous, si vous travaillez à votre compte."
  prepare:
    - "Un courrier."
checked: 2026-11-22
---

La commission d'action sanitaire et sociale (CASS) décide.

## Les étapes

/// steps
1. Lisez votre lettre en entier.
2. Répondez avant {{ days.objection }}, sur {{ url.help }}.
///

| Quoi | Combien |
|---|---|
| demandes reçues le 3 mars 2026 | 1 234,5 |

::figure:: who

::form:: demo

## Ensuite

/// note | À savoir
Le mot juste est `éligible`, mais nous ne l'écrivons pas.
///
""",
    "en/help/index.md": """\
---
title: "Getting help"
description: "How to ask."
slug: "help"
guide:
  who: "You, if you work for yourself."
  prepare:
    - "A letter."
checked: 2026-11-22
---

The social aid commission ([commission d'action sanitaire et sociale]{lang=fr}, CASS) decides.

## The steps

/// steps
1. Read your whole letter.
2. Answer within {{ days.objection }}, on {{ url.help }}.
///

| What | How many |
|---|---|
| requests received on 3 March 2026 | 1,234.5 |

::figure:: who

::form:: demo

## And then

/// note | Good to know
The right word is `claimant`, but we do not write it.
///
""",
    "fr/urgent.md": """\
---
title: "Tout de suite"
description: "Qui appeler maintenant."
slug: "urgence"
critical: true
checked: 2026-11-22
---

Appelez le {{ phone.line }}.
""",
    "en/urgent.md": """\
---
title: "Right now"
description: "Whom to call now."
critical: true
checked: 2026-11-22
---

Call {{ phone.line }}.
""",
    "fr/about.md": """\
---
title: "À propos"
description: "Qui nous sommes."
checked: 2026-11-22
---

Nous ne sommes pas l'Assurance maladie. Voyez [le suivi](/api/fr/follow).
""",
    "en/about.md": """\
---
title: "About"
description: "Who we are."
checked: 2026-11-22
---

We are not the Assurance maladie. See [following a request](/api/en/follow).
""",
    "fr/forms/demo.yml": """\
title: Une demande
hint: "Il reste {number} questions."
intro: >-
  Vos réponses restent ici,
  sous votre nom.
alert:
  markdown: |
    Lisez [la page sur l’aide](/aide/).
""",
    "en/forms/demo.yml": """\
title: A request
hint: "{number} questions are left."
intro: >-
  Your answers stay here,
  under your name.
alert:
  markdown: |
    Read [the page on help](/en/help/).
""",
    "fr/forms/_errors.yml": 'email.at: "Il manque le signe @."\n',
    "en/forms/_errors.yml": 'email.at: "The @ sign is missing."\n',
    "fr/mails/received.yml": 'subject: "Votre demande {reference}"\n',
    "en/mails/received.yml": 'subject: "Your request {reference}"\n',
}
TODAY = date(2026, 11, 25)


@dataclass(frozen=True)
class Tree:
    """A copy of the small tree."""

    folder: Path
    figures: Path

    def load(self, today: date = TODAY) -> Content:
        return Content.load(self.folder, self.figures, today)

    def found(self, today: date = TODAY) -> list[Problem]:
        """Faults, then warnings."""
        faults, warnings = problems(self.load(today))
        return faults + warnings

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def mark(self) -> None:
        """Marks every translation as that of the present source."""
        freshness.write(self.load(), lambda _: True)


def plant(folder: Path) -> Tree:
    """Writes the tree below a folder, each translation marked as fresh."""
    made = Tree(folder / "content", folder / "figures")
    for name, text in FILES.items():
        made.write(name, text)
    made.figures.mkdir()
    (made.figures / "who.svg").write_text("<svg/>", "utf-8")
    made.mark()
    return made
