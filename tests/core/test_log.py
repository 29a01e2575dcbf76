from __future__ import annotations

import pytest
from django.db import transaction

from jukwaa.core.log import record
from jukwaa.core.models import Entry


def test_the_log_only_grows(db):
    entry = record("plan.drafted", "plan:mombasa/2022-23", by=None, forum=1)
    for change in (entry.save, entry.delete, Entry.objects.all().delete, Entry.objects.update):
        with pytest.raises(TypeError, match="append-only"):
            change()


@pytest.mark.django_db(transaction=True)
def test_an_act_is_recorded_in_its_own_transaction():
    with pytest.raises(RuntimeError, match="outside transaction"):
        record("plan.drafted", "plan:x", by=None, forum=None)
    with transaction.atomic():
        record("plan.drafted", "plan:x", by=None, forum=None)
    assert Entry.objects.count() == 1
