# make demo: see it work.  make test: run all tests.  make check: lint, types, patterns.
# make engines: run the tests on Ray, Spark and Daft, in an environment of their own; Spark needs Java 17.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
ENGINES := .venv-engines
SAMPLE := corpus/train/a-04.txt

.PHONY: demo test check engines desk-test goldens clean

demo: $(VENV)/base.stamp
	@cat $(SAMPLE)
	@echo "== jianbao extract $(SAMPLE) --format table"
	@$(BIN)/jianbao extract $(SAMPLE) --format table
	@echo "== jianbao extract $(SAMPLE)"
	@$(BIN)/jianbao extract $(SAMPLE) | $(BIN)/python -m json.tool --no-ensure-ascii

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest

check: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/jianbao patterns check

engines: $(ENGINES)/engines.stamp
	$(ENGINES)/bin/python -m pytest -m engines tests/engines

# The desk in a real browser. Installs Chromium, a Chinese font and Playwright where they are missing.
desk-test: $(VENV)/desk.stamp
	$(BIN)/python -m pytest tests/desk_browser

# Renew the expected outputs under tests/golden and in the notebook. Read their diff before you commit it.
goldens: $(VENV)/test.stamp
	$(BIN)/python -m tests.golden.renew
	$(BIN)/python -m tests.notebook docs/tutorial/archive.ipynb

clean:
	rm -rf $(VENV) $(ENGINES) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment is built anew only when pyproject.toml changes.
$(VENV)/base.stamp: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "jianbao needs Python 3.10 or newer; set PYTHON=")'
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --editable .
	@touch $@

$(VENV)/desk.stamp: $(VENV)/test.stamp
	command -v chromium || { apt-get update && apt-get install -y --no-install-recommends chromium fonts-wqy-zenhei; }
	$(PIP) install --editable '.[browser]'
	@touch $@

$(VENV)/test.stamp: $(VENV)/base.stamp
	$(PIP) install --editable '.[test]'
	@touch $@

$(ENGINES)/engines.stamp: pyproject.toml
	$(PYTHON) -m venv --clear $(ENGINES)
	$(ENGINES)/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[test,engines]'
	@touch $@
