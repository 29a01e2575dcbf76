"""What is not taken, with a sentence that says what and how to mend it. Never a traceback."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.imports import opening
from tests.plans.imports.building import LEFT, across, parts_of, replaced, with_part, word, xlsx, zipped
from tests.plans.imports.understanding import understand

ROWS = [["Activity", "Responsible", "When"], ["Train women", "CICC", "Q1"]]
PLAN = xlsx(ROWS)
LETTER = word(ROWS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
BOMB = b"<a>" + b"0" * 30_000_000 + b"</a>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def without(data: bytes, name: str) -> bytes:
    return zipped({key: value for key, value in parts_of(data).items() if key != name})


def encrypted(data: bytes) -> bytes:
    """The flag in a zip that says a part is locked."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01\x00" + data[at + 2 :]


REFUSED = {
    "nothing": (b"", "The file is empty"),
    "only blanks": (b"  \n", "The file is empty"),
    "a PDF": (b"%PDF-1.7 ...", "This is a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n....", "This is a picture"),
    "an old Excel file": (OLE + "Workbook".encode("utf-16-le"), "an old Word or Excel"),
    "a file with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "a zip with a password": (encrypted(PLAN), "protected by a password"),
    "plain text": (b"Activity,Responsible\nTrain,CICC\n", "plain text (CSV)"),
    "a web page called xlsx": (b"<html><table><tr><td>Activity</td></tr></table></html>", "a web page"),
    "an old XML spreadsheet": (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>", "older kind of document"),
    "rich text": (rb"{\rtf1\ansi Activity}", "older kind of document"),
    "noise": (bytes(range(256)) * 4, "neither a Word nor an Excel file"),
    "a zip of pictures": (zipped({"a.png": b"x"}), "neither a Word nor an Excel file"),
    "a file of LibreOffice": (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), "LibreOffice"),
    "a binary workbook": (zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}), ".xlsb"),
    "a truncated workbook": (PLAN[: len(PLAN) // 2], "damaged"),
    "a truncated document": (LETTER[:-200], "damaged"),
    "a workbook without its sheets": (without(PLAN, "xl/worksheets/sheet1.xml"), "no table in this file"),
    "a workbook of broken XML": (with_part(PLAN, "xl/workbook.xml", b"<workbook><sheets>"), "damaged"),
    "a document of broken XML": (with_part(LETTER, "word/document.xml", b"<w:document"), "damaged"),
    "macros in a workbook": (with_part(PLAN, "xl/vbaProject.bin", b"x"), "carries macros"),
    "macros in a document": (with_part(LETTER, "word/vbaProject.bin", b"x"), "carries macros"),
    "macros of the old kind": (with_part(PLAN, "xl/macrosheets/sheet1.xml", b"<x/>"), "carries macros"),
    "entities": (with_part(PLAN, "xl/sharedStrings.xml", ENTITIES), "XML entities"),
    "entities in another encoding": (with_part(LETTER, "word/document.xml", ENTITIES.decode().encode("utf-16")), "XML entities"),
    "a zip bomb": (with_part(PLAN, "xl/worksheets/sheet1.xml", BOMB), "far more than a plan needs"),
    "thousands of parts": (zipped({f"xl/{n}.xml": b"" for n in range(3_100)}), "far more than a plan needs"),
    "no table": (word("# Our plan", "We will meet in June."), "no table in this file"),
    "an empty sheet": (xlsx([[]]), "no table in this file"),
    "no headings": (xlsx([["Our", "plan"], ["meet", "June"]]), "No table here has headings that we know"),
    "headings and no rows": (xlsx([["Activity", "Responsible", "When"]]), "no row below them names an action"),
    "headings and only totals": (xlsx([["Activity", "Responsible", "When"], across("Gender", 3), ["Total", LEFT, "5"]]), "no row below them names an action"),
    "JSON of another kind": (json.dumps({"a": 1}).encode(), "not a plan of ours"),
    "a list in JSON": (b"[1, 2]", "not a plan of ours"),
    "broken JSON": (b'{"format": ', "not well-formed JSON"),
    "strict Open XML": (replaced(PLAN, "xl/workbook.xml", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"), "Strict Open XML"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_is(data, why):
    told = understand(data)
    assert why in told.refusal
    assert told.refusal.rstrip().endswith((".", "}", ")")) or "JSON" in told.refusal
    assert (told.said["sections"], told.said["actions"], told.rows) == (0, 0, [])


def test_a_file_over_ten_megabytes_is_refused(monkeypatch):
    monkeypatch.setattr(opening, "LARGEST", 100)
    assert "larger than 10 MB" in understand(PLAN).refusal
    assert 10 * 1024 * 1024 == 10_485_760


def test_a_sheet_of_endless_cells_is_refused(monkeypatch):
    monkeypatch.setattr(opening, "CELLS", 5)
    assert "more rows or columns than any plan" in understand(PLAN).refusal


@given(st.binary(max_size=300))
def test_any_bytes_get_a_sentence(data):
    assert understand(data).refusal


@given(st.integers(0, len(PLAN) - 1), st.integers(1, 255))
def test_a_workbook_with_one_wrong_byte_is_read_or_refused(at, change):
    data = bytearray(PLAN)
    data[at] ^= change
    told = understand(bytes(data))
    assert told.ok or told.refusal


@given(st.integers(0, len(LETTER) - 1), st.integers(1, 255))
def test_a_document_with_one_wrong_byte_is_read_or_refused(at, change):
    data = bytearray(LETTER)
    data[at] ^= change
    told = understand(bytes(data))
    assert told.ok or told.refusal
