"""A checkpoint: "entry 128 of this forum's record has this hash", signed, short enough to be typed off paper. Pure.

As text: the forum's name, the number, the day, then 18 groups of nine letters and figures (Crockford's alphabet,
which has no I, L, O, U): 25 bytes of the hash and 64 of the signature. The ninth of each group is a check: one wrong
letter in a group, two that changed places, and a group in the place of another are found always, and where. Of anything
worse in one group (two wrong letters, one left out) one case in 32 passes; the signature finds it, not where.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import date

import rfc8785

FORMAT = "jukwaa-checkpoint/1"
KEPT = 50  # hexadecimal digits of the hash that are signed and printed: 200 bits
GROUP = 8  # letters of a group, before its check
GROUPS = 18
END = b"\x01"  # fills the last group
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford
_TO_OURS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET)
_FROM_OURS = str.maketrans(ALPHABET, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_MEANT = str.maketrans("OIL", "011")  # what an eye takes for a figure
HEAD = re.compile(
    r"\s*([a-z0-9_][a-z0-9_-]*)\s+(\d{1,18})\s+(\d{4}-\d\d-\d\d)\s+(.+)", re.IGNORECASE | re.DOTALL
)


class CheckpointError(ValueError):
    """`group`: which of the groups is not as it was printed; 0 where it is something else."""

    def __init__(self, group: int = 0) -> None:
        super().__init__(group)
        self.group = group


@dataclass(frozen=True, slots=True)
class Checkpoint:
    name: str  # of the forum in its address
    number: int
    day: str
    hash: str  # its first KEPT digits, or all 64
    signature: bytes

    @property
    def message(self) -> bytes:
        return message(self.name, self.number, self.day, self.hash)

    def __str__(self) -> str:
        data = bytes.fromhex(self.hash[:KEPT]) + self.signature + END
        letters = base64.b32encode(data).decode().rstrip("=").translate(_TO_OURS)
        parts = [letters[n : n + GROUP] for n in range(0, len(letters), GROUP)]
        groups = (part + check(n, part) for n, part in enumerate(parts, 1))
        return " ".join([self.name, str(self.number), self.day, *groups])


def message(name: str, number: int, day: str, entry_hash: str) -> bytes:
    """What the forum's key signs."""
    said = {"format": FORMAT, "forum": name, "number": number, "day": day, "hash": entry_hash[:KEPT]}
    return rfc8785.dumps(said)  # type: ignore[arg-type]


def read(text: str) -> Checkpoint:
    """What a person typed: spaces, line breaks, small letters and hyphens between groups do not matter."""
    found = HEAD.fullmatch(text.strip())
    if not found:
        raise CheckpointError
    name, number, day, rest = found.groups()
    _a_day(day)
    typed = re.sub(r"[\s-]+", "", rest).upper().translate(_MEANT)
    data = _data(typed)
    return Checkpoint(name.lower(), int(number), day, data[:25].hex(), data[25:89])


def _a_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise CheckpointError from None


def _data(typed: str) -> bytes:
    groups = [typed[n : n + GROUP + 1] for n in range(0, len(typed), GROUP + 1)]
    for n, group in enumerate(groups, 1):
        if set(group) - set(ALPHABET) or group[GROUP:] != check(n, group[:GROUP]):
            raise CheckpointError(n)
    if len(typed) != GROUPS * (GROUP + 1):
        raise CheckpointError(len(groups) + 1 if len(groups) < GROUPS else 0)
    data = base64.b32decode("".join(group[:GROUP] for group in groups).translate(_FROM_OURS))
    if data[89:] != END:
        raise CheckpointError(GROUPS)
    return data


def check(n: int, group: str) -> str:
    """The ninth letter of the n-th group: n and the letters as digits of one number whose base is a root of the field.

    Each place weighs another power of the root (it has 31 of them), so no slip of one letter, and no two letters that
    change places, add up to nothing.
    """
    total = n
    for letter in group:
        total = _next_power(total) ^ ALPHABET.index(letter)
    return ALPHABET[_next_power(total)]


def _next_power(x: int) -> int:
    """Times the root, in the field of 32 elements with x^5 = x^2 + 1."""
    return (x << 1) ^ (0b100101 if x & 0b10000 else 0)
