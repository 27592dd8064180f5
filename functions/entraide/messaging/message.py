"""The message that tells a body of a case, without personal data: the packet is read by the agency API."""

from __future__ import annotations

import json
from typing import Final

from entraide.cases.model import Destination

SCHEMA: Final = 1
"""Version of the message's shape; a body may rely on it: fields may be added under it, none changes or goes."""


def message(destination: Destination) -> str:
    """The message as JSON; its fields are a closed list, and none can hold what a person typed."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "case": destination.reference,
            "destination": destination.id,
            "body": destination.body,
            "needs": sorted(destination.needs),
            "roles": sorted(destination.roles),
            "territory": destination.territory,
            "form": destination.form,
            "form_version": destination.form_version,
            "urgent": destination.urgent,
        },
        separators=(",", ":"),
    )
