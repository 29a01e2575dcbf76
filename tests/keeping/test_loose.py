"""What an act that was cut off leaves beside the database does not stay there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from jukwaa.plans.models import Attachment
from jukwaa.site.actions.tidying import tidy
from tests.factories import PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid(mombasa):
    return Attachment.objects.create(
        plan=PlanFactory(forum=mombasa), name="Page", file=ContentFile(b"%PDF-1.4", name="page.pdf"), kind="application/pdf",
        size=8, digest="ab" * 32, visibility="forum", day=date(2022, 6, 1),
    )  # fmt: skip


def test_a_file_that_no_row_names_goes_after_a_day_and_no_other(laid):
    half = default_storage.save("papers/half.pdf", ContentFile(b"%PD"))
    elsewhere = default_storage.save("by-hand/notes.txt", ContentFile(b"not ours"))
    tidy(timezone.now())
    assert default_storage.exists(half)  # the act that writes it may still be under way
    tidy(timezone.now() + timedelta(days=1, minutes=1))
    assert not default_storage.exists(half)
    assert default_storage.exists(laid.file.name)
    assert default_storage.exists(elsewhere)
