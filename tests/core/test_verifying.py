"""Whoever changes the record in the database, past its triggers, is found out."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from jukwaa.core import guards, keys, verifying
from jukwaa.core.chain import START, End, after, hash_of
from jukwaa.core.log import checkpoint_of, forget, record
from jukwaa.core.models import Chain, Checkpoint, Entry, Hand
from jukwaa.core.verifying import Finding


@pytest.fixture(autouse=True)
def folder(tmp_path):
    with override_settings(KEYS=str(tmp_path / "keys")):
        yield tmp_path / "keys"


def act(forum, n=1, day=None, verb="plan.withheld"):
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        if day:
            patch.setattr("jukwaa.core.log.localdate", lambda: timezone.datetime.fromisoformat(day).date())
        for _ in range(n):
            record(verb, "plan:mombasa/2022-23", by=None, forum=forum and forum.pk)


@pytest.fixture
def recorded(mombasa):
    """Three days of Mombasa's work, and something of the whole server."""
    act(mombasa, 3, "2026-11-23")
    act(mombasa, 4, "2026-11-24", "plan.import_undone")
    act(mombasa, 3, "2026-11-25")
    act(None, 2)
    return mombasa


def verified(*words) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_log", *words, stdout=out)
    except SystemExit as stopped:
        return stopped.code, out.getvalue()
    return 0, out.getvalue()


def change(statement, *values, table="core_entry"):
    with guards.lifted(table), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0


def entry(number) -> Entry:
    return Entry.objects.exclude(forum=None).get(number=number)


def test_a_record_as_it_was_written_holds(recorded):
    code, said = verified()
    assert code == 0, said
    assert "mombasa: all 10 entries hold, and so does its key, with 3 signed checkpoints." in said
    assert "the whole server: all 2 entries hold" in said
    assert "The database refuses any change to" in said
    assert said.endswith("The record holds.\n")


def test_one_forum_alone(recorded, kwale):
    act(kwale)
    code, said = verified("--forum", "mombasa")
    assert code == 0
    assert "kwale" not in said
    with pytest.raises(CommandError, match="no record of “lamu”") as wrong:
        verified("--forum", "lamu")
    assert wrong.value.returncode == 2


COLUMNS = {
    "verb": "'plan.published'", "target": "'plan:other'", "seat": "99", "organisation": "'b-forged'",
    "day": "'2020-01-01'", "facts": "'{\"intake\": 7}'", "previous": f"'{START}'", "hash": f"'{START}'",
    "salt": "'forged'",
    "public": "public + 1000", "id": "id + 100000", "number": "number + 100000", "forum": "forum + 1000",
}  # fmt: skip


def test_every_column_is_tried():
    assert set(COLUMNS) == {field.column for field in Entry._meta.concrete_fields}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("number", [2, pytest.param(9, marks=pytest.mark.drill), 10])
def test_a_changed_value_is_found(recorded, column, number):
    pk = entry(number).pk
    if column == "id":
        Hand.objects.filter(entry=pk).delete()
    change(f"UPDATE core_entry SET {column} = {COLUMNS[column]} WHERE id = %s", pk)  # noqa: S608
    code, said = verified()
    assert code == 1, said
    assert said.count("NO") >= 1
    assert guards.fallen() == []


@pytest.mark.parametrize("number", [1, 5, 10])
def test_a_removed_entry_is_found(recorded, number):
    Hand.objects.all().delete()
    change("DELETE FROM core_entry WHERE id = %s", entry(number).pk)
    assert verified()[0] == 1


def test_entries_that_changed_places_are_found(recorded):
    one, two = entry(4).pk, entry(5).pk
    for pk, number in ((one, 1000), (two, 4), (one, 5)):
        change("UPDATE core_entry SET number = %s WHERE id = %s", number, pk)
    code, said = verified()
    assert code == 1
    assert "entry 5 was moved" in said


def test_an_entry_put_in_is_found_even_by_the_rules(recorded):
    chain = Chain.objects.get(name="mombasa")
    forged = Entry(
        forum=recorded.pk, number=11, verb="plan.withheld", target="x", day="2026-11-25", previous=chain.hash
    )
    forged.hash = hash_of(forged.row, chain.entry)
    forged.save()
    code, said = verified()
    assert code == 1
    assert "it ends with entry 11, and should end with entry 10" in said


