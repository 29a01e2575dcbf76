"""How a row's actions are measured: its indicators in one language or two, from where to where, and the proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jukwaa.plans.imports.rows import Row
from jukwaa.plans.rules.cells.indicators import read_indicators
from jukwaa.plans.rules.cells.several import listed
from jukwaa.plans.rules.document import IndicatorDoc

INDICATING = ("indicator", "target", "year_target", "baseline", "verification")


def read_measures(row: Row, count: int) -> list[tuple[IndicatorDoc, ...] | None]:
    """For each of the activities: the indicator of its own place in the list, else all that the row says."""
    if not row.has(*INDICATING, "key_result"):
        return [None] * count
    said = row.spoken("indicator") or {row.setting.lexicon.language: stands_for_it(row)}
    baseline, target = row.text("baseline"), _target(row)
    if count == 1 or len(listed(next(iter(said.values())))) != count:
        return [_made(row, said, baseline, target)] * count
    each = {language: _each(text, count) for language, text in said.items()}
    baselines, targets = _each(baseline, count), _each(target, count)
    return [
        _made(row, {language: texts[n] for language, texts in each.items()}, baselines[n], targets[n])
        for n in range(count)
    ]


def _each(text: str, count: int) -> tuple[str, ...]:
    """A cell's lines where there are as many; else the whole stands with the first."""
    lines = listed(text) or tuple(line for line in text.splitlines() if line.strip())
    return lines if len(lines) == count else (text, *[""] * (count - 1))


def stands_for_it(row: Row) -> str:
    """Where no column is headed as indicator, the key result is one, or the output where it has a target or the like."""
    if row.has("indicator") or not row.has(*INDICATING, "key_result"):
        return ""
    text = row.text("key_result") or row.text("output")
    return text or (row.text("action") if row.text("target") or row.text("baseline") or _yearly(row) else "")


def _made(row: Row, said: Mapping[str, str], baseline: str, target: str) -> tuple[IndicatorDoc, ...]:
    """`said`: language -> the words of the indicators; the first language tells them apart."""
    language, text = next(iter(said.items()))
    if re.fullmatch(r"[\d,.\s]+%?", text) and not target:
        text, target = (
            " ".join(row.text("action").split()),
            text,
        )  # a bare number is the target of the activity
    means = row.spoken("verification")
    read = read_indicators(text, baseline, target, means.get(language) or row.text("verification"))
    row.tell(row.heading("indicator"), read.notes)
    row.keep(row.heading("target"), read.rest)
    texts = _others(said, language, lambda other, words: _paired(row, other, words, len(read.items)))
    proofs = _others(means, language, lambda _other, words: _shared(words, len(read.items)))
    return tuple(
        IndicatorDoc(
            id=None,
            text=_in_each(language, item.text, texts, n),
            baseline=item.baseline,
            target=item.target,
            verification=_in_each(language, item.verification, proofs, n),
            measure=item.measure,
        )
        for n, item in enumerate(read.items)
    )


def _others(
    said: Mapping[str, str], language: str, read: Callable[[str, str], tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """What the other languages say, for each of the indicators; nothing where there is but one language."""
    if language not in said:
        return {}
    return {other: read(other, words) for other, words in said.items() if other != language}


def _paired(row: Row, language: str, text: str, count: int) -> tuple[str, ...]:
    """The same indicators in a second language; where they do not pair up, the words are kept as they stand."""
    texts = tuple(item.text for item in read_indicators(text, "", "", "").items)
    if len(texts) == count:
        return texts
    if count == 1:
        return ("; ".join(texts),)
    row.keep(next((c.said for c in row.of("indicator") if c.language == language), ""), text)
    return ("",) * count


def _shared(text: str, count: int) -> tuple[str, ...]:
    """How each is verified, or how all are."""
    lines = tuple(" ".join(line.split()) for line in re.split(r"[;\n]+", text) if line.strip())
    return lines if len(lines) == count else (" ".join(text.split()),) * count


def _in_each(language: str, text: str, others: Mapping[str, tuple[str, ...]], n: int) -> dict[str, str]:
    spoken = {language: text, **{other: texts[n] for other, texts in others.items()}}
    return {spoken_in: words for spoken_in, words in spoken.items() if words}


def _target(row: Row) -> str:
    return "; ".join(filter(None, [row.text("target"), _yearly(row)]))


def _yearly(row: Row) -> str:
    columns = [c for c in row.of("year_target") if row.cell(c)]
    if len(columns) == 1 and len(row.of("year_target")) == 1:
        return row.cell(columns[0])
    return ", ".join(f"{c.heading}: {' '.join(row.cell(c).split())}" for c in columns)
