"""The checks of translations and colours find what they are there to find."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tools.checks import colours, translations
from tools.checks.translations import Sentence

SOURCE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext as said_in
_("A plan") ; _("A long "
  "sentence"); ngettext("One", "%(n)d", 3); said_in("month", "May"); _(name); print("not this")
"""
TEMPLATE = """
{% translate "A page" %} {% translate "May" context "month" %} {{ _("An expression") }}
{% blocktranslate trimmed count n=total %}
  One of {{ place }}
{% plural %}
  {{ n }} of {{ place }}
{% endblocktranslate %}
"""


def test_sentences_are_found_in_python():
    said = [sentence for _, sentence in translations.said_in_python(Path("x.py"), SOURCE)]
    expected = [("", "A plan"), ("", "A long sentence"), ("", "One"), ("month", "May")]
    assert [sentence for sentence in said if sentence] == [Sentence(*each) for each in expected]
    assert said.count(None) == 1


def test_sentences_are_found_in_templates():
    said = {sentence for _, sentence in translations.said_in_template(Path("x.html"), TEMPLATE)}
    assert said == {
        Sentence("", "A page"),
        Sentence("month", "May"),
        Sentence("", "An expression"),
        Sentence("", "One of %(place)s"),
    }


def test_a_sentence_without_swahili_is_reported_once():
    said = [("a.py:1", Sentence("", "A")), ("b.py:1", Sentence("", "A")), ("c.py:1", Sentence("", "B"))]
    assert list(translations.missing(said, {Sentence("", "B")})) == [
        "a.py:1: “A” has no Swahili in any catalogue."
    ]


@pytest.mark.parametrize(
    ("entry", "faults"),
    [
        (polib.POEntry(msgid="%(n)s plans", msgstr="Mipango %(n)s"), 0),
        (polib.POEntry(msgid="%(n)s plans", msgstr="Mipango %(m)s"), 1),
        (polib.POEntry(msgid="Plans", msgstr=" "), 1),
        (polib.POEntry(msgid="Plans", msgstr="Mipango", flags=["fuzzy"]), 1),
        (polib.POEntry(msgid="<b>Plans</b>", msgstr="Mipango"), 1),
        (polib.POEntry(msgid="Plans\n", msgstr="Mipango"), 1),
        (polib.POEntry(msgid="One", msgid_plural="%(n)d", msgstr_plural={0: "Moja", 1: "%(n)d"}), 0),
        (polib.POEntry(msgid="One", msgid_plural="%(n)d", msgstr_plural={0: "Moja"}), 1),
    ],
)
def test_an_entry_of_a_catalogue_is_whole(entry, faults):
    assert len(list(translations.faults("x.po", entry))) == faults


@pytest.mark.parametrize(
    ("sheet", "faults"),
    [
        ("a:hover { color: var(--ink); } #add { margin: 0; }", 0),
        (".a { background: color-mix(in srgb, var(--ink), transparent) }", 0),
        ("/* white: #fff; */ .a { white-space: nowrap; border-color: currentColor; }", 0),
        (".a { color: #fff; }", 1),
        (".a { box-shadow: 0 0 2px rgb(0 0 0 / 20%) }", 1),
        (".a { --own: oklch(50% 0 0); background: white }", 2),
    ],
)
def test_a_raw_colour_is_found_in_a_style_sheet(sheet, faults):
    assert len(list(colours.raw([(Path("plans.css"), sheet)]))) == faults
    assert list(colours.raw([(Path("tokens.css"), sheet)])) == []


def test_a_raw_colour_is_found_in_a_template():
    good, bad = '<path fill="currentColor" style="--x: 3">', "<rect fill='#abc'><p style=\"color: red\">"
    assert len(list(colours.raw([(Path("a.html"), good), (Path("b.html"), bad)]))) == 2
