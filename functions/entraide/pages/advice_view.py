"""What the guide answers: for each help, how well it fits, why, and the way in with the answers already given."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from entraide.forms.aids.fit import Fit, Mark, Rule, Verdict, verdicts
from entraide.forms.checking import Checked
from entraide.pages.addresses import form_address
from entraide.pages.review_view import Pairs, hidden_inputs
from entraide.pages.words import Words


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason, where it was read, and whether it is to be confirmed."""

    text: str
    source: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A help and what is said of it."""

    name: str
    fit: Fit
    said: str
    reasons: tuple[ReasonLine, ...]
    page: str
    form: str
    """Address of its form; empty when it has none here, or none that is open."""


@dataclass(frozen=True, slots=True)
class AdviceView:
    """All that the advice's template shows, the best fit first."""

    helps: tuple[HelpLine, ...]
    hidden: Pairs


def advice_view(checked: Checked, words: Words, open_forms: Container[str]) -> AdviceView:
    """The view of the advice for these answers."""
    ranked = sorted(verdicts(checked.holds), key=lambda each: list(Fit).index(each.fit))
    lines = tuple(_line(each, words, open_forms) for each in ranked)
    return AdviceView(lines, hidden_inputs(checked))


def _line(verdict: Verdict, words: Words, open_forms: Container[str]) -> HelpLine:
    at = ("advice", "helps", verdict.help)
    form = words.optional(*at, "form")
    return HelpLine(
        name=words.text(*at, "name"),
        fit=verdict.fit,
        said=words.text("advice", "fits", verdict.fit),
        reasons=tuple(_reason(each, words) for each in verdict.reasons),
        page=words.text(*at, "page"),
        form=form_address(form, words.lang) if form in open_forms else "",
    )


def _reason(rule: Rule, words: Words) -> ReasonLine:
    at = ("advice", "reasons", rule.code)
    text = words.text(*at, "text")
    # A fact that is to be confirmed says so in the text, with its date.
    said_already = words.text("advice", "confirm") in text
    return ReasonLine(text, words.text(*at, "source"), rule.mark is Mark.B and not said_already)
