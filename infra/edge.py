"""Writes into `infra/template.yaml` what `infra/routes.yml` says: the HTTP API's routes and CloudFront.

Run `python -m infra.edge` after a change of the routes. CloudFront exists under the condition `Edge` only: on
one machine the local server reads the same description.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import yaml
from infra.refusals import viewer_function
from infra.routes import REST, UPLOADS, ApiRoute, Route, Routes, load

TEMPLATE = Path("infra/template.yaml")
BEGIN = "  # Generated from routes.yml by `make queues`; do not edit from here\n"
END = "  # to here.\n"

# Policies that CloudFront keeps itself: cache what the site says, and pass all to the API.
CACHING_OPTIMISED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

# Headers that a response headers policy sets by their own property; the others are custom headers.
_SECURITY = {
    "Content-Security-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Referrer-Policy",
}

# A folder's address ends with a slash, and is answered by its index page. What begins with several slashes would be
# the name of another site in a redirect (`//elsewhere.example/`), hence one slash.
VIEWER_FUNCTION = """\
var HEADERS = %s;
function handler(event) {
  var request = event.request;
  var uri = '/' + request.uri.replace(/^[/\\\\]+/, '');
  if (uri.endsWith('/')) {
    request.uri = uri + 'index.html';
  } else if (!uri.split('/').pop().includes('.')) {
    var headers = Object.assign({location: {value: uri + '/'}}, HEADERS);
    return {statusCode: 301, statusDescription: 'Moved Permanently', headers: headers};
  }
  return request;
}
"""

Resource = Mapping[str, object]
_NOTHING: Resource = {"Ref": "AWS::NoValue"}


def resources(routes: Routes) -> dict[str, Resource]:
    """The CloudFormation resources, by logical id."""
    return {
        **{_api_id(route): _api_route(route) for route in routes.api},
        **{f"Headers{route.name}": _headers_policy(route) for route in routes.routes},
        "IndexFunction": _viewer_function("index", "A folder's index page", _index_code(routes.routes[-1])),
        "ApiFunction": _viewer_function("api", "The size of what is sent", _api_code(routes)),
        "Distribution": _distribution(routes),
    }


def generated(template: str, routes: Routes) -> str:
    """The template with its generated part replaced; raises ValueError when the marks are not there."""
    before, _, rest = template.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError("the template has lost the marks around its generated part")
    text = yaml.dump(
        dict(resources(routes)), Dumper=_Dumper, sort_keys=False, width=114, default_flow_style=None
    )
    return before + BEGIN + "".join(f"  {line}\n" for line in text.splitlines()) + END + after


class _Dumper(yaml.SafeDumper):
    """Repeats what is used twice (CloudFormation knows no aliases), and keeps the lines of a program."""

    def ignore_aliases(self, data: object) -> bool:
        """True for everything."""
        return data is not None

    def represent_str(self, data: str) -> yaml.ScalarNode:
        """Text of several lines as a block."""
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)


_Dumper.add_representer(str, _Dumper.represent_str)


def _if(condition: str, then: object, otherwise: object = _NOTHING) -> Resource:
    return {"Fn::If": [condition, then, otherwise]}


def _api_id(route: ApiRoute) -> str:
    """`ANY /api/{lang}/follow` gives `AnyFollowRoute`: the method and the words that are no parameter."""
    if route.route == REST:
        return "RestRoute"
    method, path = route.route.split(" ")
    words = [part.capitalize() for part in path.split("/")[2:] if part and "{" not in part]
    return f"{method.capitalize()}{''.join(words)}Route"


def _api_route(route: ApiRoute) -> Resource:
    return {
        "Type": "AWS::ApiGatewayV2::Route",
        "Properties": {
            "ApiId": {"Ref": "Api"},
            "RouteKey": route.route,
            "Target": {"Fn::Sub": f"integrations/${{{route.function}Integration}}"},
            "AuthorizationType": _if("Edge", "CUSTOM", "NONE"),
            "AuthorizerId": _if("Edge", {"Ref": "OriginAuthorizer"}),
        },
    }


def _headers_policy(route: Route) -> Resource:
    custom = [
        {"Header": name, "Value": value, "Override": True}
        for name, value in route.headers.items()
        if name not in _SECURITY
    ]
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Condition": "Edge",
        "Properties": {
            "ResponseHeadersPolicyConfig": {
                "Name": {"Fn::Sub": f"entraide-${{Stage}}-{route.name.lower()}"},
                "SecurityHeadersConfig": _security(route.headers),
                "CustomHeadersConfig": {"Items": custom},
            }
        },
    }


def _security(headers: Mapping[str, str]) -> Resource:
    max_age, _, subdomains = headers["Strict-Transport-Security"].partition("; ")
    return {
        "ContentSecurityPolicy": {
            "ContentSecurityPolicy": _with_uploads(headers["Content-Security-Policy"]),
            "Override": True,
        },
        "StrictTransportSecurity": {
            "AccessControlMaxAgeSec": int(max_age.removeprefix("max-age=")),
            "IncludeSubdomains": subdomains == "includeSubDomains",
            "Override": True,
        },
        "ContentTypeOptions": {"Override": True},
        "ReferrerPolicy": {"ReferrerPolicy": headers["Referrer-Policy"], "Override": True},
    }


def _with_uploads(policy: str) -> object:
    """The policy, in which files may be sent to where the functions send them: the parameter says, else the bucket."""
    if UPLOADS not in policy:
        return policy
    bucket = {"Fn::Sub": "https://${Uploads.RegionalDomainName}"}
    names = {"UploadsOrigin": _if("OtherUploads", {"Ref": "UploadsOrigin"}, bucket)}
    return {"Fn::Sub": [policy.replace(UPLOADS, "${UploadsOrigin}"), names]}


def _index_code(pages: Route) -> str:
    headers = {name.lower(): {"value": value} for name, value in pages.headers.items()}
    return VIEWER_FUNCTION % json.dumps(headers, indent=1)


def _api_code(routes: Routes) -> str:
    api = next(route for route in routes.routes if route.name == "Api")
    return viewer_function(api.headers, routes.largest)


def _viewer_function(name: str, comment: str, code: str) -> Resource:
    return {
        "Type": "AWS::CloudFront::Function",
        "Condition": "Edge",
        "Properties": {
            "Name": {"Fn::Sub": f"entraide-${{Stage}}-{name}"},
            "AutoPublish": True,
            "FunctionCode": code,
            "FunctionConfig": {"Comment": comment, "Runtime": "cloudfront-js-2.0"},
        },
    }


def _on_request(function: str) -> Resource:
    return {"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": [function, "FunctionARN"]}}


def _behaviour(route: Route) -> dict[str, object]:
    common: dict[str, object] = {
        "TargetOriginId": route.target,
        "ViewerProtocolPolicy": "redirect-to-https",
        "Compress": True,
        "ResponseHeadersPolicyId": {"Ref": f"Headers{route.name}"},
    }
    if route.target == "api":
        return common | {
            "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
            "CachePolicyId": CACHING_DISABLED,
            "OriginRequestPolicyId": ALL_VIEWER_EXCEPT_HOST,
            "FunctionAssociations": [_on_request("ApiFunction")],
        }
    return common | {
        "AllowedMethods": ["GET", "HEAD"],
        "CachePolicyId": CACHING_OPTIMISED,
        "FunctionAssociations": [_on_request("IndexFunction")],
    }


def _distribution(routes: Routes) -> Resource:
    *paths, default = routes.routes
    # S3 answers 403 for what it does not have. These pages hold for the API too, which never answers 403.
    missing = {
        "ErrorCode": 403,
        "ResponseCode": 404,
        "ResponsePagePath": routes.not_found,
        "ErrorCachingMinTTL": 10,
    }
    return {
        "Type": "AWS::CloudFront::Distribution",
        "Condition": "Edge",
        "Properties": {
            "DistributionConfig": {
                "Enabled": True,
                "Comment": {"Fn::Sub": "Entraide ${Stage}"},
                "HttpVersion": "http2and3",
                "IPV6Enabled": True,
                "PriceClass": "PriceClass_All",
                "Aliases": _if("OwnDomain", [{"Ref": "SiteDomain"}]),
                "ViewerCertificate": _if(
                    "OwnDomain", _OWN_CERTIFICATE, {"CloudFrontDefaultCertificate": True}
                ),
                "WebACLId": _if("Firewall", {"Ref": "WebAclArn"}),
                "CustomErrorResponses": [missing],
                "Origins": [_SITE_ORIGIN, _API_ORIGIN],
                "CacheBehaviors": [{"PathPattern": route.path, **_behaviour(route)} for route in paths],
                "DefaultCacheBehavior": _behaviour(default),
            }
        },
    }


_OWN_CERTIFICATE = {
    "AcmCertificateArn": {"Ref": "CertificateArn"},
    "MinimumProtocolVersion": "TLSv1.2_2021",
    "SslSupportMethod": "sni-only",
}
_SITE_ORIGIN = {
    "Id": "site",
    "DomainName": {"Fn::GetAtt": ["SiteBucket", "RegionalDomainName"]},
    "OriginAccessControlId": {"Ref": "SiteAccess"},
    "S3OriginConfig": {"OriginAccessIdentity": ""},
}
# The header proves to the API that a request came through CloudFront.
_API_ORIGIN = {
    "Id": "api",
    "DomainName": {"Fn::Sub": "${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}"},
    "CustomOriginConfig": {"OriginProtocolPolicy": "https-only", "OriginSSLProtocols": ["TLSv1.2"]},
    "OriginCustomHeaders": [
        {
            "HeaderName": "x-entraide-origin",
            "HeaderValue": {"Fn::Sub": "{{resolve:secretsmanager:${OriginSecret}}}"},
        }
    ],
}


if __name__ == "__main__":
    TEMPLATE.write_text(generated(TEMPLATE.read_text(encoding="utf-8"), load()), encoding="utf-8")
    print(f"{TEMPLATE} written.")
