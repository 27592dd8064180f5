"""The social security number (NIR), never collected (loi 78-17 art. 30, décret 2019-341; `domain.md` 3.4).

Its 13 characters are sex, year, month, place (five characters) and rank; a key of two digits may follow
(`domain.md` 3.1). The usual libraries check the length and the key only, let through a month 13 or a sex 0,
and know nothing of a number without its key; hence the rules here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from entraide.forms.values.folding import fold

_WITH_KEY: Final = 15
_WITHOUT_KEY: Final = 13
_DIGITS: Final = "[0-9]+(?:[ab][0-9]+|(?<=2)[ab])?"
_RUN: Final = re.compile(f"{_DIGITS}(?:[ ._/-]{{1,3}}{_DIGITS})*", re.IGNORECASE)
_WIDE_RUN: Final = re.compile(rf"{_DIGITS}(?:[\W_]{{1,10}}{_DIGITS})*", re.IGNORECASE)
_SIGNS: Final = r"( ?[^\w\s,] ?| )"
"""What somebody may set between the groups of the card, each time the same; no comma, which makes a list."""
_PRINTED_WITH_SIGNS: Final = re.compile(
    rf"(?<![0-9])[0-9]{_SIGNS}[0-9]{{2}}\1[0-9]{{2}}\1(?:[0-9][0-9AB]\1[0-9]{{3}}|[0-9]{{3}}\1[0-9]{{2}})\1[0-9]{{3}}"
    "(?![0-9])",
    re.IGNORECASE,
)
_BRACKETS: Final = str.maketrans(dict.fromkeys("()[]{}<>", " "))
_BLANKS: Final = re.compile(" +")
_CORSICA_APART: Final = re.compile(r"\b2 (?=[ab](?![^\W\d_]))", re.IGNORECASE)
_GROUP: Final = re.compile(r"[0-9AB]+")
_PLACE_AND_RANK: Final = r"(?:(?:0[1-9]|[1-8][0-9]|9[0-9]|2[AB])(?!000)[0-9]{3})(?!000)[0-9]{3}"
_SHAPE: Final = re.compile(r"[1-478][0-9]{2}(?:0[1-9]|1[0-2]|[235-9][0-9]|4[0-2])" + _PLACE_AND_RANK)
"""Months above 12 are those of incomplete civil records; sexes above 2 those of numbers being attributed."""
_USUAL_SHAPE: Final = re.compile(r"[12][0-9]{2}(?:0[1-9]|1[0-2])" + _PLACE_AND_RANK)
_CUTS: Final = frozenset({1, 3, 5, 7, 8, 10, 13, 15})
"""Where a NIR is cut into groups, as on the card; 8 for three-digit départements (971 to 989)."""
_PRINTED: Final = frozenset({(1, 3, 5, 7, 10, 13), (1, 3, 5, 8, 10, 13)})
_PAIRS: Final = (2, 4, 6, 8, 10, 12, 13)
"""How a number is cut by who reads it out two digits at a time."""


def find_nir(text: str) -> bool:
    """Whether the text holds what must be taken for a NIR.

    - 15 characters with the shape and the right key, standing alone, or grouped like a NIR with up to ten signs of
      any sort between two groups, but not commas here and other signs there, as in a list of amounts. One random
      number of 15 digits in 200 is refused.
    - 13 characters grouped exactly as printed on the card (1 23 45 67 890 123), with blanks, one to three dots,
      dashes or slashes between the groups, or the same other sign each time; brackets count as blanks, and commas
      make a list.
    - 13 characters in one piece, in some of those groups, or in pairs, for the usual sexes and months only. One
      random number of 13 digits in 42 is refused. A number after `+` is a phone number; a French tax
      number, which has 13 digits too, is known by its own key. No SIRET of a worker is refused: it has 14
      digits, and cut by one it begins with 3 to 9 (1 and 2 are for public bodies). An IBAN is not cut like
      a NIR.

    `2 A` is read as `2A`, and raised digits as digits. A number whose digits letters separate is not found.
    """
    return any(map(_stands_in, {_plain(text), _plain(unicodedata.normalize("NFKC", text))}))


def _stands_in(plain: str) -> bool:
    spaced = _BLANKS.sub(" ", plain.translate(_BRACKETS))
    return (
        any(_holds_nir(run) for run in _RUN.finditer(plain))
        or any(_SHAPE.fullmatch(_bare(found)) for found in _PRINTED_WITH_SIGNS.finditer(spaced))
        or _holds_key(plain)
    )


def find_nir_with_key(text: str) -> bool:
    """Whether the text holds a NIR with its right key: the rule for documents, which are full of other numbers."""
    plain = _plain(text)
    return any(_holds_nir(run, key_needed=True) for run in _RUN.finditer(plain)) or _holds_key(plain)


def _plain(text: str) -> str:
    return _CORSICA_APART.sub("2", fold(text))


def _bare(found: re.Match[str]) -> str:
    return "".join(_GROUP.findall(found.group().upper()))


def _holds_key(plain: str) -> bool:
    """Whether a number with its key stands there in its groups, whatever signs are between them."""
    return any(map(_holds_nir_widely, _WIDE_RUN.finditer(plain)))


def _holds_nir_widely(run: re.Match[str]) -> bool:
    groups, between = _GROUP.findall(run.group().upper()), _GROUP.split(run.group().upper())[1:-1]
    return any(
        _is_nir_with_key(groups[start:end], alone=False) and not _are_amounts(between[start : end - 1])
        for start, end in _windows(groups, _WITH_KEY)
    )


def _are_amounts(between: list[str]) -> bool:
    """Whether commas stand between some groups of a number: those of cents. The last one may stand before the key."""
    commas = {sign == "," for sign in between[:-1]}
    return len(commas) > 1


def _holds_nir(run: re.Match[str], *, key_needed: bool = False) -> bool:
    groups = _GROUP.findall(run.group().upper())
    if any(
        _is_nir_with_key(groups[start:end], alone=end - start == len(groups))
        for start, end in _windows(groups, _WITH_KEY)
    ):
        return True
    after_plus = run.string[run.start() - 1 : run.start()] == "+"
    return not key_needed and any(
        _is_nir_without_key(groups[start:end])
        for start, end in _windows(groups, _WITHOUT_KEY)
        if not (after_plus and start == 0)
    )


def _windows(groups: list[str], length: int) -> Iterator[tuple[int, int]]:
    """Where groups begin and end that together have this length."""
    for start in range(len(groups)):
        for end, cut in enumerate(accumulate(map(len, groups[start : start + length])), start + 1):
            if cut == length:
                yield start, end
            if cut >= length:
                break


def _is_nir_with_key(groups: list[str], *, alone: bool) -> bool:
    characters = "".join(groups)
    number, key = characters[:_WITHOUT_KEY], characters[_WITHOUT_KEY:]
    if not (alone or _CUTS.issuperset(accumulate(map(len, groups)))):
        return False
    return _SHAPE.fullmatch(number) is not None and key.isdigit() and int(key) == _key(number)


def _is_nir_without_key(groups: list[str]) -> bool:
    number = "".join(groups)
    cuts = tuple(accumulate(map(len, groups)))
    if cuts in _PRINTED and _SHAPE.fullmatch(number):
        return True
    if not ((_CUTS.issuperset(cuts) or cuts == _PAIRS) and _USUAL_SHAPE.fullmatch(number)):
        return False
    return not _is_tax_number(number)


def _key(number: str) -> int:
    """97 less the rest of the division by 97; 2A counts as 19 and 2B as 18 (décret 82-103, art. 4)."""
    return 97 - int(number.replace("2A", "19").replace("2B", "18")) % 97


def _is_tax_number(number: str) -> bool:
    """The *numéro fiscal*: ten digits, then their rest of the division by 511 in three digits."""
    return number.isdigit() and int(number[:10]) % 511 == int(number[10:])
