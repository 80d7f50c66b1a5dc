# Targets and paths are relative and every recipe quotes what it is given:
# the folder may have spaces and umlauts in its name.
SHELL := /bin/sh
PY := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen

# Qt warns about a locale without UTF-8, and a warning fails a test.
ifneq (,$(filter C POSIX,$(LC_ALL)))
export LC_ALL := C.UTF-8
endif

.DEFAULT_GOAL := help
.PHONY: help setup run test check screens bench torture fuzz migration migrate audit lock clean

help:
	@echo 'make run                 start the program (sets itself up first)'
	@echo 'make test                every check and every test'
	@echo
	@echo 'make setup               make .venv; PYTHON=... picks the Python (3.11 to 3.13)'
	@echo 'make check               format, lint, types and import directions only'
	@echo 'make screens             draw every view and card into build/screens'
	@echo 'make bench               measure speed and memory'
	@echo 'make torture             kill it, take its room, confuse it; KILLS=... FUZZ=... SEED=... ONLY=...'
	@echo 'make fuzz                hand it spoiled things; COUNT=... or SECONDS=..., SEED=... FAMILY=...'
	@echo 'make migration NAME=...  draft a change of the database'
	@echo 'make migrate             apply the changes of the database'
	@echo 'make audit               hold what is installed against the locks; ADVISORIES=... ONLINE=1'
	@echo 'make lock                work out the locked versions again; UPGRADE=1 takes newer ones'
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

test: setup check
	@$(OFFSCREEN) $(PY) -m pytest -n 2 --dist worksteal -q -W error $(PYTEST_ARGS)

check: setup
	@echo 'format   ruff format --check'
	@$(PY) -m ruff format --quiet --check .
	@echo 'lint     ruff check'
	@$(PY) -m ruff check --quiet .
	@echo 'types    mypy'
	@$(PY) -m mypy --no-error-summary
	@$(PY) -m mypy --no-error-summary packaging/check_system.py packaging/audit.py
	@echo 'imports  lint-imports'
	@report=$$(.venv/bin/lint-imports --no-logo 2>&1) || { printf '%s\n' "$$report"; exit 1; }

screens: setup
	@$(OFFSCREEN) $(PY) -m tests.screens build/screens
	@$(OFFSCREEN) $(PY) -m tests.card_sheet build/screens/cards

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

clean:
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	@find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
