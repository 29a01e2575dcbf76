from __future__ import annotations

from datetime import date
from pathlib import Path

from jukwaa.publishing.documents import notice, typesetting
from jukwaa.publishing.documents.colours import colours
from jukwaa.publishing.documents.rows import Teller
from tests.publishing.documents.plans import facts, plan


def test_a_letter_that_got_through_costs_the_claim_and_not_the_document(caplog):
    data = notice._data(Teller(plan(), facts(), "en"))
    data["sentence"] = "የሰላም"
    pdf = typesetting.typeset("notice.typ", data, date(2023, 2, 28))
    assert pdf.startswith(b"%PDF")
    assert b"pdfuaid" not in pdf
    assert "could not be made as ['ua-1', 'a-2a']" in caplog.text


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    """Nor fetched: a home without any cache does."""
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    typesetting.typeset("notice.typ", notice._data(Teller(plan(), facts(), "en")), date(2023, 2, 28))
    assert list(tmp_path.iterdir()) == []


def test_the_look_has_its_colours_from_one_place():
    named = colours()
    assert named["sea"] == "#0b3a53"
    assert named["card"] == "#ffffff"
    assert named["spark"] not in [value for name, value in named.items() if name != "spark"]
    templates = [path.read_text() for path in Path(typesetting.TEMPLATES).glob("*.typ")]
    assert len(templates) >= 7
    assert not any('rgb("' in text for text in templates)
