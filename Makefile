# Everything a newcomer or a CI machine does, by name. `make help` lists it.

PYTHON ?= python3
PORT   ?= 8000
DATA   ?= ../shared/data
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test lint quality bench image clean

help: ## Show these commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Start Bahith on http://127.0.0.1:8000 (PORT=… changes it), with the sample articles if it is empty
	@$(BIN)/python -m index.filled || $(BIN)/flask --app app index add --if-empty seeds/articles
	@echo "Bahith: http://127.0.0.1:$(PORT)  (Ctrl+C stops it)"
	@exec $(BIN)/gunicorn

test: $(VENV)/.dev ## Set up and run all tests
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

quality: $(VENV)/.dev ## Measure ranking, dates and actors on DATA and hold them to their floors
	$(BIN)/python -m benchmarks.quality --data $(DATA)

bench: $(VENV)/.dev ## Measure intake, index size, speed and memory on DATA
	$(BIN)/python -m benchmarks.service --data $(DATA)

image: ## Build the container image
	docker build -t bahith .

clean: ## Remove the environment and what tools left behind; articles in data/ stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Bahith needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	@echo "Creating the environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python cannot make an environment here; on Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }

# A stamp a set: installing again only when the pins changed.
$(VENV)/.run: requirements.txt constraints.txt | $(VENV)/bin/python
	@echo "Installing what Bahith runs on (once) …"
	@$(PIP) install -c constraints.txt -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt constraints.txt | $(VENV)/bin/python
	@echo "Installing what the tests need (once) …"
	@$(PIP) install -c constraints.txt -r requirements-dev.txt
	@touch $@ $(VENV)/.run
