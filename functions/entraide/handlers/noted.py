"""What the log is told of a request: which questions were answered and which refused, never what was typed."""

from __future__ import annotations

from dataclasses import replace

from entraide.forms.checking import Checked, question_of
from entraide.forms.masking import masked
from entraide.handlers.web import Response


def noted(response: Response, checked: Checked) -> Response:
    """The same answer, with what the log may say of the request.

    The paths of errors are told only as far as they name questions of the form: beyond that, they are the client's.
    """
    owners = {path: question_of(checked.form, path) for path in checked.errors}
    refused = {owner.path: checked.errors[path].code for path, owner in owners.items() if owner}
    return replace(response, log={"form": checked.form.id, "answered": masked(checked), "refused": refused})