def anew(forum):
    """The whole chain with one word changed, every hash and its end made to fit: all that a thief without the key can do."""
    end = End()
    with guards.lifted("core_entry"), connection.cursor() as cursor:
        for each in Entry.objects.chain(forum.pk):
            each.previous = end.hash
            each.target = "plan:forged" if each.number == 2 else each.target
            each.hash = hash_of(each.row, end.id)
            cursor.execute(
                "UPDATE core_entry SET previous = %s, target = %s, hash = %s WHERE id = %s",
                [each.previous, each.target, each.hash, each.pk],
            )
            end = after(end, each.row)
    Chain.objects.filter(pk=forum.pk).update(hash=end.hash)


def test_a_chain_made_anew_without_the_key_is_found_by_its_checkpoints(recorded):
    anew(recorded)
    code, said = verified()
    assert code == 1
    assert "mombasa: entry 4 is not what it was when its checkpoint was signed." in said


def test_also_where_the_checkpoints_were_made_to_fit(recorded):
    anew(recorded)
    for each in Entry.objects.chain(recorded.pk):
        with guards.lifted("core_checkpoint"), connection.cursor() as cursor:
            cursor.execute("UPDATE core_checkpoint SET hash = %s WHERE chain = %s AND number = %s", [each.hash, recorded.pk, each.number])  # fmt: skip
    assert "was not signed with the key of this record" in verified()[1]


def test_also_where_they_were_taken_away(recorded):
    anew(recorded)
    change("DELETE FROM core_checkpoint WHERE number > 1", table="core_checkpoint")
    assert "the checkpoint signed with it was taken away" in verified()[1]
    change("DELETE FROM core_checkpoint", table="core_checkpoint")
    assert "there is no signed checkpoint at all" in verified()[1]


def test_also_where_a_key_of_ones_own_was_put_in(recorded):
    forged = keys.Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    change(
        "UPDATE core_publickey SET public = %s WHERE chain = %s", forged, recorded.pk, table="core_publickey"
    )
    assert "another key" in verified()[1]


def test_a_chain_whose_end_was_taken_away_is_found(recorded):
    Chain.objects.filter(pk=recorded.pk).delete()
    assert "mombasa: there are entries, but where its record ends was taken away" in verified()[1]


def test_triggers_that_do_not_stand_are_found(recorded):
    guards.fall("core_entry")
    code, said = verified()
    assert code == 1
    assert "Nothing keeps these tables from being changed: core_entry." in said


def test_a_key_that_is_gone_is_told(recorded, folder):
    (folder / "mombasa.pem").unlink()
    code, said = verified()
    assert code == 1
    assert "The key of this forum's record is missing" in said


def test_whose_hand_it_was_is_erased_and_the_record_holds(recorded, secretary):
    with transaction.atomic():
        told = record("plan.withheld", "plan:x", by=secretary, forum=recorded.pk)
    assert told.actor == secretary.pk
    assert forget(secretary.pk) == 1
    assert Entry.objects.get(pk=told.pk).actor is None
    assert verified()[0] == 0


def test_many_faults_are_not_told_one_by_one(mombasa):
    act(mombasa, 30)
    change("UPDATE core_entry SET target = 'x'")
    assert "and 10 more faults like these" in verified()[1]


# --- a checkpoint that somebody kept --------------------------------------------------------------------------


def test_todays_record_goes_on_from_a_checkpoint_printed_before(recorded):
    line = checkpoint_of(recorded.pk)
    assert line.startswith("mombasa 8 2026-11-25 ")
    act(recorded, 5, "2026-11-26")
    code, said = verified("--checkpoint", *line.lower().split())  # without quotation marks
    assert (code, said) == verified("--checkpoint", line)
    assert code == 0, said
    assert "entry 8 is what it was on 25 November 2026, and the record goes on from it to entry 15" in said


