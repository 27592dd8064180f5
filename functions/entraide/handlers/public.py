"""The real parts that `submit`, `follow` and `documents` share."""

from __future__ import annotations

from entraide.agencies.directory import Directory
from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.handlers.desk import Desk
from entraide.handlers.runtime import BUILT, Settings, SystemClock
from entraide.storage.client import kms_client
from entraide.storage.macs import KmsMacs


def public_desk(read: Settings) -> Desk:
    """What a public function works with; for its composition root alone."""
    return Desk(
        BUILT,
        Directory.load(BUILT, read.connected),
        BuiltGazetteer(BUILT / "communes"),
        KmsMacs(kms_client(), read.mac_key_id),
        SystemClock(),
        demonstration=read.connected != "file",
    )
