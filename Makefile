# Golden Thread's menu. `make` alone prints it. Needs Python 3.11 or later, git and make; nothing else.

PYTHON ?= python3
BIN    := .venv/bin
READY  := .venv/.ready
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := menu
.PHONY: menu setup run test unit journeys pictures bench rows check fix lock clean

##@ Start

menu: ## Print this menu
	@awk 'BEGIN {FS = ":.*## "; print "Golden Thread"} \
	  /^##@ / {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Make the virtual environment from the locks (again only when they change)

# The hash of every package is checked; the package itself is linked, so that edits count at once.
$(READY): requirements-dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: $(READY) ## Start a throw-away world with Alma and Ben, and say how to sign in as each
	$(BIN)/goldenthread demo

##@ Check

test: $(READY) ## Everything that must hold: form, types, contracts, unit on both databases, journeys
	$(BIN)/python -m tools.suite

unit: $(READY) ## Unit tests on SQLite
	$(BIN)/python -m tools.suite sqlite

journeys: $(READY) ## The stories, in a real browser
	$(BIN)/python -m tools.suite journeys

pictures: $(READY) ## Take the guide's pictures again, while the story is told
	GOLDENTHREAD_PICTURES=$(CURDIR)/docs/guide/pictures $(PYTEST) -q tests/journeys/test_the_thread.py \
		tests/journeys/test_three_way_start.py tests/journeys/test_plan_and_session.py -k "desk or phone or speaks_first"

check: $(READY) ## Form, lint, types, contracts, migrations, architecture: the quick answers
	$(BIN)/python -m tools.suite check architecture

bench: $(READY) ## How fast it is, as ratios measured in one run (MINUTES=60 for memory over an hour)
	$(BIN)/python -m bench $(if $(MINUTES),--minutes $(MINUTES))

rows: $(READY) ## Every row of the catalogue, and the tests that show it
	-$(BIN)/python -m tools.suite architecture sqlite journeys
	@$(BIN)/python -m tools.rows .reports/rows.json

##@ Change

fix: $(READY) ## Put the code in form, and mend what a machine can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# One lock for every machine: --universal writes markers, and a version's hashes cover x86_64 and aarch64.
lock: $(READY) ## Lock the dependencies again, with hashes (add ARGS=--upgrade to move them)
	$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate $(ARGS) -o requirements.txt
	$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-annotate $(ARGS) -o requirements-dev.txt

clean: ## Remove what the tools left behind (never data)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .reports build dist
