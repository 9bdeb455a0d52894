# What a user and a maintainer type. A second run installs nothing again.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint check coverage datapackage format bench chromium libreoffice

run: $(VENV)/.run-installed
	@echo "Tumen is at http://localhost:$(PORT)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/.dev-installed chromium libreoffice
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: $(VENV)/.run-installed
	@$(BIN)/python -m data check

coverage: $(VENV)/.run-installed
	@$(BIN)/python -m data coverage > docs/coverage.md

datapackage: $(VENV)/.run-installed
	@$(BIN)/python -m data datapackage

format: $(VENV)/.run-installed
	@$(BIN)/python -m data format

bench: $(VENV)/.dev-installed chromium
	$(BIN)/python -m bench

$(VENV)/.run-installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tumen needs Python 3.11 or newer; set PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev-installed: requirements-dev.txt $(VENV)/.run-installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	  else echo "The browser tests need Chromium: run 'sudo apt-get install chromium', then try again." >&2; exit 1; fi; }

libreoffice:
	@command -v soffice >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-impress >/dev/null; \
	  else echo "The tests of slides need LibreOffice: run 'sudo apt-get install libreoffice-impress', then try again." >&2; exit 1; fi; }
