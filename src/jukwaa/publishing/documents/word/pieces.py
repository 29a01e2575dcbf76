"""What python-docx has no words for, in the XML of Word: languages, fields, bookmarks, repeated header rows."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from jukwaa.core.texts import Said

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")  # they would turn what follows them, too
LOCALES = {"en": "en-GB", "sw": "sw-KE"}

Owner = Paragraph | Run | Table | _Cell | _Row


def element(of: Owner) -> Any:
    return of._element  # noqa: SLF001 (python-docx gives no public way to what it does not know)


def clean(text: str) -> str:
    """As XML takes it, whole lines."""
    return DIRECTIONS.sub("", NOT_IN_XML.sub("", BREAKS.sub("\n", text)))


def made(tag: str, **attributes: str) -> Any:
    new = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        new.set(qn(f"w:{name}"), value)
    return new


# --- runs --------------------------------------------------------------------------------------------------------


def dress(of: Paragraph | Run, style: str) -> None:
    """By the style's id, its name without spaces: python-docx looks each name up anew, which took two thirds of the time."""
    element(of).style = style.replace(" ", "")


def add_text(paragraph: Paragraph, text: str, style: str = "") -> Run:
    run = paragraph.add_run(clean(text))
    if style:
        dress(run, style)
    return run


def add_said(paragraph: Paragraph, said: Said, mark: str) -> None:
    """A text, tagged with its language and marked where the reader's own has none yet."""
    run = add_text(paragraph, said.text)
    if not said.translated:
        speak(run, said.language)
        add_text(paragraph, f" ({mark})", "Aside")


def speak(run: Run, language: str) -> None:
    element(run).get_or_add_rPr().append(made("lang", val=LOCALES.get(language, language)))


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """PAGE, NUMPAGES: what Word and LibreOffice fill in; `shown` until they do."""
    field = made("fldSimple", instr=f" {code} ")
    element(paragraph).append(field)
    run = add_text(paragraph, shown)
    field.append(element(run))


def open_field(paragraph: Paragraph, code: str) -> None:
    """The beginning of a field whose result goes over several paragraphs."""
    _field_mark(paragraph, "begin")
    instruction = made("instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    element(paragraph.add_run()).append(instruction)
    _field_mark(paragraph, "separate")


def close_field(paragraph: Paragraph) -> None:
    _field_mark(paragraph, "end")


def _field_mark(paragraph: Paragraph, kind: str) -> None:
    element(paragraph.add_run()).append(made("fldChar", fldCharType=kind))


# --- links inside ---------------------------------------------------------------------------------------------------


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    start = made("bookmarkStart", id=str(number), name=name)
    properties = element(paragraph).pPr
    if properties is None:
        element(paragraph).insert(0, start)
    else:
        properties.addnext(start)
    element(paragraph).append(made("bookmarkEnd", id=str(number)))


def link_inside(paragraph: Paragraph, name: str, text: str) -> None:
    link = made("hyperlink", anchor=name, history="1")
    element(paragraph).append(link)
    link.append(element(add_text(paragraph, text)))


# --- tables -----------------------------------------------------------------------------------------------------------


def repeat_on_every_page(row: _Row) -> None:
    element(row).get_or_add_trPr().append(made("tblHeader"))


def keep_whole(row: _Row) -> None:
    element(row).get_or_add_trPr().append(made("cantSplit"))


def shade(cell: _Cell, colour: str) -> None:
    element(cell).get_or_add_tcPr().append(made("shd", val="clear", color="auto", fill=colour.lstrip("#")))


def draw_lines(table: Table, line: str, strong: str) -> None:
    """Lines between the rows and under the table, none between columns."""
    borders = made("tblBorders")
    for side, colour, size in (("top", strong, "8"), ("bottom", line, "4"), ("insideH", line, "4")):
        borders.append(made(side, val="single", sz=size, space="0", color=colour.lstrip("#")))
    margins = made("tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margins.append(made(side, w="60", type="dxa"))
    layout = element(table).tblPr.find(qn("w:tblLayout"))  # Word insists on the order
    layout.addprevious(borders)
    layout.addnext(margins)


def describe(table: Table, caption: str) -> None:
    """What a screen reader says before it goes in."""
    element(table).tblPr.append(made("tblCaption", val=clean(caption)))


def decorative(run: Run) -> None:
    """A picture that says nothing: readers pass it by."""
    for inline in element(run).iter(qn("wp:inline")):
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
    for properties in element(run).iter(qn("wp:docPr")):
        properties.set("descr", "")
        properties.set("title", "")
        properties.set("name", "kanga")
