"""Where a long word may break, so that nothing ever runs out of a narrow column.

typst divides English words by itself. It knows no Swahili, so that long Swahili words get their soft hyphens here, between
syllables; and what is no word at all (an address, a file's name, a row of the same letter) may break anywhere.
"""

from __future__ import annotations

import re
from itertools import pairwise

HYPHEN, NOTHING = "\xad", "\u200b"
LONG_WORD = (
    15  # letters; shorter ones fit in our narrowest column, and stay whole for whoever searches the file
)
LONGEST_WORD = 28  # no language of a plan has longer ones
PIECE, SHORT_PIECE = 10, 6

VOWEL = "aeiouAEIOU"
# A Swahili syllable ends in its vowel; what follows it up to the next one begins the next.
SYLLABLE = re.compile(rf"(?<=[{VOWEL}])(?=[^\W\d_{VOWEL}]+'?[{VOWEL}])")
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
WITHOUT_SPACE = re.compile(rf"[^\s{HYPHEN}{NOTHING}]{{{LONGEST_WORD + 1},}}")
AFTER_SIGN = re.compile(r"(?<=[/._@?&=:;,+\-])(?=\w)")


def breakable(text: str, language: str) -> str:
    if language == "sw":
        text = LETTERS.sub(lambda word: _syllables(word[0]), text)
    return WITHOUT_SPACE.sub(lambda word: _pieces(word[0]), text)


def _syllables(word: str) -> str:
    if len(word) < LONG_WORD:
        return word
    # Never fewer than three letters at either end.
    places = [found.start() for found in SYLLABLE.finditer(word) if 3 <= found.start() <= len(word) - 3]
    ends = [0, *places, len(word)]
    return HYPHEN.join(word[first:last] for first, last in pairwise(ends))


def breakable_code(code: str) -> str:
    """A code stands in the narrowest column of all."""
    return _pieces(code, SHORT_PIECE) if len(code) > SHORT_PIECE else code


def _pieces(word: str, piece: int = PIECE) -> str:
    return AFTER_SIGN.sub(NOTHING, re.sub(rf"(\w{{{piece}}})(?=\w)", rf"\1{NOTHING}", word))
