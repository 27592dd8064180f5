"""What a case is known by: reference, follow-up code, marks.

All are derived by HMAC, so that a lost answer sent again gives the same reference and the same code.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from entraide.cases.model import Macs
from entraide.forms.review import BODIES
from entraide.forms.values.codes import FormCode

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L, O (read as 1, 1, 0) and U."""
_PREFIX: Final = "EN"
_REFERENCE_LENGTH: Final = 8
_CODE_LENGTH: Final = 16
_LONGEST_TYPED: Final = 100
_KEY_SHAPE: Final = re.compile(r"[!-~]{8,64}")
DESTINATION_ID: Final = r"^EN-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9]{1,3}$"
"""A destination's id, as the queue's message gives it: the case's reference and a number."""
_ALIKE: Final = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a submission key gives."""

    reference: str
    """`EN-XXXX-XXXX`, 40 bits: a name, not a secret."""
    code: str
    """The follow-up code, `XXXX-XXXX-XXXX-XXXX`, 80 bits: shown to the worker, stored only as a MAC."""
    key_mac: str
    """The idempotency mark, 64 hexadecimal digits."""


def new_key(random: bytes) -> str:
    """A submission key, 26 characters, from 16 random bytes that the caller draws."""
    return crockford(random)


def crockford(data: bytes) -> str:
    """Bytes in Crockford's alphabet, five bits to a character: 10 bytes make 16 characters."""
    bits = len(data) * 8
    length = -(-bits // 5)
    number = int.from_bytes(data, "big") << (length * 5 - bits)
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def key_problem(key: str) -> FormCode | None:
    """`key.shape` when a key given by a client is not 8 to 64 visible ASCII characters; else None."""
    return None if _KEY_SHAPE.fullmatch(key) else FormCode.KEY_SHAPE


def is_destination(typed: str) -> bool:
    """Whether this can be the id of a destination at all; no store is asked for what cannot be a key."""
    return re.fullmatch(DESTINATION_ID, typed) is not None


def identify(key: str, macs: Macs, attempt: int = 0) -> Identity:
    """The identity that a submission key gives; one call of `macs`.

    `attempt` counts the references found taken by another case; code and mark do not depend on it.
    """
    secret = macs.mac("submission", key.encode())
    return Identity(
        reference=_reference(crockford(_expand(secret, f"reference/{attempt}")[:5])),
        code=_in_fours(crockford(_expand(secret, "code")[:10])),
        key_mac=_expand(secret, "mark").hex(),
    )


def answers_mac(form: str, answers: str, bodies: Iterable[str], macs: Macs) -> str:
    """The keyed fingerprint of a form's answers, given as JSON; the order of names does not matter.

    `bodies` are those that the request goes to, in any order. Naming all of them and naming none are one answer.
    """
    said = json.loads(answers)
    step, _, name = BODIES.partition(".")
    said = {**said, step: {each: value for each, value in (said.get(step) or {}).items() if each != name}}
    canonical = json.dumps([form, said, sorted(bodies)], sort_keys=True, separators=(",", ":"))
    return macs.mac("answers", canonical.encode()).hex()


def code_mac(reference: str, code: str, macs: Macs) -> str:
    """What is stored of a follow-up code; bound to its case."""
    return macs.mac("code", f"{reference} {code}".encode()).hex()


def code_opens(reference: str, code: str, stored: str, macs: Macs) -> bool:
    """Whether the code is the one whose MAC is stored with the case; always takes the same time."""
    return hmac.compare_digest(code_mac(reference, code, macs), stored)


def read_reference(typed: str) -> str | None:
    """The reference as people type it: any case, spaces and dashes anywhere, `O` for `0`, `EN` or not."""
    characters = _characters(typed)
    if len(characters) == len(_PREFIX) + _REFERENCE_LENGTH and characters.startswith(_PREFIX):
        characters = characters.removeprefix(_PREFIX)
    return _reference(characters) if _is_crockford(characters, _REFERENCE_LENGTH) else None


def read_code(typed: str) -> str | None:
    """The follow-up code as people type it; None when it cannot be one."""
    characters = _characters(typed)
    return _in_fours(characters) if _is_crockford(characters, _CODE_LENGTH) else None


def _expand(secret: bytes, label: str) -> bytes:
    """HKDF-Expand (RFC 5869) for one block: independent values from one secret."""
    return hmac.digest(secret, label.encode() + b"\x01", hashlib.sha256)


def _characters(typed: str) -> str:
    """Letters and digits only; full-width forms become plain, look-alikes become digits."""
    plain = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).upper()
    kept = (each for each in plain if unicodedata.category(each) not in _BETWEEN)
    return "".join(kept).translate(_ALIKE)


_BETWEEN: Final = frozenset({"Zs", "Zl", "Zp", "Pd", "Pc", "Po", "Sm", "Cf", "Cc"})
"""Unicode categories of what people put between groups: spaces, dashes, dots, signs, invisible characters."""


def _is_crockford(characters: str, length: int) -> bool:
    return len(characters) == length and set(characters) <= set(_ALPHABET)


def _reference(characters: str) -> str:
    return f"{_PREFIX}-{_in_fours(characters)}"


def _in_fours(characters: str) -> str:
    return "-".join(characters[start : start + 4] for start in range(0, len(characters), 4))
