"""What the template must never lose. What each role may do is tried in `tests/cloud/test_permissions.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.storage.books import READ
from templates import read_template

RESOURCES: dict[str, dict[str, Any]] = read_template(Path("infra/template.yaml"))["Resources"]
BUCKETS = ("GivenUp", "LettersGivenUp")
TABLES = ("Cases", "Destinations", "Marks", "Sessions", "Links")
FUNCTIONS = (
    *("Submit", "Follow", "Dispatch", "Sweep", "Notify"),
    *("Documents", "Check", "Clear"),
    *("Investigate", "Relink", "Commission"),
)
OF_DOCUMENTS = ("Uploads", "Archive")


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


def test_what_may_expire_is_what_the_writer_gives_an_end() -> None:
    expiring = {
        name: RESOURCES[name]["Properties"]["TimeToLiveSpecification"]["AttributeName"]
        for name in TABLES
        if "TimeToLiveSpecification" in RESOURCES[name]["Properties"]
    }

    assert dict.fromkeys(("Cases", "Destinations", "Marks"), "expires_at") == expiring


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


@pytest.mark.parametrize("function", ["Submit", "Follow", "Documents"])
def test_who_waits_is_told_that_the_store_hangs_before_the_api_gives_up(function: str) -> None:
    api, longest_try = 30, 10 + 3 * 4  # when the last try may begin, and its three calls of four seconds

    assert longest_try < RESOURCES[function]["Properties"]["Timeout"] < api


def test_the_alarm_for_requests_that_wait_watches_its_own_stage() -> None:
    watched = RESOURCES["RequestsWait"]["Properties"]

    assert ("Entraide", "OldestPending") == (watched["Namespace"], watched["MetricName"])
    assert [{"Name": "service", "Value": {"Fn::Sub": "sweep-${Stage}"}}] == watched["Dimensions"]


@pytest.mark.parametrize("bucket", OF_DOCUMENTS)
def test_a_bucket_of_documents_is_closed_and_encrypted(bucket: str) -> None:
    properties = RESOURCES[bucket]["Properties"]
    (rule,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    (statement,) = RESOURCES[f"{bucket}Policy"]["Properties"]["PolicyDocument"]["Statement"]

    assert {True} == set(properties["PublicAccessBlockConfiguration"].values())
    assert rule["ServerSideEncryptionByDefault"] == {
        "SSEAlgorithm": "aws:kms",
        "KMSMasterKeyID": {"Fn::GetAtt": ["Key", "Arn"]},
    }
    assert ("Deny", "*", "s3:*") == (statement["Effect"], statement["Principal"], statement["Action"])
    assert {"Bool": {"aws:SecureTransport": "false"}} == statement["Condition"]
    # What is deleted is gone.
    assert "VersioningConfiguration" not in properties


def test_what_is_never_settled_is_gone_within_a_day() -> None:
    (rule,) = RESOURCES["Uploads"]["Properties"]["LifecycleConfiguration"]["Rules"]

    assert ("Enabled", 1) == (rule["Status"], rule["ExpirationInDays"])
    assert "Filter" not in rule
    assert "Prefix" not in rule


def test_a_file_is_settled_either_after_the_search_for_malware_or_at_once() -> None:
    rules = {name: each["Condition"] for name, each in of_type("AWS::Events::Rule").items()}

    assert {"ScanResult": "Scanned", "Arrival": "NotScanned"} == rules
    assert "GuardDuty" == RESOURCES["MalwareProtection"]["Condition"]


@pytest.mark.parametrize("role", ["CheckRole", "ClearRole"])
def test_who_settles_files_reads_and_writes_no_answer_of_a_case(role: str) -> None:
    (statement,) = [
        each
        for name, each in statements()
        if name == role and each["Resource"] == {"Fn::GetAtt": ["Cases", "Arn"]}
    ]

    assert ["dynamodb:Query", "dynamodb:PutItem"] == statement["Action"]
    assert {"ForAllValues:StringEquals": {"dynamodb:Attributes": list(READ)}} == {
        name: each for name, each in statement["Condition"].items() if name.startswith("For")
    }


def test_who_may_put_a_file_in_quarantine_can_read_none() -> None:
    actions = {
        action
        for name, each in statements()
        if name == "DocumentsRole"
        for action in ([each["Action"]] if isinstance(each["Action"], str) else each["Action"])
    }

    assert {"s3:PutObject"} == {each for each in actions if each.startswith("s3:")}


def test_one_role_alone_may_read_documents_and_do_nothing_else_in_buckets() -> None:
    read = [
        (name, each["Action"])
        for name, each in statements()
        if "Archive.Arn" in str(each["Resource"]) and "GetObject" in str(each["Action"])
    ]
    own = [each for name, each in statements() if name == "InvestigateRole"]
    through_s3 = [(each["Action"], each["Resource"]) for each in own if "s3.${" in str(each.get("Condition"))]

    assert [("InvestigateRole", "s3:GetObject")] == read
    assert [{"Fn::Sub": "${Archive.Arn}/*"}] == [
        each["Resource"] for each in own if "s3:" in str(each["Action"])
    ]
    assert [("kms:Decrypt", {"Fn::GetAtt": ["Key", "Arn"]})] == through_s3
