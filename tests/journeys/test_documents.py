"""Documents added in a browser, with JavaScript and without: what is missing, the sending, what became of it."""

from __future__ import annotations

import pytest

from browser import axe, overflow
from entraide.documents.verdict import MOST_BYTES, Flaw
from entraide.pages.documents_view import cure
from papers import NIR, PHOTO, pdf
from service import Service
from tab import OpenTab, Tab
from uploading import requested
from waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

IN_BORDEAUX = {"places__work.postal_code": "33000", "places__work.commune": "33063"}
"""Its bodies are connected in this service."""
NARROW = 320


def send(tab: Tab, paper: str, name: str, content: bytes) -> None:
    """Chooses a file and presses the button beside it."""
    form = tab.page.locator(f"#send-{paper}")
    form.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    with tab.page.expect_navigation():
        form.locator("button").click()


def reloaded(tab: Tab) -> Tab:
    """The page, asked for again."""
    tab.page.reload()
    return tab


def looked_at(tab: Tab) -> Tab:
    """The page as it stands has no fault and needs no scrolling sideways."""
    axe(tab.page)
    assert [] == overflow(tab.page)
    return tab


@pytest.mark.parametrize(("javascript", "lang"), [(True, "en"), (False, "fr")])
def test_documents_are_added_from_the_follow_up_page(
    *, javascript: bool, lang: str, open_tab: OpenTab, service: Service
) -> None:
    sender, words = requested(service.cloud, lang=lang, **IN_BORDEAUX), service.words(lang)
    tab = open_tab(lang=lang, javascript=javascript, width=NARROW)
    tab.open(f"/api/{lang}/follow")
    tab.page.fill("#f-reference", sender.reference)
    tab.page.fill("#f-code", sender.cookie.partition("=")[2])
    tab.submit()
    assert words.text("documents", "incomplete") in looked_at(tab).text()

    with tab.page.expect_navigation():
        tab.page.locator(f'a[href="{sender.documents}"]').click()
    looked_at(tab)
    send(tab, "damage", "Photo de Camille.JPG", PHOTO)
    # A busy machine may need longer than the page waits: who looks again sees it.
    accepted = words.text("documents", "upload", "accepted", "title")
    assert accepted == eventually(lambda: reloaded(tab).heading(), lambda heading: heading == accepted)
    looked_at(tab)

    with tab.page.expect_navigation():
        tab.page.locator("a.button--primary").click()
    send(tab, "tax", "avis.pdf", pdf(f"Assure {NIR}"))
    assert words.text("documents", "upload", "refused", "title") == looked_at(tab).heading()
    assert cure(Flaw.NIR, words) in tab.text()

    with tab.page.expect_navigation():
        tab.page.locator("a.button--primary").click()
    assert "Photo de Camille" not in tab.text()
    assert words.text("documents", "sent_files") in looked_at(tab).text()


def test_a_file_that_is_too_large_is_told_of_before_it_leaves(open_tab: OpenTab, service: Service) -> None:
    sender = requested(service.cloud, **IN_BORDEAUX)
    tab = open_tab()
    tab.open(f"/api/fr/receipts/{sender.reference}")
    tab.page.fill("#f-reference", sender.reference)
    tab.page.fill("#f-code", sender.cookie.partition("=")[2])
    tab.submit()
    tab.open(sender.documents)
    chosen = tab.page.locator("#f-tax")

    told = []
    for content in (b"0" * (MOST_BYTES + 1), b"", PHOTO):
        chosen.set_input_files({"name": "a.jpg", "mimeType": "", "buffer": content})
        told.append(chosen.evaluate("each => each.validationMessage"))

    words = service.words("fr")
    assert [words.text("documents", key) for key in ("too_large_here", "empty_here")] + [""] == told
