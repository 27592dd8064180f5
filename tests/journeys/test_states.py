"""Each state of a journey, on a phone and a desk, light and dark: no fault that axe can find, nothing off screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest

from answers import HEALTH, Pairs, changed
from browser import PHONE, SCHEMES, WIDTHS, Scheme, axe, overflow
from people import UNCONNECTED_TOWN, worker
from service import Service
from tab import OpenTab, Tab

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

Look = tuple[int, Scheme]
EVERY_LOOK: list[Look] = list(product(WIDTHS, SCHEMES))
ORDINARY = [
    pytest.param("fr", True, [(PHONE, "light")], id="fr-script"),
]
ALL = [
    pytest.param(lang, javascript, EVERY_LOOK, id=f"{lang}-{kind}-all", marks=pytest.mark.prove)
    for lang, javascript, kind in (("fr", True, "script"), ("en", True, "script"), ("en", False, "no-script"))
]
"""Without JavaScript `test_every_state.py` looks at more than these, in both languages."""


STATES = {
    "empty": ".form-start",
    "a step with errors": ".question--error",
    "an alert": '[data-alert="nothing-left"]',
    "an exit": 'button[value="continue"]',
    "proposals": "#notice",
    "errors": '#errors a[href^="#f-places-work-"]',
    "review": "#f-consent",
    "receipt": ".receipt",
    "already arrived": 'button[value="again"]',
    "no body left": '#errors a[href="#bodies"]',
    "a file that is ready": ".receipt blockquote",
    "follow": "#f-code",
    "follow with an error": "#errors",
}
"""What is to be seen in each state."""


def everything() -> Pairs:
    """Somebody whose review shows all that a review can show: an alert, two bodies, a choice, health answers."""
    answers = changed(
        worker(),
        happening__cannot_wait="letter",
        places__home_kind="other",
        places__home__postal_code="59000",
        places__home__commune="59350",
        you__message="Bonjour,\nje voudrais être rappelée le soir.",
    )
    return [*answers, ("happening.needs", "health"), ("happening.situations", "my-health"), *HEALTH]


@dataclass
class Walk:
    """Goes from state to state; each name comes when the tab shows it."""

    tab: Tab
    service: Service

    def states(self) -> Iterator[str]:
        yield from self._form()
        yield from self._sent()
        yield from self._apart()

    def _form(self) -> Iterator[str]:
        tab = self.tab
        tab.open_form()
        yield "empty"
        if tab.javascript:
            tab.press_continue()
            yield "a step with errors"
        self.tab.open_form()
        tab.answer([("happening.needs", "help-me"), ("happening.situations", "family")])
        tab.give("happening.cannot_wait", "nothing-left")
        yield "an alert"
        tab.answer([("activity.position", "farmer"), ("places.work.postal_code", "10150")])
        tab.change_language()
        tab.change_language()
        tab.press("check")
        yield "an exit"
        tab.press("edit")
        tab.give("activity.position", "own-name")
        tab.press("check")
        yield "proposals"
        tab.press("check")
        yield "errors"

    def _sent(self) -> Iterator[str]:
        tab, answers = self.tab, everything()
        for again in (False, True):
            tab.open_form()
            tab.answer(answers)
            tab.finish()
            if not again:
                yield "review"
            tab.press("send")
            yield "already arrived" if again else "receipt"

    def _apart(self) -> Iterator[str]:
        tab = self.tab
        tab.open_form()
        tab.answer(worker(UNCONNECTED_TOWN))
        tab.finish()
        for each in tab.page.locator('[name="review.bodies"][type=checkbox]').all():
            each.uncheck()
        tab.press("send")
        yield "no body left"
        for each in tab.page.locator('[name="review.bodies"][type=checkbox]').all():
            each.check()
        tab.press("send")
        yield "a file that is ready"
        tab.open(f"/api/{tab.lang}/follow")
        yield "follow"
        tab.submit()
        yield "follow with an error"


@pytest.mark.parametrize(("lang", "javascript", "looks"), [*ORDINARY, *ALL])
def test_every_state_passes_axe_and_reflows(
    open_tab: OpenTab, service: Service, lang: str, looks: list[Look], *, javascript: bool
) -> None:
    tab = open_tab(lang=lang, javascript=javascript)
    seen = []
    for state in Walk(tab, service).states():
        seen.append(state)
        assert tab.page.locator(STATES[state]).first.is_visible(), state
        for width, scheme in looks:
            tab.page.set_viewport_size({"width": width, "height": 800})
            tab.page.emulate_media(color_scheme=scheme)
            assert [] == overflow(tab.page), f"{state} at {width}"
            axe(tab.page)
    assert [each for each in STATES if javascript or each != "a step with errors"] == seen
