from __future__ import annotations

from django.utils.translation import override

from jukwaa.core.texts import marked, say


def test_a_text_is_said_in_the_readers_language():
    with override("sw"):
        assert marked({"en": "peace", "sw": "amani"}) == "amani"


def test_what_is_not_translated_says_so_and_names_its_language():
    with override("sw"):
        told = marked({"en": "peace"})
    assert '<span lang="en">peace</span>' in told
    assert "bado haijatafsiriwa" in told


def test_text_from_people_is_never_markup():
    assert marked({"en": "<b>&"}) == "&lt;b&gt;&amp;"
    with override("sw"):
        assert "<b>" not in marked({"en": "<b>"})


def test_nothing_is_nothing():
    assert marked({}) == marked(None) == ""
    assert say({"en": "", "sw": "amani"}, "en").translated is False