def test_a_record_made_anew_does_not_even_with_the_key(recorded):
    line = checkpoint_of(recorded.pk)
    anew(recorded)
    code, said = verified("--checkpoint", line)
    assert code == 1
    assert "entry 8 is no longer what it was on 25 November 2026" in said


def test_a_record_that_was_cut_short_does_not(recorded):
    line = checkpoint_of(recorded.pk)
    Hand.objects.all().delete()
    change("DELETE FROM core_entry WHERE number > 5")
    said = verified("--checkpoint", line)[1]
    assert "there was an entry 8 on 25 November 2026" in said


def test_a_checkpoint_of_nobody_is_told_to_be_none(recorded, kwale):
    line = checkpoint_of(recorded.pk)
    act(kwale)
    code, said = verified("--checkpoint", line.replace("mombasa", "kwale"))
    assert code == 1
    assert "was not signed with the key of kwale" in said
    assert "no record of “lamu”" in verified("--checkpoint", line.replace("mombasa", "lamu"))[1]
    assert verified("--checkpoint", line.replace(" 8 ", " 9 "))[0] == 1


def test_a_slip_of_the_hand_is_wrong_use_and_told_where(recorded):
    words = checkpoint_of(recorded.pk).split()
    words[5] = words[5][:-1] + ("0" if words[5][-1] != "0" else "1")
    with pytest.raises(CommandError, match="look at group 3 after the day") as wrong:
        verified("--checkpoint", " ".join(words))
    assert wrong.value.returncode == 2
    with pytest.raises(CommandError, match="18 groups of nine"):
        verified("--checkpoint", "")


# --- what floors above add ------------------------------------------------------------------------------------


def test_a_floor_above_adds_what_it_knows(recorded, monkeypatch):
    monkeypatch.setattr(verifying, "_checks", [])
    asked = []
    verifying.also(lambda name: asked.append(name) or [Finding(False, "Version 1 was changed.")])
    code, said = verified("--forum", "mombasa")
    assert (code, asked) == (1, ["mombasa"])
    assert "NO  Version 1 was changed." in said


def test_the_words_are_swahili_where_they_are_asked_for(recorded):
    assert "Kumbukumbu iko sawa." in verified("--language", "sw")[1]


def test_a_long_record_is_read_with_few_queries(mombasa, django_assert_max_num_queries):
    act(mombasa, 60)
    with django_assert_max_num_queries(16):
        assert verified("--forum", "mombasa")[0] == 0


def test_checkpoints_are_kept_at_each_days_first_entry_and_at_what_is_sealed(mombasa):
    act(mombasa, 2, "2026-11-23")
    act(mombasa, 2, "2026-11-24")
    act(mombasa, 1, "2026-11-24", "plan.published")
    act(mombasa, 1, "2026-11-24")
    assert list(Checkpoint.objects.values_list("number", flat=True)) == [1, 3, 5]


# --- a key that is lost for good ------------------------------------------------------------------------------


def test_another_key_takes_the_place_of_a_lost_one_and_what_the_old_one_signed_holds(recorded, folder):
    before, old = checkpoint_of(recorded.pk), keys.sign(recorded, b"statement")
    (folder / "mombasa.pem").unlink()
    call_command("renew_key", forum="mombasa", stdout=StringIO())
    told = Entry.objects.chain(recorded.pk).last()
    assert (told.verb, [told.facts["before"], told.facts["after"]]) == (
        "key.renewed",
        keys.public_keys(recorded.pk),
    )
    code, said = verified("--checkpoint", before)
    assert code == 0, said
    assert keys.verify(recorded, b"statement", old)
    assert checkpoint_of(recorded.pk).startswith("mombasa 11 ")


def test_a_key_that_is_there_is_replaced_only_if_it_was_stolen(recorded, folder):
    with pytest.raises(CommandError, match="--stolen"):
        call_command("renew_key", forum="mombasa", stdout=StringIO())
    with pytest.raises(CommandError, match="Nothing was ever signed"):
        call_command("renew_key", forum="lamu", stdout=StringIO())
    call_command("renew_key", forum="mombasa", stolen=True, stdout=StringIO())
    assert len(list(folder.glob("mombasa.*.old"))) == 1
    assert verified()[0] == 0
