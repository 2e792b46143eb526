# The manual of this repository: `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
INSTALLED := .venv/bin/python

.PHONY: help setup web run services migrate doctor backup restore drill test test-fast pages guide fuzz faults soak \
	recovery lint format contracts manifests bench bench-bus bench-peers bench-peers-http bench-http \
	bench-calls bench-bulk bench-custom bench-customer bench-reminders bench-rolling bench-card bench-import \
	bench-export clean

help: ## Show this list
	@echo "make <target>; the two that matter: make run, make test"
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

setup: ## Install what is locked into .venv (fast when nothing changed)
	@bin/setup

web: setup ## Build the web app into web/dist
	@bin/build-web

run: web ## Run the whole product: http://localhost:8000 (DEMO=0: empty)
	@exec bin/troncal run

services: web ## Run the product as two processes per service on PostgreSQL and RabbitMQ
	@exec bin/troncal services

migrate: setup ## Make and migrate the databases, then end
	@exec bin/troncal migrate

doctor: setup ## Compare databases, broker and disk with what this release expects
	@exec bin/troncal doctor

backup: setup ## Write databases, files and keys into a folder: make backup TO=/safe/place
	@exec bin/troncal backup "$(if $(TO),$(TO),$(error name the folder: make backup TO=/safe/place))"

restore: setup ## Put a backup in place, the product being stopped: make restore FROM=/safe/place
	@exec bin/troncal restore $(if $(FORCE),--force) "$(if $(FROM),$(FROM),$(error name the folder: make restore FROM=/safe/place))"

drill: ## Load, back up, go on, kill, restore, start: readers must equal owners
	@bin/setup dev
	@THOROUGH=1 exec $(INSTALLED) -m pytest -q tests/operations/test_drill.py

test: ## Run the tests; gets what it needs by itself (the longest: make faults, drill, pages)
	@exec bin/test -q

test-fast: ## Run the tests without browser, broker and faults
	@bin/setup dev
	@exec $(INSTALLED) -m pytest -q -m "not browser and not broker and not faults"

pages: web ## Look at every page in both languages and all widths (`make test`: each in one width)
	@bin/setup dev
	@bin/need chromium
	@THOROUGH=1 exec $(INSTALLED) -m pytest -q tests/browser/test_every_page.py

guide: web ## Take the pictures of docs/guia anew, by walking through it
	@bin/setup dev
	@bin/need chromium
	@GUIDE=1 exec $(INSTALLED) -m pytest -q tests/browser/test_guide.py -k walks

fuzz: ## Call every route with generated requests, fifty times as often as `make test` does
	@bin/setup dev
	@TRONCAL_FUZZ_EXAMPLES=150 exec $(INSTALLED) -m pytest -q tests/security/test_server_errors.py

faults: ## Kill and stop everything at every named point, five times each
	@bin/setup dev
	@bin/need rabbitmq
	@FAULT_ROUNDS=5 exec $(INSTALLED) -m pytest -q tests/faults tests/doors

soak: ## Random faults over 50,000 facts: SOAK="--seed 7 --faults 300 --minutes 25"
	@bin/setup dev
	@bin/need rabbitmq
	@exec $(INSTALLED) -m tests.faults.soak $(SOAK)

recovery: ## Seconds until everything flows again after a kill, twenty times each
	@bin/setup dev
	@bin/need rabbitmq
	@exec $(INSTALLED) -m tests.faults.recovery

lint: ## Check style, types, import rules and lock files
	@bin/setup dev
	@exec bin/lint

format: ## Format the Python code
	@bin/setup dev
	@$(INSTALLED) -m ruff format -q . && $(INSTALLED) -m ruff check -q --fix .

contracts: ## Write the facts' schemas and docs/events.md from their models
	@bin/setup dev
	@$(INSTALLED) -m contracts.publish

manifests: ## Write the Kubernetes objects that eight services have alike
	@bin/setup dev
	@$(INSTALLED) -m deploy.k8s.render

bench: ## Measure everything, one after the other (hours); goes on after a missed bound
	@$(MAKE) -k --no-print-directory bench-bus bench-peers bench-peers-http bench-http \
		bench-calls bench-bulk bench-custom bench-customer bench-reminders bench-rolling bench-card \
		bench-import bench-export

bench-bus: ## Measure the bus against a raw pipe of the same messages
	@bin/setup dev
	@bin/need rabbitmq
	@exec $(INSTALLED) -m bench.bus

bench-http: ## Measure pages, searches and webhooks with 100,000 contacts
	@bin/setup dev
	@exec $(INSTALLED) -m bench.http

bench-custom: ## Measure lists by custom fields with 1,000,000 contacts
	@bin/setup dev
	@exec $(INSTALLED) -m bench.custom_fields

bench-customer: ## Measure the composed customer page with all services up
	@bin/setup dev
	@exec $(INSTALLED) -m bench.customer

bench-reminders: ## Measure 1,000 reminders that are due in the same minute
	@bin/setup dev
	@exec $(INSTALLED) -m bench.reminders

bench-rolling: ## Replace every process of the product under load and count failed requests
	@bin/setup dev
	@bin/need rabbitmq
	@exec $(INSTALLED) -m bench.rolling

bench-peers: ## Measure the bus beside Celery, dramatiq, FastStream and nameko on one broker
	@bin/setup dev
	@bin/need rabbitmq
	@bin/need peers/bus
	@bin/need peers/nameko
	@exec $(INSTALLED) -m bench.peers_bus

bench-peers-http: ## Measure the product beside Tryton and django-crm over HTTP, 100,000 contacts each
	@bin/setup dev
	@bin/need peers/tryton
	@bin/need redis && bin/need peers/django-crm || echo "django-crm is left out."
	@exec $(INSTALLED) -m bench.peers_http

bench-bulk: ## Measure 100,000 and 1,000,000 contacts with their events (hours)
	@bin/setup dev
	@exec $(INSTALLED) -m bench.bulk

bench-calls: ## Measure incoming calls while an import of 100,000 events is carried
	@bin/setup dev
	@exec $(INSTALLED) -m bench.bulk --calls 20 --contacts 100000

bench-card: web ## Measure how soon the card of an incoming call stands in a browser
	@bin/setup dev
	@bin/need chromium
	@exec $(INSTALLED) -m bench.card

bench-import: ## Measure an import of 200,000 rows: ROWS=20000 ends sooner
	@bin/setup dev
	@exec $(INSTALLED) -m bench.imports $(if $(ROWS),--rows $(ROWS))

bench-export: ## Measure an export of 1,000,000 contacts as XLSX: ROWS=20000 ends sooner
	@bin/setup dev
	@exec $(INSTALLED) -m bench.exports $(if $(ROWS),--rows $(ROWS))

clean: ## Remove what was built or cached; data in .run/ stays
	@rm -rf web/dist web/node_modules web/.cache .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
