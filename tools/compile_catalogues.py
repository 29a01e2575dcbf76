"""Compile every .po beside its .mo with polib: a bare machine has no msgfmt."""

from pathlib import Path

import polib

for source in Path(__file__).parents[1].glob("src/**/*.po"):
    polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
