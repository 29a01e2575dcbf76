"""Files that no row names: an act was cut off after it had written one, or before it could take one away.

A row is there or not, a file is there or not, and no engine makes both one. So an act writes its file first and takes
files away last; what is left over when the machine stops in between is found here, a day later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

AGE = timedelta(days=1)  # by then the act that wrote it is over


def forget_loose_files(now: datetime) -> list[str]:
    """Their names. Looks only into the folders that fields of ours write into."""
    fields = list(_fields())
    kept = {name for field in fields for name in _named_by(field)}
    folders = {str(field.upload_to).strip("/") for field in fields}
    loose = [name for folder in sorted(folders) for name in _in(folder) if name not in kept]
    old = [name for name in loose if default_storage.get_modified_time(name) < now - AGE]
    for name in old:
        default_storage.delete(name)
    return old


def _fields() -> Iterator[FileField]:
    for model in apps.get_models():
        yield from (field for field in model._meta.local_fields if isinstance(field, FileField))  # noqa: SLF001


def _named_by(field: FileField) -> Iterator[str]:
    yield from field.model._base_manager.values_list(field.attname, flat=True)  # noqa: SLF001


def _in(folder: str) -> Iterator[str]:
    if folder and default_storage.exists(folder):
        yield from (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])
