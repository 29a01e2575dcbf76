"""No foreign key points upward, not even one written as a string, which the import contracts cannot see."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tools.checks import ROOT, finish


class Key(NamedTuple):
    holder: str  # the domain whose table has the column
    target: str
    name: str


def floors() -> dict[str, int]:
    """Domain -> how high it lives, read from the contract that also rules the imports."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return {
        name.strip(" ()"): height
        for height, layer in enumerate(reversed(layers))
        for name in layer.replace("|", ":").split(":")
    }


def upward(keys: Iterable[Key], heights: dict[str, int]) -> Iterator[str]:
    for key in keys:
        if heights[key.target] > heights[key.holder]:
            yield f"{key.name} points up, from '{key.holder}' to '{key.target}'."


def keys_of_models() -> Iterator[Key]:
    from django.apps import apps

    for model in apps.get_models(include_auto_created=True):
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.remote_field.model if field.remote_field else None
            if target and _is_ours(model) and _is_ours(target):
                yield Key(_domain(model), _domain(target), f"{model._meta.label}.{field.name}")


def _is_ours(model: type) -> bool:
    return model.__module__.startswith("jukwaa.")


def _domain(model: type) -> str:
    return model.__module__.split(".")[1]


def complaints() -> list[str]:
    return list(upward(keys_of_models(), floors()))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jukwaa.settings")
    import django

    django.setup()
    finish(complaints())
