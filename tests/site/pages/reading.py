"""A page as a reader gets it: its words, its links, its marks."""

from __future__ import annotations

import re
from html.parser import HTMLParser

SILENT = {"script", "style", "title"}
SPOKEN = {"aria-label", "data-label", "alt", "placeholder", "title"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class Page(HTMLParser):
    """texts: (words, language) of every run of text and every attribute that is read out."""

    def __init__(self, html: str):
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        language = said.get("lang") or (self._open[-1][1] if self._open else "")
        self.tags.append((tag, said))
        self.links += [said["href"]] if tag == "a" and "href" in said else []
        self.ids += [said["id"]] if "id" in said else []
        self.texts += [(said[name], language) for name in sorted(SPOKEN & set(said))]
        if tag == "meta" and said.get("name", said.get("property", "")).endswith(
            ("description", "title", "alt")
        ):
            self.texts.append((said.get("content", ""), language))
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tag, language = self._open[-1] if self._open else ("", "")
        if tag not in SILENT and (words := " ".join(data.split())):
            self.texts.append((words, language))

    @property
    def words(self) -> str:
        return " ".join(text for text, _language in self.texts)

    def meta(self, name: str) -> str:
        return next(
            a["content"]
            for tag, a in self.tags
            if tag == "meta" and name in (a.get("property"), a.get("name"))
        )


def page_of(response) -> Page:
    return Page(response.content.decode())


def codes(response) -> list[str]:
    """The codes of the actions that the matrix shows."""
    return re.findall(r'<tr id="a-[a-z2-7]{10}"><td>([^<]*)</td>', response.content.decode())
