"""Any of our documents to plain JSON values and back, to be kept while somebody looks at it.

Not a format for others: that is `interchange`, which has a published schema and knows only whole plans.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Shape = TypeVar("Shape")


def pack(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: pack(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [pack(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def unpack(shape: type[Shape], value: Any) -> Shape:
    """What a later version no longer knows is passed over: a file may be kept while the server is upgraded."""
    hints = _hints(shape)  # type: ignore[arg-type]
    return shape(**{name: _read(hints[name], item) for name, item in value.items() if name in hints})


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape)


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _read(next(arg for arg in inner if arg is not type(None)), value)
    if origin is tuple:
        return tuple(_read(inner[0], item) for item in value)
    return _single(hint, value) if origin is None else value


def _single(hint: Any, value: Any) -> Any:
    if is_dataclass(hint):
        return unpack(hint, value)  # type: ignore[arg-type]
    if hint is date:
        return date.fromisoformat(value)
    return Decimal(value) if hint is Decimal else value
