# Each target works alone from a fresh clone and installs what it needs: see `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo pbx run test stories lint check fix bench migration locks setup setup-dev packages

# PYTHON=/path/to/python3.12 picks the interpreter; ARGS="..." goes to the command itself.
export PYTHON ?=
ARGS ?=
# Workers of pytest: the suite waits for real servers more than it computes; more than four only slow each other.
WORKERS ?= $(shell n=$$((2 * $$(nproc))); echo $$((n > 4 ? 4 : n)))
QUICK ?= --quick
BIN := .venv/bin

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

demo: setup ## the bot in a small Telegram of its own: no token, no root; prints a local address
	@exec $(BIN)/python -m bot sandbox $(ARGS)

pbx: setup ## the SIP server of the softphones (Kamailio) beside the demo; installs its Debian packages
	@exec scripts/pbx.sh $(ARGS)

run: setup ## the bot in the real Telegram, as .env says
	@exec $(BIN)/python -m bot run $(ARGS)

test: setup-dev packages ## the everyday tests, some minutes (ARGS="tests/telephony -x" for some)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not story" $(ARGS)

stories: setup-dev packages ## the long tests: whole programs end to end, and the SIP server (tests/e2e, tests/pbx, and some others)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m story $(ARGS)

lint: setup-dev ## everything that is checked without running the program
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .

check: lint test stories ## what CI checks: lint, then every test

fix: setup-dev ## mend what ruff can, and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup-dev packages ## every benchmark, the short way (QUICK= for the long one)
	@scripts/bench.sh $(QUICK)

migration: setup ## write the migration of changed rows (NAME=add_line_label)
	@$(BIN)/python -m models.make_migration $(NAME)

locks: setup-dev ## resolve pyproject.toml into both lock files
	scripts/locks.sh $(ARGS)

setup:
	@scripts/venv.sh requirements.lock

setup-dev:
	@scripts/venv.sh requirements-dev.lock

packages:
	@scripts/debian.sh
