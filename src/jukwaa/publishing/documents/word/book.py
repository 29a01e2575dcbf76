"""A Word file with the look of a plan: styles, header with the warnings, footer with page numbers, pages that lie and stand."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from jukwaa.core.texts import Said
from jukwaa.publishing.documents.colours import colours
from jukwaa.publishing.documents.content import Cover
from jukwaa.publishing.documents.frames import shortened
from jukwaa.publishing.documents.typesetting import picture
from jukwaa.publishing.documents.word import pieces
from jukwaa.publishing.documents.words import Words, words

FAMILY = "Calibri"  # on every office computer; LibreOffice has its equal in width
STANDING, LYING = (Mm(210), Mm(297)), (Mm(297), Mm(210))
MARGIN = {True: Mm(15), False: Mm(21)}
HEADINGS = {"Title": 30, "Heading 1": 20, "Heading 2": 14, "Heading 3": 12, "Heading 4": 11, "Heading 5": 11,
            "Heading 6": 10, "Heading 7": 10}  # fmt: skip


@dataclass(slots=True)
class Book:
    file: Document
    cover: Cover
    words: Words
    language: str
    lying: bool = False
    bookmarks: int = 0
    colours: dict[str, str] = field(default_factory=colours)

    @classmethod
    def opened(cls, cover: Cover, language: str, made_on: date) -> Book:
        book = cls(docx.Document(), cover, words(), language)
        book._say_what_it_is(made_on)
        book._dress()
        book.page(lying=False, first=True)
        return book

    # --- pages ---

    def page(self, *, lying: bool, first: bool = False) -> None:
        """Pages that stand (text) or lie (matrix), each with its own header and footer."""
        section = self.file.sections[0] if first else self.file.add_section(WD_SECTION.NEW_PAGE)
        self.lying = lying
        section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = LYING if lying else STANDING
        section.left_margin = section.right_margin = MARGIN[lying]
        section.top_margin, section.bottom_margin = Mm(26), Mm(20)
        section.header_distance, section.footer_distance = Mm(9), Mm(9)
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        self._head(section)
        self._foot(section)
        section.different_first_page_header_footer = first
        if first:  # the cover has its own border, but not fewer warnings
            self._warn(section.first_page_header.paragraphs[0])

    @property
    def width(self) -> int:
        """Of what may be written on, in the units of Word."""
        return int((LYING if self.lying else STANDING)[0] - 2 * MARGIN[self.lying])

    def _head(self, section: Section) -> None:
        line = section.header.paragraphs[0]
        if self._warn(line):
            line = section.header.add_paragraph()
        pieces.dress(line, "Header")
        pieces.add_text(line, shortened(self.cover.title.text, 90))
        self.border(section.header.add_paragraph(style="Header"), 2)

    def _warn(self, line: Paragraph) -> bool:
        """What is true of every page: that the content is invented, that nobody has signed."""
        warnings = "  ·  ".join(told for told in (self.cover.sample, self.cover.unsigned) if told)
        pieces.dress(line, "Header")
        pieces.add_text(line, warnings, "Warning")
        return bool(warnings)

    def _foot(self, section: Section) -> None:
        line = section.footer.paragraphs[0]
        pieces.dress(line, "Footer")
        line.paragraph_format.tab_stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT)
        forum, edition = shortened(self.cover.forum.text, 50), shortened(self.cover.edition, 20)
        pieces.add_text(
            line, f"{forum} · {self.words.edition} {edition} · {self.words.as_at} {self.cover.as_at}\t"
        )
        before, _n, rest = self.words.page.partition("{n}")
        between, _m, after = rest.partition("{m}")
        pieces.add_text(line, before)
        pieces.add_field(line, "PAGE", "1")
        pieces.add_text(line, between)
        pieces.add_field(line, "NUMPAGES", "1")
        pieces.add_text(line, after)

    def border(self, paragraph: Paragraph, height: int) -> None:
        """The kanga border over the whole width, so many millimetres high."""
        width = round(self.width / Mm(1))
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(picture("kanga.typ", (width, height))), width=Mm(width))
        pieces.decorative(run)

    # --- paragraphs ---

    def paragraph(self, style: str = "") -> Paragraph:
        paragraph = self.file.add_paragraph()
        if style:
            pieces.dress(paragraph, style)
        return paragraph

    def text(self, said: Said | str, style: str = "") -> Paragraph:
        paragraph = self.paragraph(style)
        if isinstance(said, str):
            pieces.add_text(paragraph, said)
        else:
            pieces.add_said(paragraph, said, self.words.untranslated)
        return paragraph

    def labelled(self, label: str, said: Said | str, style: str = "") -> Paragraph:
        """ "Outcome: …"."""
        paragraph = self.paragraph(style)
        pieces.add_text(paragraph, f"{label}: ", "Strong")
        if isinstance(said, str):
            pieces.add_text(paragraph, said)
        else:
            pieces.add_said(paragraph, said, self.words.untranslated)
        return paragraph

    def heading(self, said: Said | str, level: int, name: str = "", *, new_page: bool = False) -> Paragraph:
        paragraph = self.text(said, f"Heading {min(level, 7)}")
        if new_page:
            paragraph.paragraph_format.page_break_before = True
        if name:
            self.bookmarks += 1
            pieces.bookmark(paragraph, name, self.bookmarks)
        return paragraph

    # --- what it looks like ---

    def _say_what_it_is(self, made_on: date) -> None:
        about = self.file.core_properties
        about.title = pieces.clean(shortened(self.cover.title.text, 250))
        about.author = about.last_modified_by = pieces.clean(shortened(self.cover.forum.text, 250))
        about.language = pieces.LOCALES.get(self.language, self.language)
        about.subject = pieces.clean(f"{self.words.edition} {shortened(self.cover.edition, 100)}")
        about.comments = " · ".join(line for line in (self.cover.sample, self.cover.unsigned) if line)
        about.created = about.modified = datetime.combine(made_on, time(12), UTC)
        about.revision = 1

    def _dress(self) -> None:
        styles = self.file.styles
        language = pieces.made("lang", val=pieces.LOCALES.get(self.language, self.language))
        for old in list(styles.element.iter(qn("w:lang"))):
            old.getparent().replace(old, language)
        normal = self._style("Normal", 10.5)
        normal.paragraph_format.space_after = Pt(6)
        for name, size in HEADINGS.items():
            heading = self._style(name, size, bold=True, colour="sea-deep")
            heading.paragraph_format.keep_with_next = True
        styles["Heading 1"].paragraph_format.space_before = Pt(0)
        for name in ("Header", "Footer"):
            style = self._style(name, 8.5, colour="ink-soft")
            style.paragraph_format.space_after = Pt(2)
            style.paragraph_format.tab_stops.clear_all()  # Word's own are for another width
        self._new("Kicker", 12, colour="coral", bold=True)
        self._new("Lead", 14, colour="sea-deep")
        cell = self._new("Cell", 8)
        cell.paragraph_format.space_after, cell.paragraph_format.line_spacing = Pt(2), 1.0
        self._new("Column head", 8, colour="sea-deep", bold=True).paragraph_format.space_after = Pt(2)
        self._new("Alert", 12, colour="coral", bold=True)
        for level, size in ((1, 11), (2, 10)):
            line = self._new(f"Contents {level}", size, bold=level == 1).paragraph_format
            line.space_after, line.left_indent = Pt(3), Mm(6 * (level - 1))
        note = self._new("Note", 9.5)
        note.paragraph_format.space_after, note.paragraph_format.line_spacing = Pt(4), 1.0
        fingerprint = self._new("Fingerprint", 9)
        fingerprint.font.name = "Courier New"
        self._letters("Aside", 8, "ink-soft")
        self._letters("Warning", 8.5, "coral", bold=True)

    def _style(self, name: str, size: float, *, bold: bool = False, colour: str = "ink") -> ParagraphStyle:
        style: ParagraphStyle = self.file.styles[name]
        style.font.name, style.font.size, style.font.bold = FAMILY, Pt(size), bold
        style.font.color.rgb = RGBColor.from_string(self.colours[colour].lstrip("#"))
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        return style

    def _new(self, name: str, size: float, *, bold: bool = False, colour: str = "ink") -> ParagraphStyle:
        self.file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = self.file.styles["Normal"]
        return self._style(name, size, bold=bold, colour=colour)

    def _letters(self, name: str, size: float, colour: str, *, bold: bool = False) -> None:
        style = self.file.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.size, style.font.bold = Pt(size), bold
        style.font.color.rgb = RGBColor.from_string(self.colours[colour].lstrip("#"))
