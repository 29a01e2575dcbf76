"""The parts of the Word file, in the order of the PDF.

One thing differs: each action's row holds its indicators with baseline, target and means of verification in columns of their own, and
each body stands alone on its line, so that our own import reads the table again (plans/imports). What has no column follows below it.
"""

from __future__ import annotations

from collections.abc import Iterable

from jukwaa.publishing.documents.content import Grouped, Part, Row, Whole
from jukwaa.publishing.documents.word import pieces
from jukwaa.publishing.documents.word.book import Book
from jukwaa.publishing.documents.word.tables import add_table, matrix

COMMANDS = ("sha256sum -c manifest.sha256", "sha256sum manifest.sha256")


def write(book: Book, whole: Whole) -> None:
    _cover(book)
    _contents(book, whole)
    _glance(book, whole)
    _own_words(book, whole)
    if whole.parts:
        book.page(lying=True)
        for part in whole.parts:
            _part(book, part, first=part is whole.parts[0])
        book.page(lying=False)
    _taking_part(book, whole, new_page=not whole.parts)
    _signed(book, whole)
    _checking(book, whole)


def _cover(book: Book) -> None:
    cover, words = book.cover, book.words
    book.border(book.paragraph(), 14)
    book.text(cover.forum, "Kicker").paragraph_format.space_before = 900_000
    book.text(cover.title, "Title")
    for line in (f"{words.edition} {cover.edition}", cover.period, cover.status, cover.follows):
        if line:
            book.text(line, "Lead")
    for line in (cover.sample, cover.unsigned):
        if line:
            book.text(line, "Alert")
    if cover.unsigned:
        book.text(words.draft_note)
    book.text(f"{words.as_at} {cover.as_at}").paragraph_format.space_before = 900_000
    if cover.address:
        book.text(cover.address)
    if cover.manifest:
        book.text(words.fingerprint)
        book.text(cover.manifest, "Fingerprint")


def _contents(book: Book, whole: Whole) -> None:
    """A field that Word fills with page numbers when asked to; until then it shows this list, whose lines lead there."""
    book.text(book.words.contents, "Kicker").paragraph_format.page_break_before = True
    words = book.words
    lines = [("glance", words.glance, 1)]
    lines += [("own", words.own_words, 1)] if whole.text else []
    lines += [(f"s{p.number}", f"{p.kicker}: {p.title.text}", 1 + min(p.depth, 1)) for p in whole.parts]
    lines += [("bodies", words.taking_part, 1)]
    lines += [("signed", words.who_signed, 1)] if whole.signed else []
    lines += [("checking", words.checking, 1)]
    for n, (name, text, level) in enumerate(lines):
        paragraph = book.paragraph(f"Contents {level}")
        if n == 0:
            pieces.open_field(paragraph, r'TOC \o "1-2" \h \z \u')
        pieces.link_inside(paragraph, name, text)
        if n == len(lines) - 1:
            pieces.close_field(paragraph)
    pieces.add_text(book.paragraph(), words.update_contents, "Aside")


def _glance(book: Book, whole: Whole) -> None:
    words, glance = book.words, whole.glance
    book.heading(words.glance, 1, "glance", new_page=True)
    book.text(glance.sentence, "Lead")
    for figure in glance.figures:
        paragraph = book.paragraph("List Bullet")
        pieces.add_text(paragraph, figure.number, "Strong")
        pieces.add_text(paragraph, f" {figure.label}")
    if glance.standings:
        book.heading(f"{words.where_actions_stand}, {words.as_at.lower()} {book.cover.as_at}", 2)
        book.text(" · ".join(f"{share.label}: {share.count}" for share in glance.standings))
        if glance.of_others:
            book.text(glance.of_others)
    outer = [part for part in whole.parts if part.depth == 0]
    if outer:
        book.heading(words.who_leads, 2)
        rows = [
            (part.kicker, part.title, "\n".join(who.name for who in part.leads), str(part.in_all))
            for part in outer
        ]
        heads = (words.code, words.section, words.led_by, words.actions)
        add_table(book, words.who_leads, heads, rows, (22, 56, 72, 18))
    if glance.funding:
        book.heading(words.how_paid, 2)
        shares = [(share.label, str(share.count), share.sum or "–") for share in glance.funding]
        add_table(book, words.how_paid, (words.funding_word, words.actions, words.sum), shares, (50, 25, 50))


def _own_words(book: Book, whole: Whole) -> None:
    if not whole.text:
        return
    book.heading(book.words.own_words, 1, "own", new_page=True)
    for paragraph in whole.text:
        if paragraph.heading:
            book.heading(paragraph.text, 2)
        else:
            book.text(paragraph.text)


def _part(book: Book, part: Part, *, first: bool) -> None:
    words, level = book.words, part.depth + 1
    heading = book.heading(
        f"{part.kicker}: ", level, f"s{part.number}", new_page=part.depth == 0 and not first
    )
    pieces.add_said(heading, part.title, words.untranslated)
    _opening(book, part, level)
    _outcome_indicators(book, part)
    if part.rows:
        matrix(book, part)
        if part.asked:
            book.labelled(words.asked, part.asked)
        _notes(book, part.rows, level + 1)
    elif not part.in_all:
        book.text(words.none_yet)


