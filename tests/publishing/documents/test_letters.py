"""Whatever people write can be set: with a letter where a font has one, with a mark that one understands where none has."""

from __future__ import annotations

import json
import unicodedata

import pytest
import typst
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from jukwaa.publishing.documents.embedded import LETTERS
from jukwaa.publishing.documents.letters import FONTS, fonts, is_legible, legible
from tests.plans.documents import NASTY

ACCESSIBLE = ["ua-1", "a-2a"]
OURS = '("Source Sans Pro", "DejaVu Sans Mono", "Libertinus Serif")'


def set_in_type(texts: list[str], family: str = OURS, weights: str = "(400, 600, 700)") -> bytes:
    """typst refuses an accessible PDF as soon as one letter is missing in every font given."""
    source = f"""
      #set document(title: "Letters")
      #set text(font: {family}, fallback: false)
      #for weight in {weights} {{
        for said in json(bytes(sys.inputs.data)) {{ par(text(weight: weight, said)) }}
      }}"""
    return typst.compile(
        source.encode(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(texts)},
        pdf_standards=ACCESSIBLE,
    )


@pytest.mark.parametrize(
    "said", ["Hold a peace forum", "Kĩambu, ng'ombe, naïve – “quoted”…", "Мир", "مسجد النور", "שלום"]
)
def test_what_a_font_has_stays_as_it_is(said):
    assert legible(said) == said
    assert is_legible(said)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("የሰላም መድረክ ya Amani", "[in Ethiopic letters] ya Amani"),
        ("中文字", "[in Chinese letters]"),
        ("Pamoja 🕊️", "Pamoja [emoji: dove of peace]"),
        ("🇰🇪", "[flag: KE]"),
        ("👩🏾‍🤝‍👩🏿", "[emoji: woman]"),
        ("\ue000 \ufffe", "� �"),
        ("a\u0353b", "a�b"),
    ],
)
def test_what_no_font_has_becomes_a_mark_that_one_understands(said, shown):
    assert legible(said) == shown
    assert not is_legible(said)


def test_the_mark_speaks_the_readers_language():
    with override("sw"):
        assert legible("የሰላም") == "[kwa herufi za Kihabeshi]"


def test_what_nobody_sees_goes():
    assert legible("a\x07b\x1bc\u202ed\u202c\ufeff") == "abcd"
    assert legible("one\r\ntwo\u2028three\x0bfour") == "one\ntwo\nthree\nfour"
    assert legible("half a character: \ud800") == "half a character: �"


def test_accents_are_kept_with_their_letter_but_not_heaped_up():
    assert legible("e\u0301") == "é"
    heaped = legible("x" + "\u0301" * 30)
    assert heaped.startswith("x")
    assert sum(unicodedata.category(letter) == "Mn" for letter in heaped) == 4


def test_all_the_texts_that_the_tests_know_can_be_set():
    assert set_in_type([legible(text) for text in NASTY])


@settings(max_examples=40)
@given(st.lists(st.text(max_size=30), min_size=20, max_size=40))
def test_any_text_can_be_set(texts):
    assert set_in_type([legible(text) for text in texts])


def test_without_this_typst_refuses():
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        set_in_type(["የሰላም"])


@pytest.mark.parametrize("family", LETTERS)
def test_the_fonts_inside_typst_have_the_letters_that_we_say_they_have(family):
    points = fonts()[1 + list(LETTERS).index(family)]
    letters = [chr(point) for point in sorted(points) if unicodedata.category(chr(point))[0] not in "CMZ"]
    assert len(letters) > 1500
    weights = "(400, 700)" if "Mono" in family else "(400, 600, 700)"
    assert set_in_type(["\n".join(letters)], f'("{family}",)', weights)


@given(st.text(max_size=60))
def test_what_is_legible_stays_so(text):
    assert legible(legible(text)) == legible(text)
