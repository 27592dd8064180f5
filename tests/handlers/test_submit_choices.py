"""What is chosen on the way: the commune, whether to go on elsewhere, the needs, the bodies, the consent."""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest

from answers import CONTRIBUTIONS, changed, with_health, without
from counter import Counter
from entraide.forms.definition import Exit
from entraide.forms.questionnaire import Questionnaire
from visitor import Visitor

URSSAF = "urssaf-champagne-ardenne"
NOWHERE = without(CONTRIBUTIONS, "places.work.commune", "places.work.postal_code")


def at(postal_code: str, commune: str = "") -> list[tuple[str, str]]:
    """The usual answers, with another place of work."""
    return [*NOWHERE, ("places.work.postal_code", postal_code), ("places.work.commune", commune)]


def only_answers(counter: Counter) -> dict[str, dict[str, object]]:
    (stored,) = counter.store.cases.values()
    answers: dict[str, dict[str, object]] = json.loads(stored.case.answers)
    return answers


def only_bodies(counter: Counter) -> list[str]:
    (stored,) = counter.store.cases.values()
    return [each.body for each in stored.destinations]


def find(visitor: Visitor, postal_code: str, commune: str = "") -> Visitor:
    return visitor.open_form().fill([*at(postal_code, commune), ("_action", "find:places.work")])


def errors(visitor: Visitor) -> list[str]:
    return [each for each in visitor.page.links if each.startswith("#")]


def test_the_button_finds_the_communes_of_a_postal_code_and_that_is_no_error(
    visitor: Visitor, counter: Counter
) -> None:
    find(visitor, "０１ ０００")

    assert (HTTPStatus.OK, []) == (visitor.status, errors(visitor))
    assert ["01053", "01344"] == visitor.page.offered("places.work.commune")
    assert ["Camille"] == visitor.page.values("you.first_name")

    visitor.press("check", places__work__commune="01344").press("send")
    assert {"postal_code": "01000", "commune": "01344"} == only_answers(counter)["places"]["work"]


def test_the_only_commune_of_a_postal_code_is_taken(visitor: Visitor, counter: Counter) -> None:
    find(visitor, "33000")

    assert (HTTPStatus.OK, []) == (visitor.status, errors(visitor))
    assert "Bordeaux" in visitor.page.text
    visitor.press("check").press("send")
    assert {"postal_code": "33000", "commune": "33063"} == only_answers(counter)["places"]["work"]


def test_the_commune_of_the_postal_code_before_is_no_error_to_who_looks_for_another(visitor: Visitor) -> None:
    find(visitor, "01000", "33063")

    assert (HTTPStatus.OK, []) == (visitor.status, errors(visitor))
    assert [] == visitor.page.values("places.work.commune")


def test_the_button_of_one_place_says_nothing_of_the_rest(visitor: Visitor) -> None:
    visitor.open_form().press("find:places.work", places__work__postal_code="10000", you__email="camille@")

    assert (HTTPStatus.OK, []) == (visitor.status, errors(visitor))


