# The two commands: `make run` and `make test`. Everything else is for those who change the code.
PYTHON ?= python3
PORT ?= 8000
export JUKWAA_HOME ?= $(CURDIR)/var
VENV := .venv
BIN := $(VENV)/bin
# --no-deps: each lock is whole, with what its packages need.
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps
CATALOGUES := $(shell find src -name '*.po' 2>/dev/null)

.PHONY: help run test test-swapped test-sqlite test-postgres check e2e drill audit bench format lock messages clean
.DEFAULT_GOAL := help

help:
	@echo "make run     serve Jukwaa with its sample on http://127.0.0.1:$(PORT)"
	@echo "make test    the tests, on SQLite and on PostgreSQL"
	@echo "make test-swapped  the files that make test deals out, each on the engine on which it and make drill left them out"
	@echo "make check   format, lint, types, import contracts, templates, migrations"
	@echo "make e2e     the browser tests (needs Debian's chromium)"
	@echo "make drill   kill, restore and upgrade whole servers on both engines; walk over every page from every seat"
	@echo "make audit   known holes in what we depend on (asks the network, blocks nothing)"
	@echo "make bench   measure what we promise about speed"

run: $(VENV)/.ready
	@exec $(BIN)/jukwaa serve --sample --bind 127.0.0.1:$(PORT)

test: $(VENV)/.test
	@$(BIN)/python tools/run_tests.py sqlite postgresql

test-sqlite test-postgres: $(VENV)/.test
	@$(BIN)/python tools/run_tests.py $(subst test-postgres,postgresql,$(subst test-sqlite,sqlite,$@))

test-swapped: $(VENV)/.test
	@$(BIN)/python tools/run_tests.py sqlite postgresql --swapped -m "not e2e"

check: $(VENV)/.check
	@$(BIN)/python tools/check.py

e2e: $(VENV)/.e2e
	@command -v chromium >/dev/null || { echo "Browser tests need Chromium. On Debian: apt install chromium"; exit 1; }
	@$(BIN)/python tools/run_tests.py sqlite -m e2e tests/e2e

drill: $(VENV)/.test
	@$(BIN)/python tools/run_tests.py sqlite postgresql -n 0 -m drill tests

audit: $(VENV)/.check
	@$(BIN)/python tools/audit.py

bench: $(VENV)/.e2e
	@$(BIN)/python -m bench

format: $(VENV)/.check
	$(BIN)/ruff check --fix -q src tests bench tools; $(BIN)/ruff format -q src tests bench tools; git ls-files 'src/*.html' | xargs $(BIN)/djade --target-version 5.2

# --- set-up: plain pip, hashed locks, nothing outside .venv -------------------------------------------------
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Jukwaa needs Python 3.11 or newer as '$(PYTHON)'. Install it (Debian: apt install python3 python3-venv) or name another: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up Jukwaa in $(VENV) (about half a minute, once) ..."
	@$(PIP) -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready: $(VENV)/.installed $(CATALOGUES)
	@$(BIN)/python tools/compile_catalogues.py
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.ready
	@$(PIP) -r requirements-test.txt
	@touch $@

$(VENV)/.check: requirements-check.txt $(VENV)/.test
	@$(PIP) -r requirements-check.txt
	@touch $@

$(VENV)/.e2e: requirements-e2e.txt $(VENV)/.test
	@$(PIP) -r requirements-e2e.txt
	@touch $@

# --- for developers ----------------------------------------------------------------------------------------
lock:
	test -x .lock/bin/uv || { $(PYTHON) -m venv .lock && .lock/bin/pip install -q uv; }
	for name in run test check e2e; do \
	  out=requirements-$$name.txt; test $$name = run && out=requirements.txt; \
	  .lock/bin/uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header requirements/$$name.in -o $$out || exit 1; \
	done
	! grep -nE 'https?://' requirements*.txt

messages: $(VENV)/.ready
	cd src/jukwaa && ../../$(BIN)/jukwaa makemessages -l sw --no-obsolete --no-wrap

clean:
	rm -rf $(VENV) var
