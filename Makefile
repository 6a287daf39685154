# The commands of Sextant. Windows without make: README has the same in plain commands.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: run test lint test-data bench shots messages install install-dev

run: install ## install what is missing, prepare the database, open the page
	$(BIN)/python -m core serve

test: install-dev lint ## every check that CI runs
	$(BIN)/python -m pytest tests

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test-data: install-dev ## the checks on labelled comments: SEXTANT_DATA=folder make test-data
	$(BIN)/python -m pytest tests -m data

bench: install-dev ## ratios against known tools, written to bench/results.json
	$(BIN)/python -m bench

shots: install-dev ## the screenshots of the README, made of the demo company
	$(BIN)/python docs/make_shots.py

messages: install-dev ## bring the Chinese catalogue up to date with the source
	$(BIN)/python -m core.i18n.extract

install:
	@$(PYTHON) core/install.py

install-dev:
	@$(PYTHON) core/install.py --dev
