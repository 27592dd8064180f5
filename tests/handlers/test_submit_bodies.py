"""What is chosen on the review page: the bodies, the health fund among several, the consent."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from aid_answers import ACED, AFE, AFE_STEP
from aid_requests import reviewed
from answers import CONTRIBUTIONS, changed, with_health
from counter import Counter
from kept import only_answers, only_bodies
from rare_states import FOR_NOBODY_HERE
from visitor import Visitor

URSSAF = "urssaf-champagne-ardenne"
BENEFITS = [("benefits.household", "alone"), ("benefits.income", "down"), ("benefits.matter", "housing")]
LILLE = [
    *changed(with_health(CONTRIBUTIONS), places__home_kind="other"),
    ("places.home.postal_code", "59000"),
    ("places.home.commune", "59350"),
]


def offered(visitor: Visitor) -> list[str]:
    """The bodies that the page says it showed."""
    (marks,) = visitor.page.values("_offered")
    return [each.partition(":")[0] for each in marks.split()]


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
    assert set(visitor.page.anchors) <= {f"#{each}" for each in visitor.page.ids}
    assert (["none"], key) == (visitor.page.values("review.bodies"), visitor.page.values("_key"))
    visitor.press("send", review__bodies=["none", URSSAF])
    assert [URSSAF] == only_bodies(counter)


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


def test_only_bodies_that_were_to_be_chosen_are_stored(visitor: Visitor, counter: Counter) -> None:
    """What an address changed on the way left behind, and what a page of ours never offers."""
    kept = ["none", URSSAF, "nir-184127645108946", "cpam-33"]
    visitor.open_form().fill(with_health(CONTRIBUTIONS))
    pairs = visitor.page.press("send", review__bodies=kept).pairs
    counter.post([*pairs, ("review.cpam", "no-such-184127645108946")])

    review = only_answers(counter)["review"]
    assert ([URSSAF], None) == (review["bodies"], review["cpam"])


INVALID = changed(AFE, afe__invalidity="yes")
"""For the CPAM with consent to the answer on health; for the Urssaf, as any other request of this kind, without."""


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("ticked", [["none"], ["none", "cpam-33"]])
def test_a_body_that_the_page_did_not_show_is_shown_before_anything_is_sent(
    ticked: list[str], lang: str, visitor: Visitor, counter: Counter
) -> None:
    reviewed(visitor, "afe", INVALID, lang)
    assert (["cpam-33"], ["none", "cpam-33"]) == (
        offered(visitor),
        visitor.page.values("review.bodies"),
    )
    key = visitor.page.values("_key")
    visitor.press("send", review__bodies=ticked)

    told = counter.desk.words(lang).text("interface", "review", "changed", bodies=named(counter, lang))
    assert (HTTPStatus.OK, {}) == (visitor.status, counter.store.cases)
    assert told in visitor.page.text
    assert ([URSSAF], ["none", URSSAF], key) == (
        offered(visitor),
        visitor.page.values("review.bodies"),
        visitor.page.values("_key"),
    )
    visitor.press("send")
    assert [URSSAF] == only_bodies(counter)


def named(counter: Counter, lang: str) -> str:
    return counter.desk.directory.body(URSSAF).name(lang)


WITH_INVALID = [*changed(ACED, aced__with_afe="yes"), *AFE_STEP, ("afe.invalidity", "yes")]
"""The ACED for the Urssaf; the AFE for the CPAM, or with the ACED when nothing is said of the pension."""


def test_a_body_that_would_learn_more_than_the_page_said_is_shown_again(
    visitor: Visitor, counter: Counter
) -> None:
    reviewed(visitor, "aced", WITH_INVALID)
    assert [URSSAF, "cpam-33"] == sorted(offered(visitor), reverse=True)
    visitor.press("send")

    assert (HTTPStatus.OK, {}) == (visitor.status, counter.store.cases)
    assert named(counter, "fr") in visitor.page.text
    visitor.press("send")
    assert [URSSAF] == only_bodies(counter)


def test_a_body_that_was_unticked_stays_so_whatever_it_would_learn(
    visitor: Visitor, counter: Counter
) -> None:
    reviewed(visitor, "aced", WITH_INVALID).press("send", review__bodies=["none", "cpam-33"])

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, {}) == (visitor.status, counter.store.cases)
    assert counter.desk.words("fr").text("interface", "review", "none_left") in visitor.page.text
    assert ["none"] == visitor.page.values("review.bodies")


def test_the_body_shown_last_may_be_unticked_too(visitor: Visitor, counter: Counter) -> None:
    reviewed(visitor, "afe", INVALID).press("send").press("send", review__bodies=["none"])

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, {}) == (visitor.status, counter.store.cases)


def test_who_consents_after_all_reads_the_first_body_again(visitor: Visitor, counter: Counter) -> None:
    reviewed(visitor, "afe", INVALID).press("send").press("send", review__health_consent="yes")

    assert (["cpam-33"], {}) == (offered(visitor), counter.store.cases)
    visitor.press("send")
    assert ["cpam-33"] == only_bodies(counter)


def test_who_consents_at_once_reads_the_page_once(visitor: Visitor, counter: Counter) -> None:
    reviewed(visitor, "afe", INVALID).press("send", review__health_consent="yes")

    assert ["cpam-33"] == only_bodies(counter)


def test_the_first_page_sent_again_from_the_history_makes_no_second_request(
    visitor: Visitor, counter: Counter
) -> None:
    first = reviewed(visitor, "afe", INVALID).page
    visitor.press("send").press("send")
    receipt = visitor.address
    visitor.page = first
    visitor.press("send")

    assert [URSSAF] == offered(visitor)
    assert receipt == visitor.press("send").address
    assert 1 == len(counter.store.cases)


def test_who_sends_the_same_again_on_purpose_reads_the_bodies_once_each_time(
    visitor: Visitor, counter: Counter
) -> None:
    for _ in range(2):
        reviewed(visitor, "afe", INVALID).press("send").press("send")
    assert (HTTPStatus.CONFLICT, 1) == (visitor.status, len(counter.store.cases))

    visitor.press("again")
    assert 2 == len(counter.store.cases)


def test_a_page_without_a_body_offers_none(visitor: Visitor, counter: Counter) -> None:
    """Hence any body is one that it did not show."""
    visitor.open_form().fill(FOR_NOBODY_HERE)
    assert [] == offered(visitor)
    visitor.press("send", activity__family="craft")

    assert {} == counter.store.cases
    assert "carsat" in [each.partition("-")[0] for each in offered(visitor)]


def test_consent_is_asked_only_where_something_was_said_of_health(visitor: Visitor) -> None:
    visitor.open_form().fill(CONTRIBUTIONS)

    assert [] == visitor.page.offered("review.health_consent")


def test_the_review_tells_what_each_body_sees(visitor: Visitor, counter: Counter) -> None:
    visitor.open_form("en").fill([*with_health(CONTRIBUTIONS), ("you.message", "Good morning")])
    words = counter.desk.words("en")
    seen = visitor.page.text.split(words.text("interface", "review", "sees"))[1:]

    assert 2 == len(seen)
    assert "Message" in seen[0]
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
