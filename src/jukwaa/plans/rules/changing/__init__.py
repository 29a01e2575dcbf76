"""A plan changed by hand: an item found by its permanent id, what a form says of it, two people's changes brought together.

said_of(item, part)  ->  what the form holds  ->  brought_together(was, now, mine)  ->  with_said(item, part, said)
replaced, dropped, shifted, added, moved_to  ->  the document with that item so
"""

from jukwaa.plans.rules.changing.agreeing import Clash, Said, Together, Value, brought_together, digest_of
from jukwaa.plans.rules.changing.finding import (
    HEAD,
    Item,
    Kind,
    add_code,
    added,
    dropped,
    find,
    holder_of,
    kind_of,
    leading_in,
    moved_to,
    replaced,
    shifted,
)
from jukwaa.plans.rules.changing.parts import (
    PARTS,
    Part,
    is_unexplained,
    part_of,
    said_of,
    with_said,
)

__all__ = [
    "HEAD",
    "PARTS",
    "Clash",
    "Item",
    "Kind",
    "Part",
    "Said",
    "Together",
    "Value",
    "add_code",
    "added",
    "brought_together",
    "digest_of",
    "dropped",
    "find",
    "holder_of",
    "is_unexplained",
    "kind_of",
    "leading_in",
    "moved_to",
    "part_of",
    "replaced",
    "said_of",
    "shifted",
    "with_said",
]
