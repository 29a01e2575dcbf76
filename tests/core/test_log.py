from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from jukwaa.core import tenants
from jukwaa.core.log import record
from jukwaa.core.models import Chain, Entry, Hand
from tests.factories import OrganisationFactory, SeatFactory


@pytest.fixture
def entry(db):
    return record("plan.drafted", "plan:mombasa/2022-23", by=None, forum=1)


def test_the_log_only_grows(entry):
    for change in (entry.save, entry.delete, Entry.objects.all().delete, Entry.objects.update):
        with pytest.raises(TypeError, match="append-only"):
            change()


@pytest.mark.parametrize(
    "statement", ["UPDATE core_entry SET verb = 'x'", "DELETE FROM core_entry", "DELETE FROM core_checkpoint"]
)
def test_the_database_says_so_too(entry, statement):
    Hand.objects.all().delete()
    with (
        pytest.raises(IntegrityError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_an_act_is_recorded_in_its_own_transaction():
    with pytest.raises(RuntimeError, match="outside transaction"):
        record("plan.drafted", "plan:x", by=None, forum=None)
    with transaction.atomic():
        record("plan.drafted", "plan:x", by=None, forum=None)
    assert Entry.objects.count() == 1


def test_an_act_that_fails_leaves_no_entry_and_the_chain_as_it_was(entry):
    before = list(Chain.objects.values_list())
    with transaction.atomic():
        record("plan.published", "plan:x", by=None, forum=1)
        transaction.set_rollback(True)
    assert list(Chain.objects.values_list()) == before
    assert record("plan.published", "plan:x", by=None, forum=1).number == 2


def test_each_entry_has_a_salt_of_its_own(db):
    salts = {record("plan.drafted", "x", by=None, forum=1).salt for _ in range(3)}
    assert len(salts) == 3
    assert {len(salt) for salt in salts} == {32}


def test_each_forum_counts_for_itself_and_the_public_record_too(db):
    said = [
        ("plan.drafted", 1),
        ("plan.published", 1),
        ("plan.published", 2),
        ("plan.published", 1),
        ("user.welcomed", None),
    ]
    made = [record(verb, "x", by=None, forum=forum) for verb, forum in said]
    assert [(each.number, each.public) for each in made] == [(1, None), (2, 1), (1, 1), (3, 2), (1, None)]


def test_whose_hand_it_was_stands_beside_the_entry(mombasa, secretary):
    told = record("plan.published", "plan:x", by=secretary, forum=mombasa.pk)
    assert (told.hand.user, told.actor) == (secretary.pk, secretary.pk)
    columns = {field.name for field in Entry._meta.concrete_fields}
    assert not columns & {"actor", "user", "at", "by"}


def test_the_seat_and_its_body_are_found_keepers_first(mombasa, kwale):
    body = OrganisationFactory(forum=mombasa)
    user = SeatFactory(forum=mombasa, role="focal_person", organisation=body).holder
    told = record("plan.published", "plan:x", by=user, forum=mombasa.pk)
    assert (told.seat, told.organisation) == (user.seats.get().pk, body.pid)
    keeper = SeatFactory(forum=mombasa, holder=user)
    told = record("plan.published", "plan:x", by=user, forum=mombasa.pk)
    assert (told.seat, told.organisation) == (keeper.pk, "")
    told = record("plan.published", "plan:x", by=user, forum=kwale.pk)
    assert (told.seat, told.organisation) == (None, "")


def test_a_seat_that_is_given_stands(mombasa, secretary):
    told = record("plan.published", "plan:x", by=secretary, forum=mombasa.pk, seat=77, organisation="b-x")
    assert (told.seat, told.organisation) == (77, "b-x")


def test_without_a_resolver_no_seat_is_named(mombasa, secretary, monkeypatch):
    monkeypatch.setattr(tenants, "_seats", [])
    monkeypatch.setattr(tenants, "_names", [])
    told = record("plan.published", "plan:x", by=secretary, forum=mombasa.pk)
    assert told.seat is None
    assert Chain.objects.get(pk=mombasa.pk).name == f"forum-{mombasa.pk}"


def test_an_entry_costs_few_queries(mombasa, secretary, django_assert_max_num_queries):
    record("plan.published", "plan:x", by=secretary, forum=mombasa.pk)
    with django_assert_max_num_queries(5):
        record("plan.import_undone", "plan:x", by=secretary, forum=mombasa.pk, intake=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite"
    and "memory" in str(connection.settings_dict["TEST"].get("NAME") or "memory"),
    reason="a database in memory has one writer",
)
def test_writers_of_one_chain_wait_for_each_other():
    def write():
        for _ in range(5):
            with transaction.atomic():
                record("plan.published", "plan:x", by=None, forum=1)
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert list(Entry.objects.chain(1).values_list("number", flat=True)) == list(range(1, 21))