def _opening(book: Book, part: Part, level: int) -> None:
    """Before the matrix: what the section is to reach, who leads it, what it serves, where, and its own text."""
    words = book.words
    if part.outcome.text:
        book.labelled(words.outcome, part.outcome)
    if part.leads:
        book.labelled(words.led_by, "; ".join(who.name for who in part.leads))
    for label, groups in ((words.alignment, part.alignment), (words.places, part.places)):
        if groups:
            book.labelled(label, "; ".join(_grouped(groups)))
    for paragraph in part.text:
        if paragraph.heading:
            book.heading(paragraph.text, level + 1)
        else:
            book.text(paragraph.text)


def _grouped(groups: Iterable[Grouped]) -> Iterable[str]:
    for group in groups:
        refs = f"({', '.join(ref.code for ref in group.refs)})" if group.refs else ""
        yield " ".join(told for told in (group.name.text, group.note, refs) if told)


def _outcome_indicators(book: Book, part: Part) -> None:
    words = book.words
    for measure in part.measures:
        if measure.number == 0:
            paragraph = book.labelled(words.indicator, measure.text)
            for label, told in ((words.baseline, measure.baseline), (words.target, measure.target)):
                if told:
                    pieces.add_text(paragraph, f" · {label}: {told}")
            if measure.verification.text:
                pieces.add_text(paragraph, f" · {words.verification}: ")
                pieces.add_said(paragraph, measure.verification, words.untranslated)


def _notes(book: Book, rows: Iterable[Row], level: int) -> None:
    """What has no column of its own, action by action."""
    words = book.words
    book.heading(words.notes, level)
    for row in rows:
        paragraph = book.paragraph("Note")
        pieces.add_text(paragraph, f"{row.code} {row.title.text}".strip(), "Strong")
        pieces.add_text(paragraph, f"\n{' · '.join(_in_short(book, row))}")
        long = (
            ("", row.text),
            (words.for_whom, row.audience),
            (words.remarks, row.remarks),
            (words.reason, row.reason),
        )
        for label, told in long:
            if told.text:
                pieces.add_text(paragraph, f"\n{label}: " if label else "\n")
                pieces.add_said(paragraph, told, words.untranslated)


def _in_short(book: Book, row: Row) -> Iterable[str]:
    """Where it stands, who has not said yes yet, who does which part of it."""
    words = book.words
    waiting = [who.name for who in row.who if not who.agreed and not who.declined]
    declined = [f"{who.name}: {who.reply}" for who in row.who if who.declined]
    shares = "; ".join(f"{who.name}: {who.share}" for who in row.who if who.share)
    if row.standing_label:
        yield f"{words.standing}: {row.standing_label}"
    yield from declined
    if waiting:
        yield f"{words.being_agreed}: {', '.join(waiting)}"
    elif row.who and not declined:
        yield words.agreed_by_all
    yield from (
        f"{label}: {text}" for label, text in ((words.shares, shares), (words.tags, row.tags)) if text
    )
    if row.carried:
        yield row.carried


def _taking_part(book: Book, whole: Whole, *, new_page: bool) -> None:
    words = book.words
    book.heading(words.taking_part, 1, "bodies", new_page=new_page)
    if whole.bodies:
        book.text(words.taking_part_note)
        rows = [
            (
                body.name,
                *(", ".join(ref.code for ref in refs) for refs in (body.leads, body.supports, body.funds)),
            )
            for body in whole.bodies
        ]
        heads = (words.body, words.leads, words.supports, words.funds)
        add_table(book, words.taking_part, heads, rows, (64, 42, 38, 24))
    if whole.unnamed:
        book.text(whole.unnamed)


def _signed(book: Book, whole: Whole) -> None:
    if not whole.signed:
        return
    words = book.words
    book.heading(words.who_signed, 1, "signed", new_page=True)
    book.text(whole.signed_note)
    rows = [(f"{one.office}\n{one.body}".strip(), one.day, one.means) for one in whole.signed]
    add_table(book, words.who_signed, (words.office, words.signed_on, words.how_signed), rows, (78, 40, 50))
    book.text(book.cover.manifest, "Fingerprint")


def _checking(book: Book, whole: Whole) -> None:
    words, cover = book.words, book.cover
    book.heading(words.checking, 1, "checking", new_page=not whole.signed)
    if cover.manifest:
        book.text(words.checking_note)
        book.text(cover.manifest, "Fingerprint")
        for step in words.steps if cover.address else words.steps_without_address:
            book.text(step, "List Number")
        for command in COMMANDS:
            book.text(command, "Fingerprint")
        if cover.package:
            book.text(cover.package)
    book.text(words.not_in_it)
    if cover.checkpoint:
        book.text(words.record_note)
        book.text(cover.checkpoint, "Fingerprint")
    for line in (whole.untranslated_note, cover.sample, cover.unsigned):
        if line:
            book.text(line)
