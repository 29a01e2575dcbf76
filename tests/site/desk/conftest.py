from __future__ import annotations

import html
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jukwaa.plans.models import Intake
from tests.factories import OrganisationFactory

HEADINGS = ("Pillar", "No.", "Activity", "Responsible", "Where", "When", "Budget", "Indicator", "Target")
ROWS = (
    ("Gender", "1.1", "Hold ward dialogues", "Women's Netwrok (sample) & Gender Office", "Likoni", "Q1", "480,000/=",
     "Dialogues held", "12"),
    ("", "1.2", "Train mediators", "Gender Office", "Nyali", "Q2", "nil", "", ""),
    ("Economic", "2.1", "Market days", "Traders' Chamber (sample)", "Atlantis", "Q3", "lots", "", ""),
)  # fmt: skip
PERIOD = {"starts": "2024-07-01", "ends": "2025-06-30"}


def matrix(*rows, headings=HEADINGS, name="matrix.xlsx") -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in (headings, *(rows or ROWS)):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())


def words(response) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


def form_of(answer) -> dict[str, str]:
    """All that a page's form would send as it stands."""
    form, measures = answer.context["form"], answer.context["measures"]
    said = {}
    for field in [*form, *measures.management_form, *(each for one in measures for each in one)]:
        value = field.value()
        if value not in (None, ""):
            said[field.html_name] = value
    return said


@pytest.fixture
def office(mombasa):
    return OrganisationFactory(forum=mombasa, name="Gender Office", state=True, listed=True)


@pytest.fixture
def network(mombasa):
    return OrganisationFactory(forum=mombasa, name="Women's Network (sample)", state=False, listed=True)


@pytest.fixture
def keeper(secretary):
    """The secretary's browser, which sends the token of its forms or is refused."""
    browser = Client()
    browser.force_login(secretary)
    return browser


@pytest.fixture
def brought(keeper, office, network):
    """A file that was read and waits; its page."""

    def read(*rows, edition="2024-25", **said) -> Intake:
        answer = keeper.post(
            "/desk/mombasa/import/", {"file": matrix(*rows), "edition": edition, **PERIOD, **said}
        )
        assert answer.status_code == 302, words(answer)
        return Intake.objects.get(pk=answer["Location"].strip("/").split("/")[-1])

    return read
