"""Sections and their actions, gathered line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jukwaa.plans.imports.titles import title_of
from jukwaa.plans.rules.document import ActionDoc, LeadDoc, ParagraphDoc, SectionDoc
from jukwaa.plans.rules.matching import fold

LONGEST_CODE = 20


@dataclass(slots=True)
class Name:
    """What a line says of a section's name: a title, in one language or in two."""

    texts: dict[str, str]  # language -> as it stands in the file


@dataclass(slots=True)
class Node:
    """A section while its rows are gathered."""

    title: dict[str, str] = field(default_factory=dict)
    code: str | None = None
    where: str = ""
    outcome: dict[str, str] = field(default_factory=dict)
    leads: list[LeadDoc] = field(default_factory=list)
    text: list[ParagraphDoc] = field(default_factory=list)
    parts: dict[str, Node] = field(default_factory=dict)
    actions: list[ActionDoc] = field(default_factory=list)

    def inner(self, path: Sequence[Mapping[str, str]], where: str) -> Node:
        """The section at that path, begun where it is not there yet. Each step: language -> text."""
        node = self
        for texts in path:
            titles = {language: title_of(text) for language, text in texts.items()}
            key = " | ".join(fold(title.text) for title in titles.values())
            if key not in node.parts:
                code = next((t.code for t in titles.values() if t.code and len(t.code) <= LONGEST_CODE), None)
                node.parts[key] = Node({language: t.text for language, t in titles.items()}, code, where)
            node = node.parts[key]
        return node

    def last(self) -> tuple[Node, ActionDoc] | None:
        """The action that was gathered last in this section."""
        if self.actions:
            return self, self.actions[-1]
        return next((found for part in reversed(self.parts.values()) if (found := part.last())), None)

    def empty(self) -> Iterator[Node]:
        """Sections within that hold no action."""
        for part in self.parts.values():
            if part.last():
                yield from part.empty()
            else:
                yield part

    def texts(self) -> Iterator[str]:
        """All that is said of it and of what lies within."""
        yield from (*self.title.values(), *self.outcome.values())
        yield from (said for paragraph in self.text for said in paragraph.text.values())
        for part in self.parts.values():
            yield from part.texts()

    def sections(self) -> tuple[SectionDoc, ...]:
        """Those that hold actions."""
        return tuple(part.as_section() for part in self.parts.values() if part.last())

    def as_section(self) -> SectionDoc:
        return SectionDoc(
            id=None,
            title=self.title,
            code=self.code,
            outcome=self.outcome or None,
            leads=tuple(self.leads) or None,
            text=tuple(self.text) or None,
            sections=self.sections(),
            actions=tuple(self.actions),
            where=self.where,
        )
