# Two commands on a fresh machine: `make demo` and `make test`. Both bootstrap uv when it is missing.
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
PYTHON ?= python3

.PHONY: demo test bench check unit browser lint
.DEFAULT_GOAL := help

help:
	@echo "make demo   build the demo partnership and open it on http://localhost:8000"
	@echo "make test   everything that must hold before a change is trusted"
	@echo "make bench  speed and memory beside the usual tools, in one run"

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv

.venv/.demo: pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	$(UV) sync --quiet --frozen --inexact --no-dev
	@touch $@

.venv/.dev: pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	$(UV) sync --quiet --frozen --inexact
	@touch $@ .venv/.demo

demo: .venv/.demo
	SAMVERKAN_HOME=$${SAMVERKAN_HOME:-var/demo} .venv/bin/samverkan demo

unit: .venv/.dev
	sh tests/documents/find_pdfsig.sh
	.venv/bin/pytest -q -n 2 --ignore=tests/browser

browser: .venv/.dev
	sh tests/browser/find_chromium.sh
	.venv/bin/pytest -q tests/browser

lint: .venv/.dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/mypy

test: lint unit browser

bench: .venv/.dev
	$(UV) sync --quiet --frozen --inexact --group bench
	.venv/bin/python -m bench
