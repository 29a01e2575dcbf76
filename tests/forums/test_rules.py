from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import URLResolver, get_resolver
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.forums.models import Organisation
from jukwaa.forums.rules import CIVIL_KINDS, STATE_KINDS, is_listed, is_state, slug_problem


@given(st.sampled_from([None, True, False]), st.booleans())
def test_a_body_is_named_in_public_by_its_own_yes_or_because_it_is_a_public_office(state, agreed):
    assert is_listed(state, agreed) == (state is True or agreed)


@given(st.sampled_from(Organisation.Kind.values), st.sampled_from([None, True, False]))
def test_what_kind_a_body_is_decides_whether_it_is_a_public_office_where_it_can(kind, said):
    if kind in STATE_KINDS:
        assert is_state(kind, said) is True
    elif kind in CIVIL_KINDS:
        assert is_state(kind, said) is False
    else:
        assert is_state(kind, said) is said


def test_the_kinds_are_kinds():
    assert set(Organisation.Kind.values) > STATE_KINDS | CIVIL_KINDS
    assert not STATE_KINDS & CIVIL_KINDS


@pytest.mark.parametrize("slug", ["mombasa", "tana-river", "kwale2", "a", "x" * 60])
def test_names_that_can_stand_in_the_address(slug):
    assert slug_problem(slug, ["en", "sw"]) == ""


@given(st.text(max_size=70))
def test_whatever_can_stand_there_needs_no_quoting(slug):
    if not slug_problem(slug):
        assert slug.isascii()
        assert slug.replace("-", "").isalnum()


def first_words(patterns):
    """What addresses begin with, where that is a word and no forum."""
    for pattern in patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver) and route in ("", "sw/"):
            yield from first_words(pattern.url_patterns)
        elif route and not route.startswith("<"):
            yield route.split("/", 1)[0]


def test_no_forum_can_be_called_like_a_page_that_stands_beside_it():
    words = set(first_words(get_resolver().url_patterns))
    assert {"desk", "sign-in", "healthz"} <= words
    assert {
        word for word in words if not slug_problem(word, [code for code, _name in settings.LANGUAGES])
    } == set()
