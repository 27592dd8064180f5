"""Keyed hashes by KMS: the key never leaves it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from entraide.storage.failures import told_as_unavailable

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


class KmsMacs:
    """`Macs` by a KMS key of type HMAC_256."""

    def __init__(self, client: KMSClient, key_id: str) -> None:
        self._client = client
        self._key_id = key_id

    def mac(self, label: str, message: bytes) -> bytes:
        """See `Macs`. KMS takes 4,096 bytes at most, hence the digest."""
        with told_as_unavailable():
            answer = self._client.generate_mac(
                KeyId=self._key_id, MacAlgorithm="HMAC_SHA_256", Message=mac_input(label, message)
            )
        return answer["Mac"]


def mac_input(label: str, message: bytes) -> bytes:
    """What is given to the HMAC: no two pairs of label and message give the same bytes."""
    return f"entraide/{label}/".encode() + hashlib.sha256(message).digest()
