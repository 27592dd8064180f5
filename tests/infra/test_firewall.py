"""The firewall blocks with 429 and nothing else, and the service takes no other one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from infra.firewall import TEMPLATE, template
from infra.refusals import HOMES, message

from templates import read_template

ACL: dict[str, Any] = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["Resources"]["WebAcl"][
    "Properties"
]
PARAMETER = read_template(Path("infra/template.yaml"))["Parameters"]["WebAclArn"]
ARN = "arn:aws:wafv2:us-east-1:123456789012:{}/webacl/{}/0f3c1a52-7d2e-4a0f-9c55-2a8a1f0b7c11"


def values(tree: object, name: str) -> Iterator[Any]:
    """All that stands under a name, at any depth."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == name:
                yield value
            yield from values(value, name)
    elif isinstance(tree, list):
        for each in tree:
            yield from values(each, name)


def test_the_firewall_is_what_the_words_give() -> None:
    assert template() == TEMPLATE.read_text(encoding="utf-8"), "run `make queues`"


def test_all_that_is_blocked_is_answered_with_429() -> None:
    blocks = list(values(ACL, "Block"))

    assert blocks
    assert [429] * len(blocks) == [each["CustomResponse"]["ResponseCode"] for each in blocks]
    assert {"Allow": {}} == ACL["DefaultAction"]


def test_no_rule_of_others_blocks_in_its_own_way() -> None:
    assert [] == [*values(ACL, "ManagedRuleGroupStatement"), *values(ACL, "RuleGroupReferenceStatement")]
    assert [] == [*values(ACL, "Captcha"), *values(ACL, "Challenge")]


def test_who_is_blocked_reads_why_in_both_languages() -> None:
    (body,) = ACL["CustomResponseBodies"].values()

    assert [] == [lang for lang in HOMES if message(lang, "too_many").body not in body["Content"]]
    assert len(body["Content"].encode()) <= 4096  # AWS WAF's limit for a body


@pytest.mark.parametrize(
    ("arn", "taken"),
    [
        ("", True),
        (ARN.format("global", ACL["Name"]["Fn::Sub"].replace("${Stage}", "prod")), True),
        (ARN.format("global", "CreatedByCloudFront-1a2b"), False),
        (ARN.format("global", "entraide-prod"), False),
        (ARN.format("regional", "entraide-prod-blocks-with-429"), False),
        (ARN.format("global", "x-entraide-prod-blocks-with-429"), False),
        ("any", False),
    ],
)
def test_the_service_takes_this_firewall_and_no_other(arn: str, *, taken: bool) -> None:
    assert taken == bool(re.fullmatch(PARAMETER["AllowedPattern"], arn))
