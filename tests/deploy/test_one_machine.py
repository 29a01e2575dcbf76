"""The set-up of a single machine, tried as far as it can be without one of its own."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
JUKWAA = "/opt/jukwaa/.venv/bin/jukwaa"
SCRIPTS = ("set-up.sh", "jukwaa")


def settings_of(unit):
    return re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE)


def started():
    """What the units run of ours: (unit, words)."""
    for unit in UNITS:
        for name, value in settings_of(unit):
            if name == "ExecStart" and value.startswith(JUKWAA):
                yield unit.name, shlex.split(value)[1:]


def test_the_units_run_commands_that_we_have_with_options_that_they_know():
    ran = dict(started())
    assert ran.keys() >= {
        "jukwaa.service",
        "jukwaa-work.service",
        "jukwaa-backup.service",
        "jukwaa-verify.service",
    }
    for unit, (command, *words) in ran.items():
        name = command.replace("-", "_")
        parser = load_command_class(get_commands()[name], name).create_parser("jukwaa", name)
        known = parser.parse_args(words)
        assert isinstance(known, argparse.Namespace), unit


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_the_units():
    done = subprocess.run(
        [shutil.which("systemd-analyze"), "verify", "--man=no", *map(str, UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [
        line for line in done.stderr.splitlines() if JUKWAA not in line
    ]  # which is not on this machine
    assert complaints == []


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("unit", [name for name, _words in started()])
def test_what_runs_may_do_little(unit):
    done = subprocess.run(
        [shutil.which("systemd-analyze"), "security", "--offline=true", str(DEPLOY / unit)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    exposure = re.search(r"Overall exposure level.*?: ([\d.]+)", done.stdout)
    if exposure is None:
        pytest.skip("this systemd cannot tell offline")
    assert float(exposure[1]) <= 2.0  # "OK"; without hardening it says 9.6


def test_every_timer_has_its_service_and_the_set_up_installs_them_all():
    script = (DEPLOY / "set-up.sh").read_text()
    for unit in UNITS:
        assert unit.name in script
        if unit.suffix == ".timer":
            assert unit.with_suffix(".service") in UNITS


@pytest.mark.parametrize("unit", [name for name, _words in started() if name.endswith((".service",))])
def test_who_fails_unattended_is_heard(unit):
    told = dict(settings_of(DEPLOY / unit))
    assert told["Type"] == "exec" or told["OnFailure"] == "jukwaa-alarm@%n.service"


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_scripts_are_written_with_care(script):
    path = DEPLOY / script
    assert path.stat().st_mode & 0o111
    assert subprocess.run([shutil.which("bash"), "-n", str(path)], check=False).returncode == 0
    if script.endswith(".sh"):
        assert "set -Eeuo pipefail" in path.read_text()
    if shutil.which("shellcheck"):
        done = subprocess.run(
            [shutil.which("shellcheck"), str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def dry_run(*words):
    command = [str(DEPLOY / "set-up.sh"), *words]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_a_dry_run_says_everything_and_does_nothing():
    done = dry_run("--domain", "jukwaa.example", "--dry-run")
    assert done.returncode == 0, done.stderr
    for said in (
        "caddy",
        "createdb --owner=jukwaa",
        "--require-hashes",
        "systemctl enable --now jukwaa.service",
    ):
        assert said in done.stdout
    for path in ("/opt/jukwaa", "/etc/jukwaa", "/var/lib/jukwaa", "/etc/systemd/system/jukwaa.service"):
        assert not Path(path).exists()


@pytest.mark.parametrize(
    "words", [(), ("--domain",), ("--domain", "x; rm -rf /"), ("--domain", "localhost"), ("--what",)]
)
def test_wrong_use_is_refused(words):
    done = dry_run(*words, "--dry-run") if words != ("--domain",) else dry_run(*words)
    assert done.returncode != 0
    assert "+" not in done.stdout


def test_the_door_keeps_no_log_of_readers():
    door = (DEPLOY / "Caddyfile").read_text()
    code = re.sub(r"#.*", "", door)
    site = code.partition("@DOMAIN@ {")[2]
    assert not re.search(r"^\s*log\b", site, re.MULTILINE)  # no access log
    for field in ("request>remote_ip delete", "request>client_ip delete", "request>headers delete"):
        assert field in code
    assert re.search(r"request>uri regexp \\\?\.\* \"\"", code)
    assert code.count("{") == code.count("}")
    if shutil.which("caddy"):
        told = subprocess.run(
            [shutil.which("caddy"), "adapt", "--adapter", "caddyfile", "--config", "-"], text=True, capture_output=True, check=False,
            input=door.replace("@DOMAIN@", "jukwaa.example"),
        )  # fmt: skip
        assert told.returncode == 0, told.stderr


def test_every_setting_of_the_machine_is_one_that_is_read():
    script = (DEPLOY / "set-up.sh").read_text()
    told = (ROOT / "docs" / "operator.md").read_text()
    read = "".join(path.read_text() for path in (ROOT / "src" / "jukwaa").rglob("*.py"))
    for name in set(re.findall(r"^(JUKWAA_\w+|DATABASE_URL)=", script, re.MULTILINE)):
        assert name in told
        assert name in read or name == "DATABASE_URL"
