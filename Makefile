# Run `make` for the list of what it can do.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON ?= python3
PORT ?= 8000
# Tests run side by side, two at a time.
WORKERS ?= 2
# uv from the machine when it has one, else from PyPI into .tools.
UV := $(or $(shell command -v uv 2>/dev/null),.tools/uv/bin/uv)
PY := .venv/bin/python
# With what the tests share.
TEST_PY := PYTHONPATH=.:tests/support $(PY)

export PORT
export PATH := $(CURDIR)/.venv/bin:$(dir $(abspath $(UV))):$(PATH)
export UV_PYTHON_DOWNLOADS ?= never
# Byte code at installation: the tests start hundreds of processes, and not every machine lets Python keep it.
export UV_COMPILE_BYTECODE ?= 1

GATE = PYTHONPATH=site/ext:functions:. $(PY) -m gate

# After a command that may fail: one line that says what to do.
or_say = || { echo "$(strip $(1))"; exit 1; }
AGAIN = Mend what is said above and run it again.
NOT_INSTALLED = The libraries could not be installed: is Python 3.11 or newer there and PyPI within reach?

.PHONY: help run edit test prove bench lint check readability reread build package portable queues clean browser

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "Settings: CONNECTED=file (or all-but:caf-10) and STATE=<folder> of make run, WORKERS=4 of the tests, PYTHON=python3.12"

run: .venv/run ## build and start everything on http://127.0.0.1:8000 (PORT=8001 for another port)
	@exec $(PY) -m infra.local

test: .venv/all browser ## check and test everything, in about a quarter of an hour
	@$(MAKE) -j2 lint build
	@echo "Testing ..."
	@$(TEST_PY) tests/support/npm_packages.py
	@$(PY) -m pytest -m "not prove" -n $(WORKERS) --dist loadfile --no-loadscope-reorder -q $(call or_say, A test has failed. $(AGAIN))

prove: .venv/all browser ## the long proofs: crashes, mutations, everything generated
	@$(MAKE) build package
	@$(TEST_PY) tests/support/npm_packages.py
	@echo "Proving ..."
	@$(PY) -m pytest -m prove -n $(WORKERS) --dist loadfile --no-loadscope-reorder -q $(call or_say, A proof has failed. $(AGAIN))

bench: .venv/all ## how fast submit answers, pages build and show; prints figures, fails never on them
	@$(MAKE) build
	@$(TEST_PY) tests/bench.py
	@$(TEST_PY) tests/bench_pages.py

portable: .venv/run ## whether the pages build with properdocs, MkDocs' successor; it may fail
	@for lang in mkdocs mkdocs.en; do \
		PYTHONPATH=site/ext $(UV) run --quiet --isolated --frozen --no-default-groups --group site \
			--with properdocs==1.6.7 properdocs build --strict -f site/$$lang.yml -d $(CURDIR)/build/portable/$$lang; \
	done $(call or_say, The site does not build with properdocs as it is now: what is said above tells why.)

lint: .venv/all ## style, types, layers, templates
	@echo "Checking style, types, layers and templates ..."
	@ruff check --quiet $(call or_say, $(AGAIN))
	@mypy --no-error-summary $(call or_say, $(AGAIN))
	@lint-imports --no-logo $(call or_say, $(AGAIN))
	@cfn-lint infra/template.yaml infra/queues.yaml infra/access.yaml infra/firewall.yaml $(call or_say, $(AGAIN))

edit: .venv/run ## live preview on http://127.0.0.1:8000: a save of content/ shows at once (PORT=8001)
	@exec env PYTHONPATH=site/ext:functions:. $(PY) -m infra.edit

check: .venv/run ## what is wrong in content/, with file, line and what to do
	@$(GATE)

readability: .venv/run ## how easy each page is to read, and how many sentences have over 25 words
	@$(GATE) --readability

reread: .venv/run ## mark translations as read again (FILES=content/en/about.md, or all)
	@$(GATE) --hashes $(FILES)

build: .venv/run ## words, pages and the functions' package, into build/
	@$(PY) -m infra.build

package: .venv/run ## the functions' package for AWS Lambda, into build/
	@$(PY) -m infra.package lambda

queues: .venv/run ## write again what the templates take from the directory, routes.yml and the words
	@$(PY) -m infra.queues
	@$(PY) -m infra.edge
	@$(PY) -m infra.firewall

clean: ## remove all that was made or installed, and what make run keeps
	rm -rf build .local .tools .venv .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# What make run needs, and what the tests and checks need on top of it.
.venv/run: pyproject.toml uv.lock | $(UV)
	@echo "Installing the libraries ..."
	@$(UV) sync --frozen --inexact --no-default-groups --group site --group cloud $(call or_say, $(NOT_INSTALLED))
	@touch $@

.venv/all: pyproject.toml uv.lock | $(UV)
	@echo "Installing the libraries, and the tools of the tests ..."
	@$(UV) sync --frozen --all-groups $(call or_say, $(NOT_INSTALLED))
	@touch .venv/run $@

.tools/uv/bin/uv:
	@echo "Bringing uv from PyPI ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		$(call or_say, Python 3.11 or newer is needed: install it or name it: make run PYTHON=python3.12)
	@$(PYTHON) -m venv .tools/uv 2> /dev/null && .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check uv \
		|| { rm -rf .tools/uv; $(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools/uv uv; } \
		$(call or_say, uv could not be brought from PyPI: install python3-venv or pip and run it again.)

# The system's Chromium, or else the one of its packages, or else Playwright's; and where it can be had, its shell
# without windows, in which the tests take less time.
ROOT_APT = [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null
APT_INSTALL = apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq
browser: .venv/all
	@if ! command -v chromium > /dev/null; then \
		echo "Installing Chromium ..."; \
		if $(ROOT_APT); then $(APT_INSTALL) chromium > /dev/null; else playwright install chromium; fi; \
	fi $(call or_say, Chromium could not be installed: install it and run it again.)
	@if $(ROOT_APT) && ! ldconfig -p | grep libpangoft2 > /dev/null; then \
		echo "Installing Pango, for the leaflets ..."; \
		$(APT_INSTALL) libpangoft2-1.0-0 > /dev/null; \
	fi $(call or_say, Pango could not be installed: install it and run it again.)
	@if ! command -v chromium-headless-shell > /dev/null && $(ROOT_APT); then \
		echo "Installing Chromium's headless shell ..."; \
		{ $(APT_INSTALL) chromium-headless-shell > /dev/null; } 2> /dev/null || echo "It could not be had: the tests take longer."; \
	fi
