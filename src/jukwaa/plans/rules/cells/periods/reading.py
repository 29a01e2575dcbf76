"""When: "Q1-Q3", "Jan-Mar 2023", "by 30/9/2022", "June", "2026-2028", "ongoing", "Term 3 2022".

Whatever is read is clipped to the plan's period, and says so. Nothing outside it is invented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from jukwaa.plans.rules.cells.notes import Note, doubt, note
from jukwaa.plans.rules.cells.periods.months import MONTH, YEAR, Found, Frame, Span, months_long, number_of
from jukwaa.plans.rules.cells.periods.readers import named_in

WHOLE = re.compile(
    r"\b(on-?\s?going|contin\w{1,3}ous(ly)?|continous(ly)?|continual(ly)?|through(-?out| out)( the)?( plan| year| period)*|(the )?(whole|entire|full)( plan| year)?( period)?|plan period|"
    r"all (the )?(year|time|through)( round)?|year[- ]round|endelevu|inaendelea|mfululizo|(kwa )?(muda|wakati|mwaka|mpango) (wote|mzima)( wa mpango)?|(kwa )?kipindi (chote|kizima)( cha mpango)?|miaka yote( ya mpango)?|life of the plan)\b",
    re.IGNORECASE,
)
REPEATED = re.compile(
    r"\b(((bi|semi|by)-?\s?)?(weekly|monthly|quarterly|annually|annual|yearly|termly|daily|fortnightly)( basis)?|"
    r"(every|each|per|once (a|an|every|per|in)|twice (a|every|per)|thrice a|\w+ times (a|per)) (two |three |other |\d )?(weeks?|months?|quarters?|terms?|years?|days?|fridays?|sundays?|annum|half-?year)|"
    r"kila (wiki|mwezi|robo( ya)?( mwaka)?|mwaka|muhula|siku|ijumaa|miezi \w+)|mara \w+ kwa (wiki|mwezi|mwaka|robo))\b",
    re.IGNORECASE,
)
NOT_SAID = re.compile(
    r"^(t\.?b\.?[dca]\.?|to be (determined|confirmed|agreed|advised)|n\s?/?\s?a|[-–—.…?]+|itajulikana|bado haijajulikana|unknown|not known|nil|none)$",
    re.IGNORECASE,
)
LASTING = re.compile(
    r"^(?P<n>\d{1,2}|two|three|four|five|six)\s+months?,?\s+(?:from|starting(?: from| in)?|beginning(?: in)?|as from)\s+(?P<from>.+)$"
    r"|^(?P<from2>.+?),?\s+for\s+(?P<n2>\d{1,2}|two|three|four|five|six)\s+months?$|^miezi\s+(?P<n3>\d{1,2})\s+(?:kuanzia|tangu)\s+(?P<from3>.+)$",
    re.IGNORECASE,
)
BY = re.compile(
    r"^\s*(?:by|before|not later than|no later than|latest(?: by)?|until|till|up to|kufikia|kabla ya|hadi|mpaka|ifikapo|deadline:?|due:?)\s+(?:the )?(?:(?:end|mwisho)\s*(?:of|wa|ya)?\s+)?",
    re.IGNORECASE,
)
FROM = re.compile(
    r"^\s*(?:from|since|starting(?: from| in)?|starts?|beginning(?: in)?|as of|effective|after|kuanzia|tangu|baada ya)\s+",
    re.IGNORECASE,
)
ONWARDS = re.compile(r"\s*\b(?:onwards?|and after|kuendelea|na kuendelea|going forward)$", re.IGNORECASE)
DEADLINE = re.compile(r"\b(?:by|before|hadi|kufikia|ifikapo|latest|mwisho)\b", re.IGNORECASE)
FILLER = re.compile(
    r"\b(and|na|to|hadi|mpaka|until|till|through|of|the|in|for|katika|mwezi|miezi|months?|mwaka|years?|during|between|end|mwisho|period|robo|quarters?|ya|wa|calendar|date|tarehe)\b",
    re.IGNORECASE,
)
DURATION = re.compile(
    r"^(?P<n>\d{1,2}|one|two|three|four|five|six)\s*-?(?P<unit>months?|years?)(?: plan| period)?$|^(?P<unit2>miezi|miaka)\s+(?P<n2>\d{1,2})$"
)
LONGEST_ASIDE = 80
ANY = Frame(Span(date(1990, 1, 1), date(2089, 12, 31)), "calendar")
ASIDE = re.compile(r"\b(process|activity|activities|basis|exercise|programme|shughuli)\b", re.IGNORECASE)
# Words that are also a month's name date nothing where they stand like this.
NO_MONTH = re.compile(
    r"\b(may|march)\s+(?=(be|have|need|also|not|include|require|past|with)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Period:
    """`rest`: what was not understood or says more than two days can, to be kept as remarks."""

    starts: date | None = None
    ends: date | None = None  # last day
    notes: tuple[Note, ...] = ()
    rest: str = ""
    used_quarters: bool = False


@lru_cache(maxsize=4096)  # the same few words stand in row after row
def read_period(text: str, frame: Frame) -> Period:
    whole = " ".join(text.split())
    if not whole:
        return Period()
    if NOT_SAID.match(whole):
        return Period(notes=(note("periods.not_said", text=whole),) if re.search(r"\w", whole) else ())
    plain = _tidy(whole)
    if lasting := DURATION.match(plain):
        told = (note("periods.whole", text=whole),)
        read = replace(_all(frame), notes=told) if _months_of(lasting) >= frame.months else None
    else:
        read = _going_on(plain, whole, frame) or _dated(plain, frame) or _partly(plain, whole, frame)
    if read is None:
        return Period(notes=(doubt("periods.not_understood", text=whole),), rest=whole)
    if read.rest == plain:
        read = replace(read, rest=whole)
    return clipped(read, whole, frame.plan)


def _months_of(lasting: re.Match[str]) -> int:
    unit = lasting["unit"] or lasting["unit2"]
    return number_of(lasting["n"] or lasting["n2"]) * (12 if unit.startswith(("y", "mia")) else 1)


def _dated(plain: str, frame: Frame) -> Period | None:
    return _lasting(plain, frame) or _bounded(plain, frame) or _hull(plain, frame)


def _lasting(plain: str, frame: Frame) -> Period | None:
    """ "3 months from July 2022"."""
    found = LASTING.match(plain)
    inner = _hull(found["from"] or found["from2"] or found["from3"], frame) if found else None
    if not found or inner is None or inner.starts is None:
        return None
    months = number_of(found["n"] or found["n2"] or found["n3"])
    return replace(inner, ends=months_long(inner.starts, months).ends)


def _tidy(text: str) -> str:
    plain = text.casefold().strip(" .;,:")
    plain = re.sub(r"(\d)\s?(st|nd|rd|th)\b", r"\1", plain)
    plain = re.sub(r"\b(\d{4}-\d{2}-\d{2})[ t]00:00:00\b", r"\1", plain)
    plain = re.sub(rf"^({YEAR})[\s,:/-]+({MONTH})$", r"\2 \1", plain)
    plain = re.sub(
        rf"\b(fy\s*)?({YEAR}(?:/\d{{2,4}})?)[\s,:-]+(q(?:uarter|tr)?\s*[1-4])\b(?!\s*[-–,&/])",
        r"\3 \1\2",
        plain,
    )
    return re.sub(r"\b(y(?:ea)?r?\s*\d)[\s,:-]*(q(?:uarter|tr)?\s*[1-4])\b", r"\2 \1", plain)


# --- going on, from, by ------------------------------------------------------------------------------------


def _going_on(plain: str, whole: str, frame: Frame) -> Period | None:
    """ "Monthly" is all through the plan, or through the time that stands with it; the word itself is kept."""
    if word := REPEATED.search(plain):
        left = _without(plain, word)
        inner = _dated(left, frame) if left else None
        read = inner or _all(frame)
        return replace(read, notes=(*read.notes, note("periods.repeated", text=whole)), rest=whole)
    if word := WHOLE.search(plain):
        left = _without(plain, word)
        inner = _dated(left, frame) if left else None
        if inner:
            return replace(inner, rest=inner.rest or whole)
        read = replace(_all(frame), notes=(note("periods.whole", text=whole),))
        return (
            replace(read, rest=whole) if re.search(r"[^\W\d]", ASIDE.sub("", FILLER.sub("", left))) else read
        )
    return None


def _without(plain: str, word: re.Match[str]) -> str:
    return (plain[: word.start()] + " " + plain[word.end() :]).strip(" ,;:()-–/")


def _all(frame: Frame) -> Period:
    return Period(frame.plan.starts, frame.plan.ends)


def _bounded(plain: str, frame: Frame) -> Period | None:
    """ "By June" begins with the plan, "from July" ends with it."""
    if found := BY.match(plain):
        inner = _hull(plain[found.end() :], frame)
        return replace(inner, starts=frame.plan.starts) if inner else None
    found, onwards = FROM.match(plain), ONWARDS.search(plain)
    if not found and not onwards:
        return None
    left = plain[found.end() if found else 0 : onwards.start() if onwards else None]
    inner = _hull(left, frame)
    if inner is None or _ranged(left):
        return inner
    return replace(inner, ends=max(frame.plan.ends, inner.ends or frame.plan.ends))


def _ranged(plain: str) -> bool:
    return bool(
        re.search(
            r"\b(to|until|till|hadi|mpaka)\b|[\w)]\s*[–—]\s*[\w(]|[a-z0-9]\s+-\s+[a-z0-9]|[a-z]-[a-z]|q\d-",
            plain,
        )
    )


# --- all that is named -------------------------------------------------------------------------------------


def _hull(plain: str, frame: Frame) -> Period | None:
    """From the first to the last day named; nothing where a word remains that nobody understood."""
    left, found = named_in(plain, frame)
    return _from_first_to_last(plain, found) if found and not _words(left) else None


def _words(left: str) -> str:
    return " ".join(re.findall(r"\w+", FILLER.sub(" ", left)))


def _from_first_to_last(plain: str, found: Sequence[Found]) -> Period:
    spans = [one.span for one in found]
    notes = dict.fromkeys(n for one in found for n in one.notes)
    gaps = any(one.gaps for one in found)
    told = (note("periods.gaps", text=plain),) if gaps else ()
    return Period(
        min(span.starts for span in spans),
        max(span.ends for span in spans),
        (*notes, *told),
        plain if gaps else "",
        used_quarters=any(one.quarters for one in found),
    )


def _partly(plain: str, whole: str, frame: Frame) -> Period | None:
    """A time with words around it: the time is taken, the words are kept, and a doubt says so."""
    sure = NO_MONTH.sub("", plain)
    left, found = named_in(sure, frame)
    if not found or len(_words(left)) > LONGEST_ASIDE:
        return None
    read = _from_first_to_last(sure, found)
    deadline = DEADLINE.search(sure)
    if deadline and not _ranged(sure[deadline.end() :]):
        read = replace(read, starts=frame.plan.starts)
    return replace(read, notes=(*read.notes, doubt("periods.partly", text=whole)), rest=whole)


@lru_cache(maxsize=4096)
def names_a_time(text: str) -> bool:
    """ "Q1", "Jan-Mar", "Robo ya 1", "2026", "Year 1", "FY2026/27", "Q1 (Jul-Sep)": what heads a column of ticks."""
    plain = _tidy(" ".join(text.split()))
    return 0 < len(plain) <= 40 and bool(re.search(r"\d|[a-z]{3}", plain)) and _hull(plain, ANY) is not None


# --- the plan's period ---------------------------------------------------------------------------------------


def clipped(read: Period, text: str, plan: Span) -> Period:
    starts, ends = read.starts, read.ends
    if starts is None or ends is None:
        return read
    if ends < starts:
        told = (*read.notes, doubt("periods.backwards", text=text))
        return replace(read, starts=None, ends=None, notes=told, rest=text)
    if ends < plan.starts or starts > plan.ends:
        told = (*read.notes, doubt("periods.outside", text=text))
        return replace(read, starts=None, ends=None, notes=told, rest=text)
    inside = Span(max(starts, plan.starts), min(ends, plan.ends))
    if inside == Span(starts, ends):
        return read
    told_note = note("periods.clipped", text=text, starts=inside.starts, ends=inside.ends)
    return replace(read, starts=inside.starts, ends=inside.ends, notes=(*read.notes, told_note))
