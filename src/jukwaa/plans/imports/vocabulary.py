"""The many words that matrices head their columns with, in English and in Swahili."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from jukwaa.plans.rules.matching import fold

NEAR = 88
LONG = 8
QUALIFIER = re.compile(r"^(?:the|key|main|proposed|planned|priority|name of|specific) ")
LONGEST = 90
LOOKED_FOR = "Activity, Responsible, When, Where, Indicator, Budget"  # as told to people

ENGLISH: Mapping[str, tuple[str, ...]] = {
    "code": ("no", "number", "s no", "sno", "s nos", "sr no", "ser no", "ref", "ref no", "code", "activity no", "activity code", "action no", "item", "item no", "id", "s n", "sn", "#", "reference"),
    "section": ("pillar", "pillars", "pillar name", "name of pillar", "thematic area", "thematic pillar", "theme", "themes", "priority area", "priority areas", "focus area", "area of focus", "key result area", "kra", "strategic pillar", "working group", "component", "programme", "program", "goal", "strategic goal", "strategic area", "outcome area", "outcome areas", "key outcome area", "priority", "strategic priority", "cluster", "sector"),
    "objective": ("objective", "objectives", "strategic objective", "specific objective", "specific objectives", "sub pillar", "sub theme", "strategy", "strategies", "result area", "intervention area", "sub component", "sub programme", "purpose", "strategic intervention", "issue", "problem", "problem statement"),
    "outcome": ("outcome", "outcomes", "expected outcome", "expected outcomes", "intended outcome", "expected results", "expected result", "desired outcome", "result", "results", "impact"),
    "action": ("activity", "activities", "action", "actions", "key activity", "key activities", "priority activity", "priority activities", "priority action", "key actions", "planned activity", "planned activities", "proposed activity", "initiative", "initiatives", "what", "action point", "action points", "activity description", "description of activity", "name of activity", "activity name", "main activities", "broad activities", "specific activities", "commitment", "commitments", "action item"),
    "step": ("intervention", "interventions", "key intervention", "key interventions", "task", "tasks", "sub activity", "sub activities", "steps", "key steps", "measures to be taken", "detailed activities", "description", "details"),
    "key_result": ("key result", "key results", "kr", "krs"),
    "output": ("output", "outputs", "expected output", "expected outputs", "deliverable", "deliverables", "key output", "key outputs"),
    "lead": ("lead", "leads", "lead agency", "lead agencies", "lead actor", "lead actors", "lead institution", "lead organisation", "lead organization", "lead person", "lead partner", "responsible", "resp", "responsible actor", "responsible actors", "responsible agency", "responsible agencies", "responsible institution", "responsible organisation", "responsible organization", "responsible party", "responsible parties", "responsible person", "responsible persons", "person responsible", "persons responsible", "responsible office", "responsible entity", "responsible body", "responsible department", "responsibility", "responsibilities", "owner", "owners", "action owner", "who", "by whom", "implementer", "implementers", "implementing agency", "implementing agencies", "implementing partner", "implementing partners", "implementing organisation", "implementing institution", "actor", "actors", "key actors", "key players", "champion", "accountable", "in charge", "assigned to", "focal point", "focal person", "department", "institution", "organisation", "organization", "agency"),
    "co_lead": ("co lead", "co leads", "co lead agency", "co leading", "deputy lead"),
    "support": ("support", "supporting", "supported by", "supporting agency", "supporting agencies", "supporting actors", "supporting institutions", "supporting partners", "support actors", "support agency", "support agencies", "partner", "partners", "collaborator", "collaborators", "collaborating partners", "collaborating agencies", "collaborating institutions", "stakeholders", "key stakeholders", "other actors", "other partners", "other stakeholders", "key partners", "with whom", "contributors", "contributing partners", "participating agencies"),
    "audience": ("target group", "target groups", "target audience", "target population", "target beneficiaries", "audience", "beneficiary", "beneficiaries", "for whom", "participants", "target participants", "who benefits", "intended beneficiaries", "clients"),
    "place": ("place", "places", "location", "locations", "where", "area", "areas", "geographical area", "geographic area", "geographic scope", "geographical scope", "ward", "wards", "sub county", "sub counties", "subcounty", "sub county ward", "venue", "coverage", "site", "sites", "target area", "target areas", "geographical focus", "geographic focus", "locality", "localities", "place of implementation", "target location", "geographical coverage", "geographic coverage", "area of coverage", "areas of coverage", "coverage area", "constituency", "county", "zone", "area of operation", "scope"),
    "when": ("when", "timeframe", "timeframes", "time frame", "time frames", "timeline", "timelines", "time", "time line", "period", "duration", "schedule", "timing", "date", "dates", "implementation period", "year", "years", "quarter", "quarters", "month", "months", "implementation timeline", "time schedule", "proposed date", "frequency"),
    "starts": ("start", "starts", "start date", "begin", "begins", "beginning", "from", "planned start", "starting date", "commencement", "start month"),
    "ends": ("end", "ends", "end date", "finish", "to", "due", "due date", "deadline", "by when", "planned end", "completion date", "target date", "closing date", "end month", "completion"),
    "indicator": ("indicator", "indicators", "kpi", "kpis", "key performance indicator", "key performance indicators", "performance indicator", "performance indicators", "measure", "measures", "measure of success", "success measure", "success indicator", "success indicators", "output indicator", "output indicators", "outcome indicator", "objectively verifiable indicators", "ovi", "ovis", "metric", "metrics", "monitoring indicators", "smart indicators", "verifiable indicators"),
    "baseline": ("baseline", "base line", "baselines", "baseline value", "current status", "current situation", "where we are"),
    "target": ("target", "targets", "annual target", "target value", "milestone", "milestones", "end target", "planned target", "plan target", "overall target", "quantity target"),
    "verification": ("means of verification", "mean of verification", "mov", "movs", "source of verification", "verification", "evidence", "sources of verification", "data source", "data sources", "source of data", "means of verifications", "source of information", "verification means"),
    "budget": ("budget", "budgets", "cost", "costs", "costing", "estimate", "estimates", "estimated cost", "estimated costs", "estimated budget", "indicative budget", "indicative cost", "budget estimate", "budget estimates", "budget allocation", "amount", "kes", "ksh", "kshs", "total cost", "total budget", "financial resources", "money", "total", "total amount", "estimated amount", "budgetary estimate", "proposed budget", "funds required", "funds needed", "financial implication"),
    "resources": ("resources", "resource", "resources required", "resources needed", "inputs", "required resources", "resource requirement"),
    "funder": ("source of funds", "source of fund", "source of funding", "funding source", "funding sources", "sources of funds", "sources of funding", "funder", "funders", "donor", "donors", "financier", "budget source", "funded by", "source of finance", "source of budget", "development partner", "funding partner", "who pays"),
    "source": ("source", "sources"),
    "funding": ("funding", "funds", "funding status"),
    "status": ("status", "progress", "implementation status", "current progress", "rag", "progress status", "achievement status"),
    "remarks": ("remarks", "remark", "comments", "comment", "notes", "note", "assumptions", "risks", "challenges", "observations", "risks and assumptions", "general remarks"),
    "tags": ("tags", "tag", "keywords"),
}  # fmt: skip
SWAHILI: Mapping[str, tuple[str, ...]] = {
    "code": ("na", "namba", "nambari", "nambari ya shughuli", "rejea"),
    "section": ("nguzo", "eneo la kipaumbele", "maeneo ya kipaumbele", "mada", "sehemu", "kipaumbele", "eneo la kimkakati", "kikundi kazi"),
    "objective": ("madhumuni", "lengo mahususi", "malengo mahususi", "malengo", "lengo", "kusudi", "mkakati", "mikakati", "lengo la kimkakati"),
    "outcome": ("matokeo", "matokeo yanayotarajiwa", "tokeo"),
    "action": ("shughuli", "shughuli kuu", "shughuli za kipaumbele", "hatua", "hatua za utekelezaji", "kazi", "nini", "jina la shughuli", "maelezo ya shughuli", "shughuli iliyopangwa", "shughuli zilizopangwa"),
    "output": ("mazao", "zao"),
    "lead": ("mhusika", "wahusika", "mhusika mkuu", "wahusika wakuu", "kiongozi", "viongozi", "taasisi kiongozi", "taasisi ongozi", "taasisi husika", "taasisi", "nani", "anayehusika", "wanaohusika", "msimamizi", "wasimamizi", "mtekelezaji", "watekelezaji", "mwenye jukumu", "wenye jukumu", "jukumu", "majukumu", "shirika", "idara husika", "atakayefanya", "taasisi inayohusika"),
    "co_lead": ("kiongozi mwenza", "viongozi wenza"),
    "support": ("washirika", "wasaidizi", "msaidizi", "wadau", "washikadau", "kwa kushirikiana na", "mshirika", "taasisi saidizi", "wadau wengine"),
    "audience": ("walengwa", "mlengwa", "wanufaika", "kundi lengwa", "makundi lengwa", "washiriki", "wahitaji"),
    "place": ("mahali", "eneo", "maeneo", "wapi", "wadi", "kata", "kaunti ndogo", "pahali", "eneo la utekelezaji", "mahala"),
    "when": ("muda", "lini", "kipindi", "wakati", "muda wa utekelezaji", "ratiba", "mwaka", "robo", "robo mwaka", "mwezi", "tarehe", "kipindi cha utekelezaji"),
    "starts": ("mwanzo", "kuanza", "tarehe ya kuanza", "kuanzia", "inaanza"),
    "ends": ("mwisho", "kumaliza", "tarehe ya mwisho", "hadi", "tarehe ya kumaliza", "inaisha", "ukomo"),
    "indicator": ("kiashiria", "viashiria", "kipimo", "vipimo", "tutajuaje", "kigezo", "vigezo", "viashiria vya mafanikio", "kiashirio", "viashirio"),
    "baseline": ("hali ya mwanzo", "hali ya sasa", "msingi", "hali halisi"),
    "target": ("shabaha", "kiwango kinacholengwa", "lengwa", "kiwango lengwa"),
    "verification": ("njia ya uthibitisho", "uthibitisho", "ushahidi", "njia za uthibitisho", "chanzo cha uthibitisho", "njia ya kuthibitisha", "chanzo cha taarifa"),
    "budget": ("bajeti", "gharama", "makadirio", "kiasi", "fedha", "makadirio ya gharama", "makadirio ya bajeti", "gharama za utekelezaji", "jumla", "pesa", "kadirio la gharama"),
    "resources": ("rasilimali", "rasilimali zinazohitajika"),
    "funder": ("chanzo cha fedha", "vyanzo vya fedha", "mfadhili", "wafadhili", "chanzo cha ufadhili", "ufadhili"),
    "status": ("hali", "hali ya utekelezaji", "maendeleo"),
    "remarks": ("maoni", "maelezo", "maelezo ya ziada", "tanbihi", "changamoto"),
    "tags": ("vitambulisho",),
}  # fmt: skip
QUESTIONS = (
    (re.compile(r"^(?:with whom|kwa kushirikiana na nani)\b"), "support"),
    (re.compile(r"^(?:for whom|who (?:benefits|will benefit|are the beneficiaries)|kwa ajili ya nani)\b"), "audience"),
    (re.compile(r"^(?:who|by whom|nani)\b"), "lead"),
    (re.compile(r"^(?:by when|when|lini|itafanyika lini)\b"), "when"),
    (re.compile(r"^(?:where|wapi|itafanyika wapi)\b"), "place"),
    (re.compile(r"^how much\b|^(?:itagharimu|kiasi gani)\b"), "budget"),
    (re.compile(r"^how (?:will|do|shall|can) (?:we|you|it|success)\b|^how we\b|^tutajua\w*\b"), "indicator"),
    (re.compile(r"^what (?:will|do|does|is to|needs|shall|are we|we)\b|^tutafanya nini\b"), "action"),
)  # fmt: skip
NOTHING = re.compile(r"\b(?:unit cost|cost per|unit price|unit of|per unit|rate per|no of|number of|quantity|qty|frequency of|phone|telephone|email|contact)\b")  # fmt: skip
# Too short or too common to be found inside others.
ONLY_WHOLE = frozenset({"code", "starts", "ends", "tags", "source", "funding", "status"})
UNIT = re.compile(r"\(([^)]*)\)|\[[^\]]*\]|\bin (?:kes|ksh|kshs|usd|millions?|thousands?)\b|['’‘]?000['’]?s?|\b(?:kes|kshs?\.?)\s*$", re.IGNORECASE)  # fmt: skip
LANGUAGE = re.compile(r"[(\[]?\s*\b(?:in |kwa )?(?P<en>english|kiingereza|eng)\b\s*[)\]]?|[(\[]?\s*\b(?:in |kwa )?(?P<sw>kiswahili|swahili|kisw)\b\.?\s*[)\]]?|[(\[]\s*(?P<short>en|sw)\s*[)\]]|\b(?P<end>EN|SW)$", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says of its column. `language`: of the heading's own words, or the one that it names."""

    field: str = ""
    language: str = ""
    named: bool = False  # the heading itself names the language, as in "Activity (English)"