@pytest.mark.parametrize(
    ("postal_code", "code"),
    [
        ("99999", "place.unknown"),
        ("10008", "place.cedex"),
        ("98000", "place.monaco"),
        ("98800", "place.pacific"),
        ("2A004", "postal.insee"),
        ("1000", "postal.short"),
        ("Troyes", "postal.shape"),
        ("", "required"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_code_without_communes_is_answered_with_what_to_do(
    postal_code: str, code: str, lang: str, visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form(lang).fill([*at(postal_code), ("_action", "find:places.work")])

    assert HTTPStatus.UNPROCESSABLE_ENTITY == visitor.status
    assert ["#f-places-work-postal_code"] == errors(visitor)
    assert counter.desk.words(lang).text("errors", code) in visitor.page.text
    assert [postal_code] == visitor.page.values("places.work.postal_code")


@pytest.mark.parametrize(
    ("postal_code", "commune", "body"),
    [
        ("97133", "", "cps-977"),
        ("97150", "", "cgss-971"),
        ("20167", "2a006", "urssaf-corse"),
        ("97600", "97611", "cssm-976"),
    ],
)
def test_places_overseas_and_in_corsica_have_a_body(
    postal_code: str, commune: str, body: str, visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill(at(postal_code, commune)).press("send")

    assert [body] == only_bodies(counter)


def test_a_commune_that_is_not_chosen_yet_is_an_error_when_answers_are_checked(visitor: Visitor) -> None:
    visitor.open_form().fill(at("01000"))

    assert HTTPStatus.UNPROCESSABLE_ENTITY == visitor.status
    assert ["#f-places-work-01053"] == errors(visitor)


@pytest.mark.parametrize("way_out", Questionnaire.exits, ids=lambda way_out: way_out.code)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_who_belongs_elsewhere_is_told_where_and_nothing_is_stored(
    way_out: Exit, lang: str, visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form(lang).fill(changed(CONTRIBUTIONS, activity__position=way_out.code))
    words = counter.desk.words(lang)

    assert (HTTPStatus.OK, lang) == (visitor.status, visitor.page.lang)
    assert words.text("forms", "questionnaire", "exits", way_out.code, "title") in visitor.page.headings
    assert words.text("interface", "exit", "nothing_stored") in visitor.page.text
    assert "send" not in visitor.page.buttons
    assert {} == counter.store.cases


def test_who_belongs_elsewhere_may_go_on_and_a_person_looks(visitor: Visitor, counter: Counter) -> None:
    visitor.open_form().fill(changed(CONTRIBUTIONS, activity__position="farmer")).press("continue").press(
        "send"
    )

    (stored,) = counter.store.cases.values()
    assert [(URSSAF, True)] == [(each.body, each.needs_person) for each in stored.destinations]


def test_who_ticked_the_wrong_status_goes_back_with_every_answer_and_the_key(visitor: Visitor) -> None:
    """Those that a farmer is not asked, too."""
    visitor.open_form().fill(CONTRIBUTIONS)
    key = visitor.page.values("_key")
    visitor.press("edit").press("check", activity__position="farmer").press("edit")

    assert ["slowed"] == visitor.page.values("activity.state")
    visitor.press("check", activity__position="own-name")
    assert "356 000 000 00048" in [value for name, value in visitor.page.press("send").pairs]
    assert key == visitor.page.values("_key") != []


def test_an_exit_is_told_in_the_other_language_too(visitor: Visitor) -> None:
    visitor.open_form().fill(changed(CONTRIBUTIONS, activity__position="artist")).switch()

    assert "en" == visitor.page.lang
    assert "continue" in visitor.page.buttons


UNSURE = [
    *without(CONTRIBUTIONS, "happening."),
    ("happening.cannot_wait", "no"),
    ("happening.needs", "help-me"),
]


def test_who_does_not_know_is_proposed_needs_to_change_and_the_questions_that_come_with_them(
    visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill([*UNSURE, ("happening.situations", "stopping")])

    assert HTTPStatus.OK == visitor.status
    assert ["contributions", "benefits"] == visitor.page.values("happening.needs")
    assert counter.desk.words("fr").text("interface", "form", "proposed_body") in visitor.page.text
    assert "notice" in visitor.page.ids

    visitor.press("check", happening__needs=["contributions"]).press("send")
    assert ["contributions"] == only_answers(counter)["happening"]["needs"]


def test_where_nothing_can_be_proposed_the_coordinator_looks_at_the_situation(
    visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill([*UNSURE, ("happening.situations", "dispute")]).press("send")

    assert [URSSAF] == only_bodies(counter)


def test_a_body_is_unticked_and_gets_nothing(visitor: Visitor, counter: Counter) -> None:
    visitor.open_form().fill(with_health(CONTRIBUTIONS))

    assert ["none", URSSAF, "cpam-10"] == visitor.page.values("review.bodies")
    visitor.press("send", review__bodies=["none", "cpam-10"])
    assert ["cpam-10"] == only_bodies(counter)


def test_an_unticked_body_stays_so_while_answers_are_changed_and_a_new_body_is_ticked(
    visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill(with_health(CONTRIBUTIONS)).press("edit", review__bodies=["none", "cpam-10"])
    visitor.press("check", happening__needs=["contributions", "health", "benefits"])
    visitor.fill([*visitor.page.press("check").pairs[:-1], *BENEFITS])

    assert ["none", "caf-10", "cpam-10"] == visitor.page.values("review.bodies")
    visitor.press("send")
    assert ["caf-10", "cpam-10"] == sorted(only_bodies(counter))


def test_unticking_every_body_sends_nothing_and_says_so(visitor: Visitor, counter: Counter) -> None:
    visitor.open_form().fill(CONTRIBUTIONS)
    key = visitor.page.values("_key")
    visitor.press("send", review__bodies=["none"])

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, {}) == (visitor.status, counter.store.cases)
    assert counter.desk.words("fr").text("interface", "review", "none_left") in visitor.page.text
    assert set(errors(visitor)) <= {f"#{each}" for each in visitor.page.ids}
    assert (["none"], key) == (visitor.page.values("review.bodies"), visitor.page.values("_key"))
    visitor.press("send", review__bodies=["none", URSSAF])
    assert [URSSAF] == only_bodies(counter)


BENEFITS = [("benefits.household", "alone"), ("benefits.income", "down"), ("benefits.matter", "housing")]

LILLE = [
    *changed(with_health(CONTRIBUTIONS), places__home_kind="other"),
    ("places.home.postal_code", "59000"),
    ("places.home.commune", "59350"),
]


def test_where_several_health_funds_share_a_departement_the_worker_chooses(
    visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill(LILLE)
    offered = visitor.page.offered("review.cpam")

    assert len(offered) > 2
    assert "" == offered[-1]
    visitor.press("check", review__cpam=offered[1])
    assert ([offered[1]], offered) == (
        visitor.page.values("review.cpam"),
        visitor.page.offered("review.cpam"),
    )
    assert ["none", URSSAF, offered[1]] == visitor.page.values("review.bodies")
    visitor.press("send")
    assert [URSSAF, offered[1]] == only_bodies(counter)


def test_a_health_fund_that_was_chosen_gets_the_request_though_it_was_not_on_the_page(
    visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill(LILLE).press("send", review__cpam="cpam-59-hainaut")

    assert [URSSAF, "cpam-59-hainaut"] == only_bodies(counter)


def test_a_health_fund_that_was_chosen_may_be_unticked_again(visitor: Visitor, counter: Counter) -> None:
    visitor.open_form().fill(LILLE).press("check", review__cpam="cpam-59-hainaut")
    visitor.press("send", review__bodies=["none", URSSAF])

    assert [URSSAF] == only_bodies(counter)


def test_who_cannot_tell_the_health_fund_leaves_it_to_a_person(visitor: Visitor, counter: Counter) -> None:
    visitor.open_form().fill(LILLE).press("send", review__cpam="")

    (stored,) = counter.store.cases.values()
    assert [(URSSAF, True)] == [(each.body, each.needs_person) for each in stored.destinations]


@pytest.mark.parametrize("consented", [True, False])
def test_answers_on_health_leave_only_with_consent_and_the_rest_leaves_anyway(
    consented: bool,  # noqa: FBT001 - a case
    visitor: Visitor,
    counter: Counter,
) -> None:
    visitor.open_form().fill(with_health(CONTRIBUTIONS))

    assert ([], ["yes"]) == (
        visitor.page.values("review.health_consent"),
        visitor.page.offered("review.health_consent"),
    )
    visitor.press("send", review__health_consent="yes" if consented else None)
    answers = only_answers(counter)
    assert [URSSAF, "cpam-10"] == only_bodies(counter)
    assert ["contributions", "health"] == answers["happening"]["needs"]
    assert (["fewer-customers", "my-health"] if consented else ["fewer-customers"]) == answers["happening"][
        "situations"
    ]
    assert ("stopped" if consented else None) == answers["health"]["cover"]


def test_consent_is_asked_only_where_something_was_said_of_health(visitor: Visitor) -> None:
    visitor.open_form().fill(CONTRIBUTIONS)

    assert [] == visitor.page.offered("review.health_consent")


def test_the_review_tells_what_each_body_sees(visitor: Visitor, counter: Counter) -> None:
    visitor.open_form("en").fill([*with_health(CONTRIBUTIONS), ("you.message", "Good morning")])
    words = counter.desk.words("en")
    seen = visitor.page.text.split(words.text("interface", "review", "sees"))[1:]

    assert 2 == len(seen)
    assert all("Message" in each for each in seen[:1])
    assert "Message" not in seen[1].split(words.text("interface", "review", "consent_title"))[0]


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("seizure", {"happening__cannot_wait": "seizure"}),
        ("formal-notice", {"contributions__letter": "formal-notice"}),
    ],
)
def test_what_cannot_wait_is_told_again_before_sending(
    code: str, answers: dict[str, str], visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill(changed(CONTRIBUTIONS, **answers))
    title = counter.desk.words("fr").text("forms", "questionnaire", "alerts", code, "title")

    assert "send" in visitor.page.buttons
    assert title in visitor.page.text
