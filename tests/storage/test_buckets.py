"""What S3 says of a file in quarantine."""

from __future__ import annotations

from typing import Any, cast

import pytest

from entraide.cases.model import StoreUnavailableError
from entraide.cases.uploads import Arrived, Upload
from entraide.storage.buckets import S3Quarantine
from failing import Failing, error

ARRIVED = Arrived(Upload("EN-0000-0000", "tax", "0" * 26), 10, '"etag"')


def read(code: str, status: int) -> bytes | None:
    client = cast("Any", Failing(error(code, status=status)))
    return S3Quarantine(client, "quarantine").read(ARRIVED)


@pytest.mark.parametrize(("code", "status"), [("NoSuchKey", 404), ("PreconditionFailed", 412)])
def test_a_file_that_is_gone_or_another_one_by_now_is_nothing_to_read(code: str, status: int) -> None:
    assert None is read(code, status)


def test_a_file_that_cannot_be_read_now_is_read_again_later() -> None:
    with pytest.raises(StoreUnavailableError, match="SlowDown"):
        read("SlowDown", 503)
