"""What every template needs beside its content."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from jukwaa.core.texts import Said
from jukwaa.publishing.documents.colours import colours
from jukwaa.publishing.documents.content import Cover
from jukwaa.publishing.documents.letters import legible
from jukwaa.publishing.documents.words import words

IN_HEADER = 72  # letters of a title


def frame(cover: Cover, language: str) -> dict[str, Any]:
    return {
        "language": language,
        "colours": colours(),
        "words": asdict(words()),
        "plain_title": shortened(legible(cover.title.text), 300),
        "plain_forum": shortened(legible(cover.forum.text), 200),
        "short_title": shortened(legible(cover.title.text), IN_HEADER),
        "short_forum": shortened(legible(cover.forum.text), 50),
        "short_edition": shortened(legible(cover.edition), 20),
    }


def shortened(text: str, most: int) -> str:
    """One line, no longer than that."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def spoken_title(said: Said, most: int) -> dict[str, Any]:
    return asdict(replace(said, text=shortened(legible(said.text), most)))
