# The two commands a newcomer needs are `make generate` and `make test`; both make their own .venv first.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: generate test lint types contracts unit check corpus conformance faults random witness format build benchmarks clean

generate: $(READY)
	$(BIN)/eventwright generate

check: $(READY)
	$(BIN)/eventwright check

test: lint types contracts unit check

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/mypy
	$(BIN)/pyright

contracts: $(READY)
	$(BIN)/lint-imports

# On every core there is. The runs that are killed take longer, and have a target of their own below.
unit: $(READY)
	$(BIN)/python -m pytest -q --numprocesses=auto --dist=worksteal --ignore=tests/test_faults.py

# Some minutes: what datamodel-code-generator makes of the same documents.
witness: $(READY)
	$(BIN)/python -m tests.witness

# Some minutes: a thousand random documents, and a thousand with random texts in all fields.
random: $(READY)
	EVENTWRIGHT_PROFILE=ci $(BIN)/python -m pytest -q --numprocesses=auto tests/test_random_documents.py

# Some minutes: as many runs are killed while they write.
FAULTS ?= 100
faults: $(READY)
	EVENTWRIGHT_FAULTS=$(FAULTS) $(BIN)/python -m pytest -q tests/test_faults.py

# Some minutes: every AsyncAPI document of others that is at hand, from the document to a type-checked package.
corpus: $(READY)
	$(BIN)/python -m tests.corpus

# Generated decoders and jsonschema judge the same values, drawn from every schema of those documents.
VALUES := 50000
conformance: $(READY)
	$(BIN)/python -m tests.conformance --values $(VALUES)

format: $(READY)
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

build: $(READY)
	$(BIN)/python -m build --wheel

benchmarks: $(READY)
	$(BIN)/python benchmarks/decode.py
	$(BIN)/python benchmarks/generate.py
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/diff.py

# pip 23.2, which comes with Python 3.11, knows no --group, so it is upgraded first.
$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
