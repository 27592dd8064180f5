"""Words written once and taken by several forms: what is taken, what comes first, and what is told as a fault."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from infra.check_words import word_faults
from infra.shared_words import Tree, paths, sharing_faults, with_shared_words

from entraide.forms.conditions import answer
from entraide.forms.definition import Alert, Exit, Form, Question, Row, Step, Total
from entraide.forms.privacy import EVERY_BODY, Privacy
from entraide.forms.values.euros import Euros
from entraide.forms.values.text import ShortText

PLAIN = Question(Privacy.PLAIN, EVERY_BODY)
ASKED = Question(Privacy.FINANCIAL, EVERY_BODY)


class Answer(StrEnum):
    YES = "yes"
    NO = "no"


class Debt(Row):
    to_whom: Annotated[ShortText | None, PLAIN] = None
    answer: Annotated[Answer | None, PLAIN] = None


class Money(Step):
    owed: Annotated[Euros | None, ASKED] = None
    sure: Annotated[Answer | None, PLAIN] = None
    debts: Annotated[tuple[Debt, ...] | None, ASKED] = None


class Small(Form):
    id: ClassVar[str] = "small"
    version: ClassVar[int] = 1
    money: Money = Money()
    alerts: ClassVar[tuple[Alert, ...]] = (Alert("late", answer("money.sure", "no"), "money.sure"),)
    exits: ClassVar[tuple[Exit, ...]] = (Exit("elsewhere", answer("money.sure", "no")),)
    totals: ClassVar[tuple[Total, ...]] = (Total("sum", ("money.owed",)),)


def question(label: str, **more: object) -> Tree:
    return {"label": label, "why": "To know.", **more}


def shared() -> Tree:
    settled = {"label": "Settled", "options": {"yes": "Yes", "no": "No"}}
    return {
        "steps": {
            "money": {
                "title": "Money",
                "questions": {
                    "owed": question("How much?", hint="In euros."),
                    "sure": question("Sure?", options={"yes": "Yes", "no": "No"}),
                    "debts": question("Debts", columns={"to_whom": {"label": "Who"}, "answer": settled}),
                },
            }
        },
        "alerts": {"late": {"title": "Late", "markdown": "Call."}},
        "exits": {"elsewhere": {"title": "Elsewhere", "markdown": "Go there."}},
        "totals": {"sum": "In all"},
        "interface": {"review": {"title": "Read it again"}},
    }


def words(own: Tree | None = None, *names: str, **files: Tree) -> Tree:
    form = {"title": "Small", "address": "/small/", "intro": "Short.", "prepare": ["nothing"]}
    return {"forms": {"small": {**form, "shares": [*names], **(own or {})}}, **files}


def taken(own: Tree | None = None, *names: str, **files: Tree) -> Tree:
    tree: Tree = with_shared_words([Small], words(own, *names, **files))["forms"]["small"]
    return tree


def test_a_form_takes_all_that_it_asks_and_needs_no_other_words() -> None:
    whole = with_shared_words([Small], words(None, "common", common=shared()))

    assert {**shared(), **words()["forms"]["small"]} == {**whole["forms"]["small"], "shares": []}
    assert [] == list(word_faults([Small], whole["forms"], {"review": {"title": ""}}))
    assert {"forms"} == whole.keys()


def test_what_a_form_writes_itself_comes_first_and_the_rest_is_taken() -> None:
    own = {
        "steps": {"money": {"questions": {"owed": {"label": "What do you owe?"}}}},
        "totals": {"sum": "All"},
    }
    tree = taken(own, "common", common=shared())

    assert question("What do you owe?", hint="In euros.") == tree["steps"]["money"]["questions"]["owed"]
    assert ("Money", "All") == (tree["steps"]["money"]["title"], tree["totals"]["sum"])


def test_the_first_file_that_has_the_words_gives_them() -> None:
    first = {"steps": {"money": {"questions": {"owed": {"label": "First"}}}}}
    tree = taken(None, "first", "common", first=first, common=shared())

    assert question("First", hint="In euros.") == tree["steps"]["money"]["questions"]["owed"]


def test_another_form_lends_the_words_of_what_both_ask() -> None:
    other = {**shared(), "title": "Other", "address": "/other/", "intro": "Long.", "prepare": ["much"]}
    other["steps"]["more"] = {"title": "More", "questions": {}}
    other["alerts"]["early"] = {"title": "Early", "markdown": "Wait."}
    given_ = words(None, "other")
    given_["forms"]["other"] = other
    whole = with_shared_words([Small], given_)

    assert {"money"} == whole["forms"]["small"]["steps"].keys()
    assert {"late"} == whole["forms"]["small"]["alerts"].keys()
    assert "Small" == whole["forms"]["small"]["title"]
    assert other == whole["forms"]["other"]
    assert [] == list(sharing_faults([Small], given_))


def test_options_and_columns_that_the_model_lacks_are_left_behind() -> None:
    common = shared()
    questions = common["steps"]["money"]["questions"]
    questions["sure"]["options"]["perhaps"] = "Perhaps"
    questions["debts"]["columns"]["since"] = {"label": "Since"}
    questions["debts"]["columns"]["answer"]["options"]["perhaps"] = "Perhaps"
    questions["owed"]["options"] = {"much": "Much"}
    whole = taken(None, "common", common=common)

    assert shared()["steps"] == whole["steps"]


@pytest.mark.parametrize("path", [*paths(shared())])
def test_each_missing_word_is_told(path: str) -> None:
    common = shared()
    *above, last = path.split(".")
    tree = common
    for name in above:
        tree = tree[name]
    del tree[last]
    whole = with_shared_words([Small], words(None, "common", common=common))
    faults = list(word_faults([Small], whole["forms"], {"review": {"title": ""}}))
    needed = last != "hint" and above[0] != "interface"

    assert ([f"forms/small.yml: `{path}` is missing: write its words"] if needed else []) == faults


def test_a_name_without_a_file_is_told() -> None:
    (fault,) = sharing_faults([Small], words(None, "comon", common=shared()))

    assert "forms/small.yml: it shares `comon`, and there is no such file" == fault


def test_shared_words_that_no_form_takes_are_told() -> None:
    common = shared()
    common["steps"]["money"]["questions"]["owned"] = question("A slip of the pen")
    common["alerts"]["too_late"] = {"title": "Late"}
    common["titel"] = "Not a part"
    faults = sharing_faults([Small], words(None, "common", common=common))

    assert {
        "steps.money.questions.owned.label",
        "steps.money.questions.owned.why",
        "alerts.too_late.title",
        "titel",
    } == {fault.split("`")[1] for fault in faults}


def test_a_word_that_one_form_of_two_takes_is_no_fault() -> None:
    class Plain(Form):
        id: ClassVar[str] = "plain"
        version: ClassVar[int] = 1
        money: Money = Money()

    given_ = words(None, "common", common=shared())
    given_["forms"]["plain"] = {"shares": ["common"]}

    assert [] == list(sharing_faults([Small, Plain], given_))
    assert [] != list(sharing_faults([Plain], given_))


def test_what_a_form_says_of_the_interface_must_be_a_word_of_the_interface() -> None:
    whole = with_shared_words(
        [Small], words({"interface": {"review": {"titel": "x"}}}, "common", common=shared())
    )
    faults = word_faults([Small], whole["forms"], {"review": {"title": ""}})

    assert [
        "forms/small.yml: `interface.review.titel` belongs to nothing: take it out, or correct its name"
    ] == [*faults]


names = st.sampled_from("abcd")
trees = st.recursive(
    st.dictionaries(names, st.text(max_size=3), max_size=3),
    lambda inner: st.dictionaries(names, st.text(max_size=3) | inner, max_size=3),
    max_leaves=8,
)


@given(own=trees, common=trees)
def test_own_words_are_never_changed_and_shared_ones_only_added(own: Tree, common: Tree) -> None:
    tree = taken({"interface": own}, "common", common={"interface": common})["interface"]

    assert {path: at(own, path) for path in paths(own)} == {path: at(tree, path) for path in paths(own)}
    assert {*paths(tree)} <= {*paths(own), *paths(common)}


def at(tree: Tree, path: str) -> object:
    found: object = tree
    for name in path.split("."):
        assert isinstance(found, dict)
        found = found[name]
    return found
