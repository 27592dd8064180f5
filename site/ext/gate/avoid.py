"""Words to avoid, with the word to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.content import Content
from gate.lists import Avoided, phrase
from gate.plain import own_words
from guidance.problems import Problem


def check(content: Content) -> Iterator[Problem]:
    """Each word of `content/words/avoid.{lang}.yml`; one in a code span is a quotation, and may stand."""
    patterns = {
        lang: [(pattern(each), each) for each in entries] for lang, entries in content.lists.avoided.items()
    }
    for document in content.documents:
        for text in document.texts:
            words = own_words(text)
            for found_by, avoided in patterns[document.lang]:
                for found in found_by.finditer(words):
                    if found["bad"]:
                        message = f"avoid “{found['bad']}”: {avoided.use}"
                        yield text.problem("words.avoid", message, text.line_at(found.start(), words))


def pattern(avoided: Avoided) -> re.Pattern[str]:
    """What finds the words; the phrases in which they are right are found first, and have no group `bad`.

    Words in small letters are found in capitals and in the plural too; words with a capital are found as they are.
    """
    right = "".join(rf"(?i:{phrase(each)})|" for each in avoided.unless)
    bad = "|".join(
        phrase(each) if each != each.lower() else rf"(?i:{phrase(each)}(?:e?s)?)" for each in avoided.words
    )
    return re.compile(rf"(?<![\w])(?:{right}(?P<bad>{bad}))(?![\w])")
