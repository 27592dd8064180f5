"""What the log is told of a request: which questions were answered and which refused, never what was typed."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from entraide.forms.checking import Checked, question_of
from entraide.forms.masking import masked
from entraide.handlers.runtime import LambdaContext, logger
from entraide.handlers.web import Response


def noted(response: Response, checked: Checked) -> Response:
    """The same answer, with what the log may say of the request.

    The paths of errors are told only as far as they name questions of the form: beyond that, they are the client's.
    """
    owners = {path: question_of(checked.form, path) for path in checked.errors}
    refused = {owner.path: checked.errors[path].code for path, owner in owners.items() if owner}
    told = {"form": checked.form.id, "answered": masked(checked), "refused": refused}
    return replace(response, log={**response.log, **told})


def failed(response: Response, error: Exception, cause: str) -> Response:
    """The same answer, with the kind of the error that it makes up for, and a code or key that says more."""
    return replace(response, log={**response.log, "error": type(error).__name__, "cause": cause})


def tell(name: str, response: Response, context: LambdaContext) -> None:
    """One line of the log for an answer: `name` is constant; a failure of ours is an error."""
    say = logger().error if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR else logger().info
    say(name, status=int(response.status), request=context.aws_request_id, told=response.log)
