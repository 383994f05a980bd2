# make film: everything installed, then the reference film.   make test: everything installed, then every test.
SHELL := /bin/bash
VENV := .venv
PYTHON := $(VENV)/bin/python
FILM ?= films/red_earth

.PHONY: film test lint bench setup clean

film: setup
	$(VENV)/bin/redearth make $(FILM)

test: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PYTHON) -m pytest --numprocesses logical --maxprocesses 4 --dist loadfile

bench: setup
	$(PYTHON) benchmarks/film.py $(FILM)

setup: $(VENV)/.ready
	@scripts/setup-system

$(VENV)/.ready: pyproject.toml constraints.txt
	@scripts/setup-python $(VENV)

clean:
	rm -rf $(VENV) films/*/out films/*/.redearth
