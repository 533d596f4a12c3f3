# One target for each habit. `make demo` and `make test` need nothing but Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check unit lint types layers bench golden docs lock oracle-tools clean

demo: $(STAMP)          ## the whole chain on published figures, into demo/
	$(BIN)/flikar demo --kommun demo -o demo

test: $(STAMP) lint types layers unit   ## everything that has to hold

unit: $(STAMP)          ## the tests alone
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(STAMP)          ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)         ## strict types over code and tests
	$(BIN)/mypy

layers: $(STAMP)        ## who may import whom
	$(BIN)/lint-imports

bench: $(STAMP)         ## read, check, fill and strip beside openpyxl, pandas and bare DuckDB
	$(BIN)/python -m tests.bench

golden: $(STAMP)        ## write the dumps of built workbooks anew
	FLIKAR_GOLDEN=write $(BIN)/python -m pytest tests/golden -q

docs: $(STAMP)          ## the generated pages of docs/
	$(BIN)/python -m workbooks.docs docs
	$(BIN)/python -m udfs.docs docs
	$(BIN)/python -m addin.docs docs

lock: $(STAMP)          ## requirements.lock from pyproject.toml
	$(BIN)/pip-compile -q --extra dev --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links -o requirements.lock pyproject.toml

oracle-tools:           ## what the oracle, picture and browser tests need, on Debian
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils fonts-crosextra-carlito chromium

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) demo build dist