def _words() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for language, vocabulary in (("en", ENGLISH), ("sw", SWAHILI)):
        for name, said in vocabulary.items():
            for words in said:
                found.setdefault(fold(words) or words, Meaning(name, language))
    return found


BY_WORDS = _words()
INSIDE = frozenset(w for w, m in BY_WORDS.items() if len(w) > 3 and m.field not in ONLY_WHOLE)


@lru_cache(maxsize=8192)  # a file says the same few words again and again
def meaning_of(heading: str) -> Meaning:
    """The field that a heading names, or nothing."""
    named = LANGUAGE.search(heading)
    language = _language(named) if named else ""
    bare = LANGUAGE.sub(" ", heading) if named else heading
    if heading.strip() in ("#", "№"):
        return BY_WORDS["no"]
    candidates = _candidates(bare)
    found = next((m for plain in candidates if (m := _exact(plain))), None)
    found = found or next((m for plain in candidates if (m := _meaning(plain))), None)
    if found is None:
        return Meaning("", language, bool(named))
    return Meaning(found.field, language or found.language, bool(named))


def is_heading(text: str) -> bool:
    """Word for word, but for its unit."""
    return any(_exact(fold(said)) for said in (text, UNIT.sub(" ", text)))


def field_of(heading: str) -> str:
    return meaning_of(heading).field


