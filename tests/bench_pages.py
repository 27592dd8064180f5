"""`make bench`, on the pages: how long they take to build, and how fast they are on a phone. Figures, not a test.

A thousand pages, as long as ours are on average, are built twice: with our configuration, and with mkdocs-material
and mkdocs-static-i18n as they come.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.build import BUILT, PACKAGE
from infra.local.emulator import Emulator, free_port

from embedded_cloud import MAIL_FROM, serving
from lighthouse_audit import CATEGORIES, audit
from viewed import PAGES, receipt

ROOT = Path(__file__).resolve().parents[1]
PAGES_A_LANGUAGE = 500
ENTRIES = 25
VIEWS = 5
LANGUAGES = ("fr", "en")
PARAGRAPH = (
    "Votre activité baisse, une échéance approche, votre santé ou votre famille demande du temps. Cela arrive à "
    "beaucoup d’indépendants, et des aides existent. Ce site vous aide à les comprendre et à préparer votre demande."
)
STOCK = """
site_name: Entraide
theme: {name: material, font: false}
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: fr, name: Français, default: true, build: true}
        - {locale: en, name: English, build: true}
"""


def told(what: str, command: list[str], environment: dict[str, str] | None = None) -> None:
    """Runs a command and prints its seconds and the most memory that one of its processes took."""
    started = time.monotonic()
    quiet = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, quiet, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)]
    child = os.posix_spawn(command[0], command, os.environ | (environment or {}), file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    os.close(quiet)
    taken, peak = time.monotonic() - started, usage.ru_maxrss / 1024
    failed = f"   failed: {os.waitstatus_to_exitcode(status)}" if status else ""
    print(
        f"{what:<58} {taken:6.1f} s   {usage.ru_utime + usage.ru_stime:6.1f} s of CPU   {peak:5.0f} MB{failed}"
    )


def page(number: int, words: int) -> str:
    """A page of about so many words, in Markdown that every builder knows."""
    text = f'---\ntitle: "Page {number}"\ndescription: "Une page d’essai."\n---\n'
    for part in count(1):
        text += f"\n## Partie {part}\n\n{PARAGRAPH}\n\n- Premier point\n- Second point\n\n{PARAGRAPH}\n"
        if len(text.split()) >= words:
            break
    return text


def words_of_a_page() -> int:
    """How many words the editors' pages have on average."""
    texts = [
        path.read_text("utf-8") for lang in LANGUAGES for path in (ROOT / "content" / lang).rglob("*.md")
    ]
    return round(statistics.mean(len(text.split()) for text in texts))


def thousand(folder: Path, words: int) -> Path:
    """The content of a site of a thousand pages of so many words; gives its folder."""
    content = folder / "content"
    each_entry = PAGES_A_LANGUAGE // ENTRIES
    for lang in LANGUAGES:
        (content / lang).mkdir(parents=True)
        shutil.copy(ROOT / "content" / lang / "site.yml", content / lang)
        for number in range(PAGES_A_LANGUAGE):
            name = "index" if not number else f"page-{number}"
            (content / lang / f"{name}.md").write_text(page(number, words), "utf-8")
    shutil.copy(ROOT / "content" / "facts.yml", content)
    entries = [
        f"  - {{entry: e{entry}, fr: 'Entrée {entry}', en: 'Entry {entry}', pages: ["
        + ", ".join(
            f"page-{number}.md" if number else "index.md"
            for number in range(entry * each_entry, (entry + 1) * each_entry)
        )
        + "]}"
        for entry in range(ENTRIES)
    ]
    menu = (
        "header: {urgent: page-1.md, search: page-2.md}\nmenu:\n"
        + "\n".join(entries)
        + "\nfooter: [page-3.md]\n"
    )
    (content / "nav.yml").write_text(menu, "utf-8")
    return content


def builds(folder: Path) -> None:
    """The real site, its leaflets, and a thousand pages by us and by others."""
    path = {"PYTHONPATH": "site/ext"}
    script = [sys.executable, "site/build.py"]
    told("the site, from nothing", [*script, "--out", str(folder / "site")], path)
    leaflets = [sys.executable, "-m", "guidance.leaflets", str(folder / "site"), str(folder / "pdf")]
    told("its leaflets (PDF), none made before", leaflets, path)
    words = words_of_a_page()
    content = thousand(folder, words)
    ours = [*script, "--content", str(content), "--out", str(folder / "ours")]
    told(f"{2 * PAGES_A_LANGUAGE} pages of {words} words, with our configuration", ours, path)
    stock = folder / "stock"
    for lang in LANGUAGES:
        shutil.copytree(content / lang, stock / "docs" / lang, ignore=shutil.ignore_patterns("*.yml"))
    (stock / "mkdocs.yml").write_text(STOCK, "utf-8")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-f",
        str(stock / "mkdocs.yml"),
        "-d",
        str(folder / "theirs"),
    ]
    told(f"{2 * PAGES_A_LANGUAGE} pages of {words} words, material and static-i18n", command)


def views(folder: Path) -> None:
    """Lighthouse on a page of each kind, as the service sends it: the median of five, as on a phone."""
    print(
        f"Lighthouse on a phone, median of {VIEWS}: {', '.join(CATEGORIES)}; bytes and requests of a first view"
    )
    emulator = Emulator(folder / "cloud", free_port(), durable=False)
    emulator.clients.mail.create_email_identity(EmailIdentity=MAIL_FROM)
    try:
        with serving(emulator, "bench", PACKAGE, "all", pump=False) as cloud:
            asked = [*((path, "") for path in PAGES), receipt(cloud.origin)]
            for path, cookie in asked:
                reports = [audit(cloud.origin + path, cookie) for _ in range(VIEWS)]
                scores = [
                    round(statistics.median(each.scores[name] for each in reports)) for name in CATEGORIES
                ]
                name = "a receipt" if cookie else path
                print(f"{name:<58} {scores}   {reports[0].size} bytes, {len(reports[0].requests)} requests")
    finally:
        emulator.stop()


def main() -> None:
    """Prints the figures."""
    if not (BUILT / "words.fr.json").exists():
        sys.exit("Nothing was built yet: run `make build`.")
    with TemporaryDirectory() as temporary:
        builds(Path(temporary))
        (Path(temporary) / "cloud").mkdir()
        views(Path(temporary))


if __name__ == "__main__":
    main()
