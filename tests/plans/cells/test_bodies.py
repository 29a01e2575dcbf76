"""Who: where one name ends and the next begins, and which part each body has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.cells.bodies import Match, match_body, read_bodies
from jukwaa.plans.rules.cells.names import perhaps_one
from jukwaa.plans.rules.matching import fold


def split(text: str, *known: str) -> list[str]:
    read = read_bodies(text, known={fold(name) for name in known})
    return [*read.leads, *read.co_leads, *read.supports]


SEVERAL = {
    "CICC, KECOSCE & NCTC": "CICC|KECOSCE|NCTC",
    "CICC/NCTC": "CICC|NCTC",
    "CICC / NCTC": "CICC|NCTC",
    "CICC and NCTC": "CICC|NCTC",
    "CICC na NCTC": "CICC|NCTC",
    "CICC; NCTC": "CICC|NCTC",
    "CICC\nNCTC": "CICC|NCTC",
    "1. CICC\n2. NCTC": "CICC|NCTC",
    "• CICC\n• NCTC": "CICC|NCTC",
    "CICC in partnership with KECOSCE and NCTC": "CICC|KECOSCE|NCTC",
    "CICC kwa kushirikiana na NCTC": "CICC|NCTC",
    "County Commissioner's Office, with ward administrators": "County Commissioner's Office|ward administrators",
    "Governor's Office and County Commissioner's Office": "Governor's Office|County Commissioner's Office",
    "Sub-County Administrators and Chiefs": "Sub-County Administrators|Chiefs",
    "Imams and pastors": "Imams|pastors",
    "Youth leaders, CSOs and FBOs": "Youth leaders|CSOs|FBOs",
    "Religious leaders and Women groups": "Religious leaders|Women groups",
    "County Department of Youth & KPA liaison": "County Department of Youth|KPA liaison",
    "County Department of Youth & Coast Polytechnic (sample)": "County Department of Youth|Coast Polytechnic (sample)",
    "Department of Education and Teachers Service Commission": "Department of Education|Teachers Service Commission",
    "Ministry of Health and Haki Afya (sample)": "Ministry of Health|Haki Afya (sample)",
    "NGEC & Department of Gender": "NGEC|Department of Gender",
    "Department of Trade, Tourism and Investment, Chamber of Commerce": "Department of Trade, Tourism and Investment|Chamber of Commerce",
    "Kamishna wa Kaunti na Gavana": "Kamishna wa Kaunti|Gavana",
    "Baraza la Wazee na Viongozi wa Dini": "Baraza la Wazee|Viongozi wa Dini",
    "National Government and County Government": "National Government|County Government",
    "Isiolo Legal and Policy Forum (sample), CICC": "Isiolo Legal and Policy Forum (sample)|CICC",
    "Clerics' Council (CCX), NCCX and Temple Council": "Clerics' Council (CCX)|NCCX|Temple Council",
}


WITH_PLACES = {
    "County Commissioner's Office, Kwale": ["County Commissioner's Office, Kwale"],
    "DCC Kinango, Kwale and CICC": ["DCC Kinango, Kwale", "CICC"],
    "Chiefs of Tiwi and Waa; NCTC": ["Chiefs of Tiwi and Waa", "NCTC"],
    "Department of Trade and Tourism, Kwale / NCTC": ["Department of Trade and Tourism, Kwale", "NCTC"],
    "CICC, Kwale Youth Forum (sample)": ["CICC", "Kwale Youth Forum (sample)"],
}


@pytest.mark.parametrize(("text", "names"), WITH_PLACES.items(), ids=WITH_PLACES.keys())
def test_a_bare_place_is_no_body_but_says_where_one_is(text, names):
    read = read_bodies(text, places={"kwale", "tiwi", "waa"})
    assert [*read.leads, *read.supports] == names


def test_a_place_alone_names_nobody_and_is_kept():
    read = read_bodies("Kwale", places={"kwale"})
    assert (read.names, read.rest) == ((), "Kwale")
    assert read_bodies("Kwale", places={"kwale"}, known={"kwale"}).leads == ("Kwale",)


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Salama and Amani Network (sample)", ["Salama and Amani Network (sample)"]),
        ("Salama na Amani Forum, NCTC", ["Salama na Amani Forum"]),
        ("CICC and Amani Network (sample)", []),
        ("Imams and Amani Network", []),
        ("Salama (sample) and Amani Network", []),
        ("Salama, Amani Network", []),
    ],
)
def test_what_may_be_one_body_is_told(text, doubted):
    assert perhaps_one(text, read_bodies(text).names, set()) == doubted


def test_what_is_known_is_no_doubt():
    text = "Salama and Amani Network (sample)"
    assert perhaps_one(text, read_bodies(text).names, {"salama"}) == []


@pytest.mark.parametrize(("text", "names"), SEVERAL.items(), ids=SEVERAL.keys())
def test_several_names(text, names):
    assert split(text) == names.split("|")


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Interior and National Administration",
        "Ministry of Interior and Coordination of National Government",
        "Ministry of Education, Science and Technology",
        "Ministry of Labour and Social Protection",
        "Department of Youth, Gender and Sports",
        "DEPARTMENT OF YOUTH, GENDER AND SPORTS",
        "Gender, Youth and Sports Department",
        "CEC Youth, Gender & Sports",
        "Chief Officer Gender and Social Services",
        "Director of Youth and Sports",
        "Peace and Security Committee",
        "National Cohesion and Integration Commission",
        "Truth, Justice and Reconciliation Commission",
        "Youth and Women Network (sample)",
        "Teachers and Parents Association",
        "Women and youth groups",
        "Association of People with Disabilities",
        "Persons with disabilities network",
        "County and National Government",
        "M&E unit",
        "Idara ya Vijana na Jinsia",
        "Wizara ya Usalama wa Ndani na Utawala wa Kitaifa",
        "Mtandao wa Wanawake na Vijana",
        "Ministry of Interior and\nNational Administration",
    ],
)
def test_one_name_that_holds_a_comma_or_an_and(name):
    assert split(name) == [" ".join(name.split())]
    assert split(f"{name}, CICC") == [" ".join(name.split()), "CICC"]
    assert split(f"CICC and {name}") == ["CICC", " ".join(name.split())]


def test_a_known_name_is_never_cut():
    assert split("Love, Hope / Faith and CICC", "Love, Hope / Faith") == ["Love, Hope / Faith", "CICC"]


@pytest.mark.parametrize(
    ("text", "leads", "supports"),
    [
        ("Lead: A Trust; Support: B Network", ["A Trust"], ["B Network"]),
        ("Lead - OCS Kondele / Support - B Network, IPOA", ["OCS Kondele"], ["B Network", "IPOA"]),
        ("Lead: CICC | Partners: NCTC / KECOSCE", ["CICC"], ["NCTC", "KECOSCE"]),
        ("Kiongozi – CICC / Washirika – NCTC", ["CICC"], ["NCTC"]),
        ("Lead:CICC;Support:NCTC, KECOSCE", ["CICC"], ["NCTC", "KECOSCE"]),
        ("Lead – CICC, Support – NCTC", ["CICC"], ["NCTC"]),
        ("Lead\nCICC\nSupport\nNCTC, KECOSCE", ["CICC"], ["NCTC", "KECOSCE"]),
        ("CICC (lead), NCTC", ["CICC"], ["NCTC"]),
        ("NCTC (support), CICC (Lead agency)", ["CICC"], ["NCTC"]),
        ("CICC - Lead, NCTC - Support", ["CICC"], ["NCTC"]),
        ("Led by CICC with support from NCTC", ["CICC"], ["NCTC"]),
        ("Kiongozi: CICC; Wasaidizi: NCTC na KECOSCE", ["CICC"], ["NCTC", "KECOSCE"]),
    ],
)
def test_names_that_say_their_part(text, leads, supports):
    read = read_bodies(text)
    assert (list(read.leads), list(read.supports)) == (leads, supports)


def test_co_leads_and_funders_say_so():
    read = read_bodies("Lead: CICC; Co-lead: NCTC; Funded by: USX")
    assert (read.leads, read.co_leads, read.funders) == (("CICC",), ("NCTC",), ("USX",))


def test_unlabelled_the_first_leads_and_a_note_says_so():
    read = read_bodies("CICC, NCTC")
    assert (read.leads, read.supports, [n.code for n in read.notes]) == (
        ("CICC",),
        ("NCTC",),
        ["bodies.first_leads"],
    )


@pytest.mark.parametrize(
    "text", ["All stakeholders", "various partners", "wadau wote", "Other actors", "everyone"]
)
def test_everybody_is_nobody_and_kept(text):
    read = read_bodies(text)
    assert (read.leads, read.rest, [n.code for n in read.notes]) == ((), text, ["bodies.nobody"])


@pytest.mark.parametrize("text", ["TBD", "n/a", "-", "...", "to be determined"])
def test_a_mark_for_not_known_is_no_name(text):
    assert (split(text), read_bodies(text).rest) == ([], "")


def test_a_sentence_is_no_name():
    text = "The secretariat will call the members of the pillar together so that they decide among themselves who is going to take this on"
    read = read_bodies(text)
    assert (read.leads, read.rest, read.notes[0].code) == ((), text, "bodies.sentence")


# --- the same body under another spelling ---------------------------------------------------------------------------

BODIES = {"CICT": "b-1", "Coast Interfaith Clerics Trust (sample)": "b-1", "Youth Forum (sample)": "b-2"}


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("cict", Match("b-1", None)),
        ("Coast Interfaith  Clerics Trust (Sample)", Match("b-1", None)),
        ("Youth Forum", Match(None, "b-2")),
        ("Coast Interfaith Cleric's Trust", Match(None, "b-1")),
        ("Somebody Else (sample)", Match(None, None)),
        ("", Match(None, None)),
    ],
)
def test_a_body_is_known_by_its_name_or_is_near_one_or_new(name, match):
    assert match_body(name, BODIES) == match


# --- any names, any text --------------------------------------------------------------------------------------------

firsts = st.sampled_from(["Amani", "Haki", "Kilifi", "Mvita", "Nuru", "Pwani", "Tumaini", "Umoja"])
kinds = st.sampled_from(
    ["Trust", "Network", "Forum", "Peace Committee", "Women Group", "Foundation (sample)"]
)
names = st.one_of(
    st.builds("{} {} {}".format, firsts, firsts, kinds),
    st.from_regex(r"[A-Z]{4,6}", fullmatch=True).filter(
        lambda n: n.casefold() not in ("lead", "tbd", "none", "wote", "wadau")
    ),
)


@given(
    st.lists(names, min_size=1, max_size=5, unique_by=fold),
    st.sampled_from([", ", "; ", "\n", " & ", " and ", " / ", " na ", "/", ",\n"]),
)
def test_names_joined_by_a_separator_read_back(several, separator):
    assert split(separator.join(several)) == several


@given(st.lists(names, min_size=3, max_size=5, unique_by=fold), st.sampled_from([" & ", " and ", ", and "]))
def test_a_list_with_a_last_and_reads_back(several, last):
    assert split(", ".join(several[:-1]) + last + several[-1]) == several


@given(names, st.lists(names, max_size=3))
def test_labelled_names_read_back(lead, others):
    others = [name for name in dict.fromkeys(others) if fold(name) != fold(lead)]
    text = f"Lead: {lead}" + (f"; Support: {', '.join(others)}" if others else "")
    read = read_bodies(text)
    assert (list(read.leads), list(read.supports)) == ([lead], others)


@given(st.text(max_size=120))
def test_any_text_gives_names_or_is_kept(text):
    read = read_bodies(text)
    every = [*read.leads, *read.co_leads, *read.supports, *read.funders]
    assert all(name == name.strip() and any(c.isalpha() for c in name) for name in every)
    assert len({fold(name) for name in every}) == len(every)
