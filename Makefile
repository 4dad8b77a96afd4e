# Parley: `make run` shows it, `make test` proves it. `make help` lists the rest.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WIDGET := storefront_widget/dist/manifest.json
CONSOLE := console/dist/index.html

.DEFAULT_GOAL := help
.PHONY: help run test lint types build browser php wordpress-plugin shopify-samples shopify-app lock screenshots bench flows protocol door-schema clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

run: $(VENV)/.run build ## Install, build and start Parley with the demo store on port 8000
	@$(BIN)/python -m integration_app

test: $(VENV)/.dev build browser php shopify-samples ## Pass every test: units, both databases, Redis, browser, PHP
	@npm test --silent --workspaces --if-present
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(VENV)/.dev ## Check style and layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo

types: $(VENV)/.dev node_modules/.installed ## Check types, Python and TypeScript
	@$(BIN)/mypy
	@npm run --silent typecheck --workspaces --if-present

build: $(WIDGET) $(CONSOLE) ## Build the widget and the console

browser: ## Find Chromium, or install it with apt
	@$(PYTHON) tests/support/browser.py

php: ## Find PHP, or install it with apt
	@$(PYTHON) tests/support/php.py

wordpress-plugin: $(VENV)/bin/python ## Pack build/parley.zip, the plugin for WooCommerce stores
	@$(BIN)/python storefront_widget/pack_wordpress.py

shopify-samples: $(VENV)/.dev ## Fetch Shopify's own webhook samples from npm, once
	@$(BIN)/python -m tests.support.fetch_shopify

shopify-app: $(VENV)/.run ## Render build/shopify, which Shopify's CLI deploys
	@$(BIN)/python -m integration_app.cli shopify-app $(ARGS)

screenshots: $(VENV)/.dev build browser ## Take the README's pictures from the running program
	@$(BIN)/python -m tests.support.screenshots

bench: $(VENV)/.dev ## Measure, each figure beside its bare peer
	@$(BIN)/python -m benchmarks

flows: $(VENV)/.run ## Write docs/how-it-flows.md from the reactions table
	@$(BIN)/python -m integration_app.flows

protocol: $(VENV)/.run ## Write what server and browsers say to each other as TypeScript
	@$(BIN)/python -m integration_app.sockets.protocol

door-schema: $(VENV)/.run ## Write what the door for other sites takes, as JSON Schema
	@$(BIN)/python -m integration_app.platforms.rest.schema

lock: ## Pin every dependency anew, without registry addresses
	@$(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --python-version 3.11 --universal requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --python-version 3.11 --universal requirements-dev.in -o requirements-dev.txt

clean: ## Remove what was built; data/ stays
	rm -rf $(VENV) node_modules storefront_widget/dist console/dist build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Parley needs Python 3.11 or newer; $(PYTHON) is older. Try: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "Installing Python packages ..."
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing Python packages for development ..."
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run

node_modules/.installed: package-lock.json
	@command -v npm >/dev/null || { echo "Parley's front ends need Node.js 20 or newer with npm. See https://nodejs.org"; exit 1; }
	@echo "Installing JavaScript packages ..."
	@npm ci --silent --no-audit --no-fund
	@touch $@

$(WIDGET): node_modules/.installed $(shell find storefront_widget/src storefront_widget/*.mjs -type f 2>/dev/null)
	@echo "Building the widget ..."
	@npm run --silent build -w storefront_widget

$(CONSOLE): node_modules/.installed $(shell find console/src console/*.html console/*.ts -type f 2>/dev/null)
	@echo "Building the console ..."
	@npm run --silent build -w console
