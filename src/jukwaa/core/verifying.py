"""Does the record hold? Every finding is a sentence, good or bad.

A floor above adds what it knows, in `AppConfig.ready`:

    verifying.also(check)      # check(name) -> Finding, ...; name: a forum's in the address, None: all of them
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.core import guards, keys
from jukwaa.core.chain import End, Fault, faults
from jukwaa.core.checkpoints import KEPT
from jukwaa.core.checkpoints import Checkpoint as Typed
from jukwaa.core.log import as_text
from jukwaa.core.models import Chain, Checkpoint, Entry
from jukwaa.core.tenants import name_of

AT_MOST = 20  # faults of one chain that are told one by one


@dataclass(frozen=True, slots=True)
class Finding:
    ok: bool
    sentence: str


Check = Callable[[str | None], Iterable[Finding]]
_checks: list[Check] = []


def also(check: Check) -> None:
    if check not in _checks:
        _checks.append(check)


def findings(name: str | None = None) -> Iterator[Finding]:
    """All that is to be said, of one forum or of everything here."""
    yield _triggers()
    chains = list(Chain.objects.order_by("id"))
    if name is None:
        yield from _without_an_end(chains)
    for chain in chains:
        if name in (None, chain.name):
            yield from of_chain(chain)
    for check in _checks:
        yield from check(name)


def _triggers() -> Finding:
    if fallen := guards.fallen():
        sentence = _("Nothing keeps these tables from being changed: %(tables)s. Run jukwaa migrate, and find out who took their triggers away.")  # fmt: skip
        return Finding(False, sentence % {"tables": ", ".join(fallen)})
    tables = ", ".join(guards.guarded())
    return Finding(True, _("The database refuses any change to %(tables)s.") % {"tables": tables})


def _without_an_end(chains: list[Chain]) -> Iterator[Finding]:
    known = {chain.forum for chain in chains}
    for forum in Entry.objects.order_by("forum").values_list("forum", flat=True).distinct():
        if forum not in known:
            sentence = _("%(name)s: there are entries, but where its record ends was taken away.")
            yield Finding(False, sentence % {"name": name_of(forum)})


# --- one chain ------------------------------------------------------------------------------------------------


def of_chain(chain: Chain) -> Iterator[Finding]:
    wrong = [*_entries(chain), *_checkpoints(chain), *_key(chain)]
    for sentence in wrong[:AT_MOST]:
        yield Finding(False, f"{spoken(chain)}: {sentence}")
    if len(wrong) > AT_MOST:
        more = _("and %(n)s more faults like these.") % {"n": len(wrong) - AT_MOST}
        yield Finding(False, f"{spoken(chain)}: {more}")
    if not wrong:
        yield Finding(True, f"{spoken(chain)}: {_all_hold(chain)}")


def spoken(chain: Chain) -> str:
    return chain.name if chain.pk else _("the whole server")


def _all_hold(chain: Chain) -> str:
    kept = Checkpoint.objects.filter(chain=chain.pk).count()
    entries = ngettext("%(n)s entry holds", "all %(n)s entries hold", chain.number) % {"n": chain.number}
    signed = ngettext("%(n)s signed checkpoint", "%(n)s signed checkpoints", kept) % {"n": kept}
    return _("%(entries)s, and so does its key, with %(signed)s.") % {"entries": entries, "signed": signed}


def _entries(chain: Chain) -> Iterator[str]:
    rows = (entry.row for entry in Entry.objects.chain(chain.forum).iterator(chunk_size=2000))
    for found in faults(rows):
        if isinstance(found, Fault):
            yield _told(found)
        elif found != End(chain.entry, chain.number, chain.public, chain.hash):
            sentence = _("it ends with entry %(last)s, and should end with entry %(n)s as that was written.")
            yield sentence % {"last": found.number, "n": chain.number}


def _told(fault: Fault) -> str:
    sentence = {
        "changed": _("entry %(n)s was changed after it was written."),
        "unlinked": _(
            "entry %(n)s does not follow from the entry before it: one of them was put in its place later."
        ),
        "missing": _("before entry %(n)s, entries were taken out."),
        "extra": _("entry %(n)s stands there twice."),
        "moved": _("entry %(n)s was moved: it was written before the one that it follows."),
        "renumbered": _("entry %(n)s does not have the number in the public record that is its own."),
    }[fault.code]
    return sentence % {"n": fault.number}


def _checkpoints(chain: Chain) -> Iterator[str]:
    """Each says how the chain stood; and from the first on there is one for every day on which something was done."""
    kept = {row.number: row for row in Checkpoint.objects.filter(chain=chain.pk)}
    first, before = min(kept, default=0), None
    if chain.number and not kept:
        yield _("there is no signed checkpoint at all.")
    public = keys.public_keys(chain.forum)
    said = Entry.objects.chain(chain.forum).values_list("number", "day", "hash").iterator()
    for number, day, its_hash in said:
        if row := kept.pop(number, None):
            yield from _checkpoint(chain, row, public, its_hash, day)
        elif day != before and 0 < first < number:
            yield _("entry %(n)s is the first of its day, and the checkpoint signed with it was taken away.") % {"n": number}  # fmt: skip
        before = day
    for number in kept:
        yield _("a checkpoint was signed for entry %(n)s, which is no longer there.") % {"n": number}


def _checkpoint(chain: Chain, row: Checkpoint, public: list[str], its_hash: str, day: date) -> Iterator[str]:
    line = as_text(chain, row)
    if (row.hash, row.day) != (its_hash, day):
        yield _("entry %(n)s is not what it was when its checkpoint was signed.") % {"n": row.number}
    elif not any(keys.signed_by(key, line.message, line.signature) for key in public):
        yield _("the checkpoint of entry %(n)s was not signed with the key of this record.") % {
            "n": row.number
        }


def _key(chain: Chain) -> Iterator[str]:
    last = Entry.objects.chain(chain.forum).last()
    if (last is None or last.verb != "forum.removed") and (problem := keys.problem_with(chain)):
        yield problem


# --- a checkpoint that somebody brings ------------------------------------------------------------------------


def extends(typed: Typed) -> Finding:
    """Does today's record go on from what was printed then?"""
    chains = list(Chain.objects.filter(name=typed.name).order_by("-id"))
    if not chains:
        return Finding(False, _("There is no record of “%(name)s” here.") % {"name": typed.name})
    for chain in chains:
        if any(keys.signed_by(key, typed.message, typed.signature) for key in keys.public_keys(chain.forum)):
            return _extends(chain, typed)
    sentence = _("This checkpoint was not signed with the key of %(name)s. Are the name, the number and the day as printed?")  # fmt: skip
    return Finding(False, sentence % {"name": typed.name})


def _extends(chain: Chain, typed: Typed) -> Finding:
    entry = Entry.objects.chain(chain.forum).filter(number=typed.number).first()
    day = date_format(date.fromisoformat(typed.day), "DATE_FORMAT")
    said = {"n": typed.number, "day": day, "last": chain.number}
    if entry is None:
        sentence = _("The checkpoint is genuine, and says that there was an entry %(n)s on %(day)s. The record ends with entry %(last)s: entries were taken away.")  # fmt: skip
        return Finding(False, sentence % said)
    if (entry.hash[:KEPT], str(entry.day)) != (typed.hash, typed.day):
        sentence = _("The checkpoint is genuine, but entry %(n)s is no longer what it was on %(day)s: the record was made anew.")  # fmt: skip
        return Finding(False, sentence % said)
    sentence = _("The checkpoint is genuine: entry %(n)s is what it was on %(day)s, and the record goes on from it to entry %(last)s.")  # fmt: skip
    return Finding(True, sentence % said)
