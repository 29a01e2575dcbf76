"""Each way in which a package may have been tampered with is found and named."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jukwaa.plans.rules.promise import canonical, names
from jukwaa.plans.rules.verification import verify
from jukwaa.publishing.packs import write_package
from tests.plans.documents import Sizes, plans
from tests.plans.exchange.salting import salts_for
from tests.plans.exchange.small import PLAN

SMALL = Sizes(levels=1, sections=2, actions=2, indicators=1, paragraphs=1)


def package(doc, listed=None):
    return write_package(doc, salts_for(doc), names(doc) if listed is None else listed)


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items() if isinstance(files, dict) else files:
            made.writestr(name, data)
    return out.getvalue()


def relisted(files):
    """With a manifest that fits, as a careful forger would write it."""
    items = sorted(name for name in files if name.startswith("items/"))
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in items]
    return {**files, "manifest.sha256": "".join(lines).encode(), "README.txt": b""}


def faults(data):
    report = verify(data)
    assert not report.ok
    return {(f.code, f.params.get("file", "")) for f in report.findings if not f.ok}


@pytest.fixture
def files():
    return unpacked(package(PLAN))


ACTION, BODY = "items/a-aaaaaaaaaa.json", "bodies/b-bbbbbbbbbb.json"


@given(plans())
def test_every_package_holds_with_all_bodies_named_or_none(doc):
    assert verify(package(doc)).ok
    assert verify(package(doc, listed=[])).ok


@given(plans(), st.data())
def test_a_package_holds_whichever_bodies_are_withheld_and_says_how_many(doc, data):
    listed = data.draw(st.sets(st.sampled_from(sorted(names(doc))))) if names(doc) else set()
    report = verify(package(doc, listed))
    told = next(f for f in report.findings if f.code == "bodies.named")
    assert report.ok
    assert told.params == {"n": str(len(listed)), "withheld": str(len(names(doc)) - len(listed))}


@given(plans(sizes=SMALL), st.data())
def test_one_changed_byte_of_any_item_is_found_and_named(doc, data):
    files = unpacked(package(doc))
    name = data.draw(st.sampled_from(sorted(n for n in files if n.startswith("items/"))))
    at = data.draw(st.integers(0, len(files[name]) - 1))
    other = data.draw(st.integers(1, 255))
    changed = bytearray(files[name])
    changed[at] ^= other
    assert ("item.changed", name) in faults(packed({**files, name: bytes(changed)}))


@given(plans(sizes=SMALL), st.data())
def test_one_changed_byte_anywhere_in_the_archive_is_never_taken_for_the_same_plan(doc, data):
    whole = package(doc)
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[at] ^= data.draw(st.integers(1, 255))
    report = verify(bytes(changed))  # never raises
    if report.ok:
        assert {n: d for n, d in unpacked(bytes(changed)).items() if n != "README.txt"}.items() <= unpacked(
            whole
        ).items()


@given(plans(sizes=SMALL), st.integers(0, 10_000))
def test_a_package_that_was_cut_off_does_not_hold(doc, at):
    whole = package(doc)
    assume(at < len(whole))
    assert not verify(whole[:at]).ok


@given(st.binary(max_size=400))
def test_anything_else_is_answered_not_raised(data):
    assert not verify(data).ok
    assert not verify(b"PK\x03\x04" + data).ok


def test_an_item_that_was_changed(files):
    files[ACTION] = files[ACTION].replace(b"Hold forums", b"Hold dinners")
    assert faults(packed(files)) == {("item.changed", ACTION)}


def test_an_item_that_was_taken_out(files):
    del files[ACTION]
    assert ("item.missing", ACTION) in faults(packed(files))


def test_an_item_that_was_taken_out_of_the_manifest_too_is_missed_by_what_lies_in_it(files):
    del files[ACTION]
    assert ("item.lost", "i-aaaaaaaaaa") in faults(packed(relisted(files)))


def test_an_item_that_was_added(files):
    extra = canonical({"id": "a-cccccccccc", "kind": "action", "salt": "0" * 32, "in": "s-aaaaaaaaaa"})
    assert faults(packed({**files, "items/a-cccccccccc.json": extra})) == {
        ("item.extra", "items/a-cccccccccc.json")
    }


def test_two_items_that_were_swapped(files):
    other = "items/i-aaaaaaaaaa.json"
    swapped = {**files, ACTION: files[other], other: files[ACTION]}
    assert {("item.changed", ACTION), ("item.changed", other)} <= faults(packed(swapped))
    assert {("item.strange", ACTION), ("item.strange", other)} <= faults(packed(relisted(swapped)))


def test_a_body_that_was_given_another_name(files):
    files[BODY] = files[BODY].replace(b"Amani", b"Other")
    assert faults(packed(files)) == {("body.changed", BODY)}


def test_a_body_that_nobody_listed(files):
    stranger = "bodies/b-zzzzzzzzzz.json"
    assert faults(packed({**files, stranger: files[BODY]})) == {("body.changed", stranger)}


def test_a_body_that_is_left_out_is_withheld(files):
    del files[BODY]
    assert verify(packed(files)).ok


def test_a_manifest_that_was_made_anew_gives_another_number_than_the_readme(files):
    files[ACTION] = files[ACTION].replace(b"Hold forums", b"Hold dinners")
    forged = {**relisted(files), "README.txt": files["README.txt"]}
    assert faults(packed(forged)) == {("readme.other", "")}


@pytest.mark.parametrize(
    "mend",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "".join(sorted(text.splitlines(keepends=True), reverse=True)),
        lambda text: text + text,
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("  items/", " *items/"),
        lambda text: text.replace("items/plan", "../plan"),
        lambda text: text + "\n",
        lambda text: text.upper(),
        lambda text: text + "# a comment\n",
    ],
    ids=["CRLF", "order", "doubled", "end", "binary", "outside", "empty line", "capitals", "comment"],
)
def test_a_manifest_that_is_not_as_sha256sum_writes_it(files, mend):
    files["manifest.sha256"] = mend(files["manifest.sha256"].decode()).encode()
    assert {code for code, _file in faults(packed(files))} == {"manifest.malformed"}


def test_a_package_without_its_manifest(files):
    del files["manifest.sha256"]
    assert faults(packed(files)) == {("manifest.missing", "")}


def test_an_item_that_says_the_same_in_another_form_is_not_canonical(files):
    files[ACTION] = json.dumps(json.loads(files[ACTION]), indent=1).encode()
    assert ("item.not_canonical", ACTION) in faults(packed(relisted(files)))


def test_a_key_that_stands_twice_is_not_canonical(files):
    files[ACTION] = files[ACTION].replace(b'{"areas"', b'{"areas":[],"areas"')
    assert ("item.not_canonical", ACTION) in faults(packed(relisted(files)))


def test_an_item_without_its_salt(files):
    item = json.loads(files[ACTION])
    files[ACTION] = canonical({**item, "salt": "short"})
    assert ("item.no_salt", ACTION) in faults(packed(relisted(files)))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "decree"},
        {"kind": []},
        {"in": {"id": "s-aaaaaaaaaa"}},
        {"in": None},
        {"offers": "everybody"},
        {"offers": [1, None, {"body": {}}]},
        {"id": ["a-aaaaaaaaaa"]},
    ],
    ids=str,
)
def test_an_item_of_another_shape_is_strange(files, change):
    files[ACTION] = canonical({**json.loads(files[ACTION]), **change})
    assert ("item.strange", ACTION) in faults(packed(relisted(files)))


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"a":' * 50_000])
def test_an_item_that_is_no_item_is_strange(files, data):
    files[ACTION] = data
    assert ("item.strange", ACTION) in faults(packed(relisted(files)))


def test_an_action_that_lies_in_a_paragraph_is_lost(files):
    files[ACTION] = canonical({**json.loads(files[ACTION]), "in": "plan"})
    assert ("item.lost", "a-aaaaaaaaaa") in faults(packed(relisted(files)))


def test_a_package_of_no_plan_or_of_two(files):
    without = {name: data for name, data in files.items() if name != "items/plan.json"}
    assert ("plan.not_one", "") in faults(packed(relisted(without)))
    second = canonical({**json.loads(files["items/plan.json"]), "id": "p-aaaaaaaaaa"})
    assert ("plan.not_one", "") in faults(packed(relisted({**files, "items/p-aaaaaaaaaa.json": second})))


@pytest.mark.parametrize(
    "name", ["../evil.sh", "/etc/passwd", "items/../../evil", "..\\evil.bat", "C:\\evil.bat"]
)
def test_a_file_that_would_leave_its_folder(files, name):
    assert {code for code, _file in faults(packed({**files, name: b"x"}))} == {"package.outside"}


def test_a_name_that_stands_twice(files):
    with pytest.warns(UserWarning, match="Duplicate name"):
        doubled = packed([*files.items(), (ACTION, b"{}")])
    assert faults(doubled) == {("package.doubled", ACTION)}


def test_a_bomb_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for n in range(3):
            made.writestr(f"items/{n}.json", b"0" * 40_000_000)
    assert faults(out.getvalue()) == {("package.too_large", "")}


def test_many_files_are_a_bomb_too():
    assert faults(packed({str(n): b"" for n in range(50_001)})) == {("package.too_large", "")}


def test_a_part_that_is_larger_than_it_says(files):
    data = bytearray(packed({**files, "items/x.json": b"0" * 1000}))
    size = (1000).to_bytes(4, "little")
    at = data.rindex(size, 0, data.rindex(b"items/x.json"))  # in the central directory
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert not verify(bytes(data)).ok


def test_an_encrypted_part(files):
    data = bytearray(packed(files))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark)
        data[place + at] |= 1
    assert faults(bytes(data)) == {("package.unreadable", "")}


@given(plans(sizes=SMALL))
def test_the_sample_line_is_the_first_thing_that_the_readme_of_a_sample_says(doc):
    first = unpacked(package(replace(doc, sample=True)))["README.txt"].decode().splitlines()[0]
    assert first == "Sample content, not the official plan. / Maudhui ya mfano, si mpango rasmi."
    assert "Sample" not in unpacked(package(replace(doc, sample=False)))["README.txt"].decode()