def _inside(plain: str) -> str:
    """The longest known words at its beginning or end; long ones also in its middle."""
    words = plain.split()
    spans = (
        (" ".join(words[start:end]), start == 0 or end == len(words))
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )
    known = (said for said, at_edge in spans if said in INSIDE and (at_edge or len(said) >= LONG))
    return max(known, key=len, default="")


def _language(named: re.Match[str]) -> str:
    if named["en"] or named["sw"]:
        return "en" if named["en"] else "sw"
    return (named["short"] or named["end"]).casefold()


def _candidates(heading: str) -> list[str]:
    """The heading without its unit, its first line, its parts between slashes."""
    bare = UNIT.sub(" ", heading)
    parts = [part for part in re.split(r"\s*[/|&]\s*|\n", bare) if part.strip()]
    before = re.split(r"\s*[:–—]\s*|\s-\s", bare)[0]
    said = [bare, before, *parts, *re.split(r"\s+(?:and|or|na|au)\s+|,", bare), heading]
    return list(dict.fromkeys(plain for text in said if (plain := fold(text)) and len(plain) <= LONGEST))


def _exact(plain: str) -> Meaning | None:
    return BY_WORDS.get(plain) or BY_WORDS.get(QUALIFIER.sub("", plain))


def _meaning(plain: str) -> Meaning | None:
    if NOTHING.search(plain):
        return None
    for pattern, field in QUESTIONS:
        if pattern.match(plain):
            return Meaning(field, "sw" if re.match(r"nani|lini|wapi|ita|tuta|kwa|kiasi", plain) else "en")
    if inside := _inside(plain):
        return BY_WORDS[inside]
    near = (
        process.extractOne(plain, BY_WORDS.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
        if len(plain) > 4
        else None
    )
    return BY_WORDS[near[0]] if near else None
