# Targets and paths are relative and every recipe quotes what it is given:
# the folder may have spaces and umlauts in its name.
SHELL := /bin/sh
PY := .venv/bin/python
# Three on two cores: whole processes are started, and waited for.
WORKERS ?= 3
OFFSCREEN := QT_QPA_PLATFORM=offscreen
# Scripts of packaging run from their own folder and know each other by name.
PACKAGING_PATH := packaging/freeze:packaging/linux:packaging/release:packaging/windows:packaging/macos

# Qt warns about a locale without UTF-8, and a warning fails a test.
ifneq (,$(filter C POSIX,$(LC_ALL)))
export LC_ALL := C.UTF-8
endif

.DEFAULT_GOAL := help
.PHONY: help setup run test check screens pictures bench torture fuzz migration migrate audit lock package trial wheel release clean

help:
	@echo 'make run                 start the program (sets itself up first)'
	@echo 'make test                every check and every test'
	@echo
	@echo 'make setup               make .venv; PYTHON=... picks the Python (3.11 to 3.13)'
	@echo 'make check               format, lint, types and import directions only'
	@echo 'make screens             draw every view and card into build/screens'
	@echo 'make pictures            draw the pictures of the front page and the guide into docs/pictures'
	@echo 'make bench               measure speed and memory'
	@echo 'make torture             kill it, take its room, confuse it; KILLS=... FUZZ=... SEED=... ONLY=...'
	@echo 'make fuzz                hand it spoiled things; COUNT=... or SECONDS=..., SEED=... FAMILY=...'
	@echo 'make migration NAME=...  draft a change of the database'
	@echo 'make migrate             apply the changes of the database'
	@echo 'make audit               hold what is installed against the locks; ADVISORIES=... ONLINE=1'
	@echo 'make lock                work out the locked versions again; UPGRADE=1 takes newer ones'
	@echo 'make package             freeze it and make the .deb and the .tar.gz in dist, held against their budgets'
	@echo 'make trial               install that .deb in a clean Debian, use it there, upgrade and remove it (as root)'
	@echo 'make wheel               build the source package and the wheel into dist'
	@echo 'make release VERSION=... version, changelog, tests, packages, commit and tag; DRY_RUN=1 changes nothing'
	@echo 'make clean               remove everything that make can make again'

setup:
	@PYTHON="$${PYTHON:-}" sh packaging/setup.sh

# 3 is check_system.py's answer "no display": the terminal gets the sample's verdict and its card instead.
run: setup
	@$(PY) packaging/check_system.py; status=$$?; \
	case $$status in \
	0) exec .venv/bin/unwrapped-desktop ;; \
	3) $(OFFSCREEN) exec .venv/bin/unwrapped-desktop judge --sample --card story=unwrapped-story.png ;; \
	*) exit $$status ;; \
	esac

# Bytecode is written, whatever the environment says: hundreds of processes are started that would compile it anew.
test: setup check
	@$(OFFSCREEN) PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n $(WORKERS) --dist worksteal -q -W error $(PYTEST_ARGS)

check: setup
	@echo 'format   ruff format --check'
	@$(PY) -m ruff format --quiet --check .
	@echo 'lint     ruff check'
	@$(PY) -m ruff check --quiet .
	@echo 'types    mypy'
	@$(PY) -m mypy --no-error-summary
	@MYPYPATH=$(PACKAGING_PATH) $(PY) -m mypy --no-error-summary packaging/*.py packaging/*/*.py
	@echo 'imports  lint-imports'
	@report=$$(.venv/bin/lint-imports --no-logo 2>&1) || { printf '%s\n' "$$report"; exit 1; }

screens: setup
	@$(OFFSCREEN) $(PY) -m tests.screens build/screens
	@$(OFFSCREEN) $(PY) -m tests.card_sheet build/screens/cards

pictures: setup
	@$(OFFSCREEN) $(PY) -m tests.front_page docs/pictures

bench:
	@PYTHON="$${PYTHON:-}" sh packaging/setup.sh bench
	@$(OFFSCREEN) $(PY) -m tests.benchmarks

# What is given on the command line of make goes on as an option; what is not, is left to the program.
option = $(if $(value $(1)),--$(2) "$$$(1)")

torture: setup
	@$(OFFSCREEN) $(PY) -m tests.torture $(call option,KILLS,kills) $(call option,FUZZ,fuzz) $(call option,SEED,seed) $(call option,ONLY,only)

fuzz: setup
	@$(OFFSCREEN) $(PY) -m tests.fuzz $(call option,COUNT,count) $(call option,SECONDS,seconds) $(call option,SEED,seed) $${FAMILY:-}

# $$NAME, not $(NAME): make hands a variable of its command line on, and the shell quotes it safely.
migration: setup
	@if [ -z "$${NAME:-}" ]; then echo 'Give it a name: make migration NAME="add a column"' >&2; exit 2; fi
	@$(PY) -m unwrapped_desktop.storage draft "$$NAME"

migrate: setup
	@$(PY) -m unwrapped_desktop.storage apply

# ADVISORIES is an export of OSV for PyPI, a zip or a folder; only ONLINE=1 asks the network.
audit: setup
	@$(PY) packaging/audit.py $${ADVISORIES:+--advisories "$$ADVISORIES"} $${ONLINE:+--online}

lock:
	@PYTHON="$${PYTHON:-}" UPGRADE="$${UPGRADE:-}" sh packaging/lock.sh

# The first paint of the frozen program is held against that of the one in .venv.
# The system's own Python, where it fits, is linked with the system's libraries: they get their fixes without us.
package: setup
	@python=$$(PYTHON="$${PYTHON:-/usr/bin/python3}" sh packaging/find_python.sh 2>/dev/null || sh packaging/find_python.sh) && \
	exec "$$python" packaging/linux/package.py

trial: setup
	@sh packaging/linux/trial.sh

wheel: setup
	@$(PY) -m hatchling build --directory dist

# Before any environment is there: `make test`, which it runs, sets that up.
release:
	@if [ -z "$${VERSION:-}" ]; then echo 'Say which: make release VERSION=1.2.3 (DRY_RUN=1 only tries it out)' >&2; exit 2; fi
	@python=$$(sh packaging/find_python.sh) && exec "$$python" packaging/release/release.py "$$VERSION" $${DRY_RUN:+--dry-run}

clean:
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	@find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
