# kg: every target works on a machine with only Python (3.11 or later) and the package registries.
PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo
ARTICLE := examples/coalition-timetable.txt

.PHONY: install demo test lint check bench coverage forms names clean

install: $(BIN)/kg  ## a ready .venv/bin/kg

$(BIN)/kg: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or later")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $(BIN)/kg

.venv/dev: pyproject.toml $(BIN)/kg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch .venv/dev

demo: install  ## build the graph and the pages of the example article
	@mkdir -p $(DEMO)
	@$(BIN)/kg build $(ARTICLE) -o $(DEMO)/graph.ttl --force
	@$(BIN)/kg view $(DEMO)/graph.ttl --kind graph -o $(DEMO)/graph.html --force
	@$(BIN)/kg view $(DEMO)/graph.ttl --kind timeline -o $(DEMO)/timeline.html --force
	@$(BIN)/kg view $(DEMO)/graph.ttl --kind article -o $(DEMO)/article.html --force
	@$(BIN)/kg timeline $(DEMO)/graph.ttl
	@echo
	@echo "Open $(DEMO)/graph.html, $(DEMO)/timeline.html or $(DEMO)/article.html in a browser."

browser:  ## Chromium and Arabic fonts, through the system's packages where they are missing
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq chromium fonts-noto-core >/dev/null; } || \
	  echo "no Chromium: install it with your system's packages; the page tests need it"

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: .venv/dev browser lint  ## everything that must hold
	$(BIN)/pytest

forms: .venv/dev  ## regenerate the predicate forms after a change to data/predicates
	$(BIN)/python tools/generate_forms.py

names: .venv/dev  ## compile the names after a change to data/names or state_bodies.tsv
	$(BIN)/python tools/compile_names.py

bench: .venv/dev
	$(BIN)/python benchmarks/bench.py

clean:
	rm -rf build dist .venv .mypy_cache .pytest_cache .ruff_cache
