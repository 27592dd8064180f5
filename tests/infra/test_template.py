"""What the template must never lose. What each role may do is tried in `tests/cloud/test_permissions.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from templates import read_template

RESOURCES: dict[str, dict[str, Any]] = read_template(Path("infra/template.yaml"))["Resources"]
BUCKETS = ("GivenUp", "LettersGivenUp")
TABLES = ("Cases", "Destinations", "Marks", "Sessions", "Links")
FUNCTIONS = ("Submit", "Follow", "Dispatch", "Sweep", "Notify", "Investigate", "Relink", "Commission")


def of_type(kind: str) -> dict[str, dict[str, Any]]:
    return {name: each for name, each in RESOURCES.items() if each["Type"] == kind}


def statements() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, role in of_type("AWS::IAM::Role").items():
        for policy in role["Properties"]["Policies"]:
            for statement in policy["PolicyDocument"]["Statement"]:
                yield name, statement


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_protected(table: str) -> None:
    resource = RESOURCES[table]
    properties = resource["Properties"]

    assert {"Retain"} == {resource["DeletionPolicy"], resource["UpdateReplacePolicy"]}
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["DeletionProtectionEnabled"] == {"Fn::If": ["Production", True, False]}
    key = "LinkKey" if table == "Links" else "Key"
    assert properties["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": [key, "Arn"]}


@pytest.mark.parametrize("key", ["Key", "MacKey", "LinkKey"])
def test_a_key_outlives_its_stack(key: str) -> None:
    assert {"Retain"} == {RESOURCES[key]["DeletionPolicy"], RESOURCES[key]["UpdateReplacePolicy"]}


def test_only_the_marks_expire() -> None:
    expiring = [name for name in TABLES if "TimeToLiveSpecification" in RESOURCES[name]["Properties"]]

    assert ["Marks"] == expiring


def test_no_role_may_do_everything_or_touch_everything() -> None:
    actions = {
        (role, action)
        for role, statement in statements()
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    }

    assert [] == [(role, action) for role, action in actions if "*" in action]
    assert [] == [role for role, statement in statements() if statement["Resource"] == "*"]


def test_each_function_has_a_role_and_a_log_of_its_own() -> None:
    functions = {name: each["Properties"] for name, each in of_type("AWS::Serverless::Function").items()}

    assert {*FUNCTIONS, "Origin"} == functions.keys()
    assert {name: {"Fn::GetAtt": [f"{name}Role", "Arn"]} for name in functions} == {
        name: each["Role"] for name, each in functions.items()
    }
    assert {name: {"Ref": f"{name}Logs"} for name in functions} == {
        name: each["LoggingConfig"]["LogGroup"] for name, each in functions.items()
    }


def test_every_log_is_forgotten_after_a_month() -> None:
    groups = of_type("AWS::Logs::LogGroup")

    assert {30} == {group["Properties"]["RetentionInDays"] for group in groups.values()}


@pytest.mark.parametrize("stage", ["ApiStage", "AgencyApiStage"])
def test_the_access_log_holds_no_address_and_no_path(stage: str) -> None:
    written = RESOURCES[stage]["Properties"]["AccessLogSettings"]["Format"]

    assert [] == [word for word in ("sourceIp", "path", "userAgent", "identity") if word in written]


@pytest.mark.parametrize(
    ("mapping", "bucket"), [("DispatchStream", "GivenUp"), ("NotifyStream", "LettersGivenUp")]
)
def test_a_stream_loses_no_record_silently(mapping: str, bucket: str) -> None:
    properties = RESOURCES[mapping]["Properties"]

    assert properties["StartingPosition"] == "TRIM_HORIZON"
    assert properties["BisectBatchOnFunctionError"]
    assert properties["DestinationConfig"] == {"OnFailure": {"Destination": {"Fn::GetAtt": [bucket, "Arn"]}}}


def test_a_request_that_comes_late_from_the_stream_is_left_to_the_sweep() -> None:
    """SQS knows what was sent for five minutes; what the stream brings later would be there twice."""
    properties = RESOURCES["DispatchStream"]["Properties"]

    assert properties["MaximumRecordAgeInSeconds"] < 300
    assert "FunctionResponseTypes" not in properties


@pytest.mark.parametrize("bucket", BUCKETS)
def test_what_was_given_up_is_private_encrypted_and_forgotten(bucket: str) -> None:
    properties = RESOURCES[bucket]["Properties"]
    (encryption,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    (rule,) = properties["LifecycleConfiguration"]["Rules"]
    (denied,) = RESOURCES[f"{bucket}Policy"]["Properties"]["PolicyDocument"]["Statement"]

    assert {True} == set(properties["PublicAccessBlockConfiguration"].values())
    assert 4 == len(properties["PublicAccessBlockConfiguration"])
    assert {"Fn::GetAtt": ["Key", "Arn"]} == encryption["ServerSideEncryptionByDefault"]["KMSMasterKeyID"]
    assert ("Enabled", True) == (rule["Status"], 0 < rule["ExpirationInDays"] <= 30)
    assert ("Deny", "s3:*", {"Bool": {"aws:SecureTransport": "false"}}) == (
        denied["Effect"],
        denied["Action"],
        denied["Condition"],
    )


def test_whole_cases_are_kept_as_long_as_the_privacy_notice_says() -> None:
    facts = yaml.safe_load(Path("content/facts.yml").read_text(encoding="utf-8"))
    (rule,) = RESOURCES["LettersGivenUp"]["Properties"]["LifecycleConfiguration"]["Rules"]

    assert facts["days.retention.unsent"]["value"] == str(rule["ExpirationInDays"])
    assert [] == [
        lang
        for lang in ("fr", "en")
        if "{{ days.retention.unsent }}" not in Path(f"content/{lang}/privacy.md").read_text(encoding="utf-8")
    ]


def test_no_role_uses_the_key_of_what_is_stored_but_through_a_store() -> None:
    keys = ("['Key', 'Arn']", "['LinkKey', 'Arn']")
    used = [
        statement
        for _, statement in statements()
        if any(key in str(statement["Resource"]) for key in keys) and "kms:" in str(statement["Action"])
    ]
    through = {"dynamodb.${AWS::Region}.amazonaws.com", "s3.${AWS::Region}.amazonaws.com"}

    assert used
    assert [] == [
        each
        for each in used
        if not through
        >= {service["Fn::Sub"] for service in each["Condition"]["StringEquals"]["kms:ViaService"]}
    ]


@pytest.mark.parametrize("function", ["Dispatch", "Notify"])
def test_a_stream_that_loses_records_or_lags_is_told(function: str) -> None:
    watched = {
        (
            each["Properties"]["MetricName"],
            *(name["Value"]["Ref"] for name in each["Properties"]["Dimensions"]),
        )
        for each in of_type("AWS::CloudWatch::Alarm").values()
        if "Ref" in str(each["Properties"].get("Dimensions")) and "Sub" not in str(each["Properties"])
    }

    assert {
        ("IteratorAge", function),
        ("DroppedEventCount", f"{function}Stream"),
        ("OnFailureDestinationDeliveredEventCount", f"{function}Stream"),
        ("DestinationDeliveryFailures", function),
    } <= watched


def test_what_stands_in_aws_only_is_under_its_condition() -> None:
    edge = {name for name, each in RESOURCES.items() if each["Type"].startswith("AWS::CloudFront::")}
    edge |= {"SiteBucket", "SiteBucketPolicy", "OriginSecret", "OriginAuthorizer", "Origin"}

    assert {"Edge"} == {RESOURCES[name].get("Condition") for name in edge}


@pytest.mark.parametrize("function", ["Submit", "Follow"])
def test_who_waits_is_told_that_the_store_hangs_before_the_api_gives_up(function: str) -> None:
    api, longest_try = 30, 10 + 3 * 4  # when the last try may begin, and its three calls of four seconds

    assert longest_try < RESOURCES[function]["Properties"]["Timeout"] < api


def test_the_alarm_for_requests_that_wait_watches_its_own_stage() -> None:
    watched = RESOURCES["RequestsWait"]["Properties"]

    assert ("Entraide", "OldestPending") == (watched["Namespace"], watched["MetricName"])
    assert [{"Name": "service", "Value": {"Fn::Sub": "sweep-${Stage}"}}] == watched["Dimensions"]
