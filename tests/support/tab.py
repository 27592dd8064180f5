"""A tab of a real browser at the site: fills in the form, presses its buttons, and notes what goes wrong.

With JavaScript the form comes in steps and the communes as the postal code is typed; without, it is one page and
the communes come by a button. What a test does is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from infra.routes import Routes, load
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from browser import DESKTOP, Scheme
from entraide.forms.definition import Form
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reflection import fields
from entraide.pages.words import load_words

Pairs = Iterable[tuple[str, str]]

BUILT: Final = Path("build/built")
FORM: Final = {"fr": "/help/questionnaire/", "en": "/en/help/questionnaire/"}
"""The pages of the questionnaire."""
ROW: Final = re.compile(r"(.+)\.[0-9]+\.[^.]+")
NOT_TOLD: Final = "strict-transport-security"
"""Chromium tells this header of no answer that it had in its cache."""
TOLD_BY_STATUS: Final = "Failed to load resource: the server responded with a status of 4"
"""Chromium says so of each page that answers 4xx, which is what a page with errors does."""

PUT: Final = """([name, value]) => {
    const choice = each => ["radio", "checkbox"].includes(each.type);
    const field = [...document.getElementsByName(name)].find(each => !choice(each) || each.value === value);
    if (!field) return "absent";
    if (!field.checkVisibility({ visibilityProperty: true })) return "hidden";
    if (choice(field)) {
        if (!field.checked) field.click();
        return "";
    }
    field.value = value;
    for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
    return "";
}"""
"""Gives an answer that can be seen; says why it could not."""


@dataclass
class Watch:
    """What must never happen on a page: a fault in a script, a request elsewhere, a missing header."""

    origin: str
    uploads: str = "http://uploads.invalid"
    """Where files are sent to, from the page of documents alone."""
    faults: list[str] = field(default_factory=list)
    routes: Routes = field(init=False)

    def __post_init__(self) -> None:
        self.routes = load(uploads=self.uploads)

    def over(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", lambda request: self._request(request.url))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(TOLD_BY_STATUS):
            self.faults.append(f"console: {message.text}")

    def _request(self, url: str) -> None:
        if not url.startswith((f"{self.origin}/", f"{self.uploads}/", "data:")):
            self.faults.append(f"elsewhere: {url}")

    def _response(self, response: Response) -> None:
        if response.url.startswith(f"{self.uploads}/"):
            return
        path = response.url.removeprefix(self.origin).partition("?")[0]
        asked = {name.lower(): value for name, value in self.routes.find(path).headers.items()}
        del asked[NOT_TOLD]
        found = {name: response.headers.get(name) for name in asked}
        if found != asked:
            self.faults.append(f"headers of {response.url}: {found}")


@dataclass
class Tab:
    """Somebody reads and types in it."""

    page: Page
    origin: str
    lang: str
    javascript: bool
    form: type[Form] = Questionnaire

    def open(self, path: str) -> None:
        """Goes to an address of the site."""
        self.page.goto(self.origin + path)

    def open_form(self, form: type[Form] = Questionnaire) -> None:
        """Goes to the page of a form."""
        self.form = form
        self.open(load_words(BUILT, self.lang).text("forms", form.id, "address"))

    def answer(self, pairs: Pairs, *, by_hand: bool = False) -> None:
        """Gives these answers in the order of the page, going from step to step and choosing communes on the way.

        `by_hand` points and types as people do; without, each answer is put in its place, for tests of what follows.
        """
        for name, value in in_page_order(pairs, self.form):
            if name.endswith(".commune"):
                self._commune(name, value)
                continue
            row = ROW.fullmatch(name)
            if row and not self.field(name, value).count():
                self.add_row(row[1])
            if by_hand:
                self.give(name, value)
            else:
                self._put(name, value)

    def _put(self, name: str, value: str) -> None:
        while (found := self.page.evaluate(PUT, [name, value])) == "hidden" and self.javascript:
            self._go_on()
        assert found == "", f"{name}={value} is {found}"

    def give(self, name: str, value: str) -> None:
        """Gives one answer: ticks it, or types it."""
        asked = self._shown(self.field(name, value))
        if asked.get_attribute("type") in ("radio", "checkbox"):
            asked.check()
        else:
            asked.fill(value)

    def add_row(self, path: str) -> None:
        """Adds a line to a question: where it stands, or on the page that follows."""
        add = self._shown(self.button(f"add:{path}"))
        if not self.javascript:
            with self.page.expect_navigation():
                add.click()
            return
        rows = self.page.locator(f'[data-q="{path}"] .row')
        before = rows.count()
        add.click()
        rows.nth(before).wait_for()

    def field(self, name: str, value: str = "") -> Locator:
        """The control of an answer: the radio or box with this value, or the text input of this name."""
        choices = f'[name="{name}"]:is([type=radio], [type=checkbox])'
        if self.page.locator(choices).count():
            return self.page.locator(f'{choices}[value="{value}"]')
        return self.page.locator(f'[name="{name}"]').first

    def press_continue(self) -> None:
        """Presses "Continue", and waits for what the server says of the step."""
        with self.page.expect_response(re.compile("/api/")):
            self.continuing().click()
        self.page.locator(".form-actions button:disabled").wait_for(state="detached")

    def continuing(self) -> Locator:
        """The button that leads to the next step."""
        return self.page.locator(".form-actions button[type=button].button--primary")

    def progress(self) -> str:
        """Which step this is, of how many."""
        return self.page.locator(".progress").inner_text()

    def finish(self) -> None:
        """Goes through the steps that are left and asks for the review."""
        check = self.button("check")
        while not check.is_visible():
            self._go_on()
        self.press("check")

    def button(self, action: str) -> Locator:
        """The button of an action that people see."""
        return self.page.locator(f'button[name="_action"][value="{action}"]:not(.visually-hidden)').first

    def press(self, action: str) -> None:
        """Presses the button of an action, and waits for the page that follows."""
        with self.page.expect_navigation():
            self.button(action).click()

    def submit(self) -> None:
        """Presses the only button of a small form."""
        with self.page.expect_navigation():
            self.page.locator(".form button[type=submit]").click()

    def change_language(self) -> None:
        """Presses the switch in the header."""
        with self.page.expect_navigation():
            self.page.locator(".language-switch").click()
        self.lang = "en" if self.lang == "fr" else "fr"

    def heading(self) -> str:
        """What the page is called."""
        return self.page.locator("h1").first.inner_text()

    def text(self) -> str:
        """What stands in the page."""
        return self.page.locator("main").inner_text()

    def reference(self) -> str:
        """The reference on the receipt."""
        return self.page.locator(".receipt .reference").first.inner_text()

    def code(self) -> str:
        """The follow-up code on the receipt."""
        return self.page.locator(".receipt .reference").nth(1).inner_text()

    def errors(self) -> list[tuple[str, str]]:
        """The error summary: the id that each line leads to, and what it says."""
        links = self.page.locator("#errors a").all()
        return [((each.get_attribute("href") or "").lstrip("#"), each.inner_text()) for each in links]

    def inline_errors(self) -> list[str]:
        """What is said beside the fields, without the word that only screen readers read."""
        said = self.page.locator(".question__error:visible").all_inner_texts()
        return [each.rpartition("\n")[2] for each in said]

    def _shown(self, control: Locator) -> Locator:
        """The control, on the step where it is shown."""
        while self.page.locator(".js-steps").count() and not control.is_visible():
            self._go_on()
        return control

    def _go_on(self) -> None:
        before = self.progress()
        self.press_continue()
        assert before != self.progress(), f"{before}: {self.inline_errors()}"

    def _commune(self, name: str, code: str) -> None:
        place = self.page.locator(f'[data-place="{name.removesuffix(".commune")}"]')
        found = place.locator(f'[name="{name}"][value="{code}"]')
        if not self.javascript and not found.count():
            self.press(f"find:{name.removesuffix('.commune')}")
        found.wait_for(state="attached")
        if found.get_attribute("type") == "radio":
            found.check()


def in_page_order(pairs: Pairs, form: type[Form] = Questionnaire) -> list[tuple[str, str]]:
    """The answers in the order in which the questions stand on the page."""
    paths = list(fields(form))

    def rank(pair: tuple[str, str]) -> int:
        return next(number for number, path in enumerate(paths) if f"{pair[0]}.".startswith(f"{path}."))

    return sorted(pairs, key=rank)


class OpenTab(Protocol):
    """What the `open_tab` fixture gives: a tab in a browser of its own, with nothing opened yet."""

    def __call__(
        self, *, lang: str = "fr", javascript: bool = True, width: int = DESKTOP, scheme: Scheme = "light"
    ) -> Tab:
        """The tab."""
        ...
