"""Where: any spelling of a place of the forum's, and never a place of another's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.cells.areas import AreaName, Hints, index_areas, read_areas
from tests.plans.imports.understanding import areas

MOMBASA = index_areas(areas("KE001"), "KE001")
ALL_AREAS = areas("KE")
INDEXES = {code: index_areas(areas(code), code) for code in sorted({area.code[:5] for area in ALL_AREAS})}


def codes(text: str, **hints: str) -> list[str]:
    return list(read_areas(text, MOMBASA, Hints(**hints)).codes)


def told(text: str) -> list[str]:
    return [note.code for note in read_areas(text, MOMBASA).notes]


CHANGAMWE, JOMVU, KISAUNI, NYALI, LIKONI, MVITA = (f"KE00100{n}" for n in range(1, 7))
PLACES = {
    "KE001006-0026": "Mji wa Kale|mji wa kale|Old Town|OLD TOWN|Mji wa Kale/Makadara|Makadara|KE001006-0026",
    "KE001001-0001": "Port Reitz|Portreitz|port reitz ward|wadi ya Port Reitz",
    "KE001004-0016": "Frere Town|Freretown|Frere town ward",
    "KE001004-0017": "Ziwa la Ng'ombe|Ziwa La Ngombe|ziwa la ng’ombe",
    "KE001006-0029": "Shimanzi/Ganjoni|Ganjoni|Shimanzi|Ganjoni/Shimanzi",
    "KE001005-0024": "Likoni ward|Wadi ya Likoni|ke001005-0024",
    LIKONI: "Likoni sub-county|Likoni Sub County|kaunti ndogo ya Likoni|Likoni constituency|All wards in Likoni|wadi zote za Likoni|KE001005",
    KISAUNI: "Kisauni|KISAUNI|Kisauni sub-county|All wards in Kisauni",
    "KE001": "all wards|All Wards|every ward|each sub-county|county-wide|Countywide|County wide|Kaunti nzima|kaunti yote|wadi zote|all 6 sub-counties|All six sub-counties|6 sub-counties|all 30 wards|Mombasa County|Mombasa|across the county|entire county|KE001|All",
}
SAID = [(code, text) for code, texts in PLACES.items() for text in texts.split("|")]


@pytest.mark.parametrize(("code", "text"), SAID, ids=[text for _code, text in SAID])
def test_a_place_is(code, text):
    assert codes(text) == [code]
    assert not [n for n in read_areas(text, MOMBASA).notes if n.level == "doubt"]


SEVERAL = {
    "Kisauni & Nyali": [KISAUNI, NYALI],
    "Kisauni and Nyali": [KISAUNI, NYALI],
    "Nyali/Mvita": [NYALI, MVITA],
    "Kisauni na Nyali": [KISAUNI, NYALI],
    "Likoni and Kisauni sub-counties": [LIKONI, KISAUNI],
    "Likoni, Mtongwe and Timbwani wards": ["KE001005-0024", "KE001005-0021", "KE001005-0025"],
    "Wards: Likoni, Changamwe": ["KE001005-0024", "KE001001-0004"],
    "Likoni (Mtongwe, Timbwani)": ["KE001005-0021", "KE001005-0025"],
    "Kisauni: Bamburi, Shanzu": ["KE001003-0015", "KE001003-0011"],
    "• Kisauni\n• Nyali": [KISAUNI, NYALI],
}


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items(), ids=SEVERAL.keys())
def test_several_places(text, expected):
    assert sorted(codes(text)) == sorted(expected)
    assert not [n for n in read_areas(text, MOMBASA).notes if n.level == "doubt"]


def test_a_name_that_is_both_ward_and_sub_county_is_the_sub_county_with_a_doubt():
    assert (codes("Likoni"), told("Likoni")) == ([LIKONI], ["areas.both"])


def test_a_heading_or_a_sub_county_beside_it_tells_them_apart():
    assert codes("Likoni", kind="ward") == ["KE001005-0024"]
    assert codes("Likoni", kind="sub_county") == [LIKONI]
    assert codes("Likoni", within=LIKONI) == ["KE001005-0024"]


@pytest.mark.parametrize("text", ["1", "001", "47", "1, 2", "0024"])
def test_a_bare_number_is_never_a_place(text):
    read = read_areas(text, MOMBASA)
    assert (read.codes, read.notes[0].code, read.rest) == ((), "areas.number", text.replace(", ", "; "))


@pytest.mark.parametrize(
    "text",
    [
        "Kwale",
        "KE002",
        "KE002007",
        "Nairobi",
        "Ward 5",
        "3 wards",
        "selected wards",
        "5 sub-counties",
        "all schools in the county",
    ],
)
def test_what_is_no_place_of_the_forums_is_kept_with_a_doubt(text):
    read = read_areas(text, MOMBASA)
    assert (read.codes, read.rest, [n.level for n in read.notes]) == ((), text, ["doubt"])


def test_a_near_spelling_or_a_venue_is_taken_with_a_doubt():
    assert (codes("Kisuani"), told("Kisuani")) == ([KISAUNI], ["areas.near"])
    assert (codes("Bamburi social hall"), told("Bamburi social hall")) == (
        ["KE001003-0011"],
        ["areas.inside"],
    )
    assert read_areas("Bamburi social hall", MOMBASA).rest == "Bamburi social hall"


def test_places_not_known_yet_are_told():
    assert (codes("TBD"), told("TBD"), read_areas("TBD", MOMBASA).rest) == ([], ["areas.not_said"], "")
    assert read_areas("-", MOMBASA).notes == ()


KIND_WORDS = {
    "county": ("{} county", "{} County"),
    "sub_county": ("{} sub-county", "{} Sub County", "kaunti ndogo ya {}"),
    "ward": ("{} ward", "{} Ward", "wadi ya {}"),
}


def test_every_place_of_the_country_reads_back_by_its_name_and_kind():
    for area in ALL_AREAS:
        index = INDEXES[area.code[:5]]
        for shape in KIND_WORDS[area.kind]:
            read = read_areas(shape.format(area.name), index)
            doubtful = any(note.code == "areas.twice" for note in read.notes)
            assert read.codes == (area.code,) or doubtful, (area, shape, read)


def test_every_place_reads_back_by_its_name_alone_or_is_a_doubt():
    for area in ALL_AREAS:
        read = read_areas(area.name, INDEXES[area.code[:5]])
        assert read.codes == (area.code,) or any(note.level == "doubt" for note in read.notes), (area, read)


def test_every_place_reads_back_by_its_code():
    assert all(
        read_areas(area.code.lower(), INDEXES[area.code[:5]]).codes == (area.code,) for area in ALL_AREAS
    )


anywhere = st.sampled_from([area.name for area in ALL_AREAS])
texts = st.one_of(
    anywhere,
    st.builds("{}, {}".format, anywhere, anywhere),
    st.builds("{} ({})".format, anywhere, anywhere),
    st.text(max_size=60),
)


@given(texts, st.sampled_from(sorted(INDEXES)))
def test_no_text_names_a_place_outside_the_forums(text, root):
    read = read_areas(text, INDEXES[root])
    assert all(code.startswith(root) for code in read.codes)
    if any(character.isalnum() for character in text):
        assert read.codes or read.rest or read.notes


@given(
    st.lists(
        st.sampled_from([a for a in areas("KE001") if a.kind == "ward"]), min_size=1, max_size=5, unique=True
    ),
    st.sampled_from([", ", "; ", "\n", " & "]),
)
def test_wards_joined_by_a_separator_read_back(wards, separator):
    assert codes(separator.join(f"{ward.name} ward" for ward in wards)) == [ward.code for ward in wards]


def test_two_places_of_one_name_are_told_apart_by_what_they_lie_in():
    areas = (
        AreaName("KE1", "County", "county", ""),
        AreaName("KE1-1", "North", "sub_county", "KE1"),
        AreaName("KE1-2", "South", "sub_county", "KE1"),
        AreaName("KE1-1-1", "Majengo", "ward", "KE1-1"),
        AreaName("KE1-2-1", "Majengo", "ward", "KE1-2"),
    )
    (told,) = read_areas("Majengo", index_areas(areas, "KE1")).notes
    assert (told.code, told.params["taken"], told.params["others"]) == (
        "areas.twice",
        "Majengo (North)",
        "Majengo (South)",
    )
