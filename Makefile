# audiopub: the commands of the README, and of those who work on it.
PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/sh

.PHONY: help publish test test-targets check format lint types contracts docs docs-check cover wheel clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

.venv/.runtime: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/.dev: .venv/.runtime
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

publish: .venv/.runtime ## publish the show of this repository into feeds/
	@$(BIN)/audiopub publish

test: .venv/.dev ## run the tests, with coverage of branches
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --cov --cov-report=term

test-targets: .venv/.dev ## install real hosts (as root), and run the tests of deployment on them
	sh scripts/targets.sh

check: .venv/.dev ## everything that must hold before a change lands
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(MAKE) test

format: .venv/.dev ## format the code and mend what ruff can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/.dev ## write the generated pages of docs/
	$(BIN)/python docs/generate.py

screenshots: .venv/.dev publish ## take the pictures of docs/pages (needs Chromium)
	$(BIN)/python scripts/screenshots.py

wheel: .venv/.dev ## build the wheel into dist/
	$(BIN)/python -m build --wheel

clean: ## remove what can be made again
	rm -rf .venv .audiopub dist build .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
