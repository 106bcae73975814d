# make run · test · check · bench NAME=clocks DB=sqlite · pictures · setup · lock
.DELETE_ON_ERROR:
.PHONY: run test check bench pictures setup lock

export DEBUG ?= 1
NAME ?=
DB ?= sqlite
BIN := .venv/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
WORDS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

run: setup
	@DEMO=$${DEMO:-1} $(BIN)/niudai start

test: setup
	@$(BIN)/python -m tests

check: setup
	@$(BIN)/python -m tests --quick

bench: setup
	@$(BIN)/python -m bench --db $(DB) $(NAME)

pictures: setup
	@$(BIN)/python -m tests.pictures

setup: .venv/project node_modules/.package-lock.json $(WORDS)

# A virtual environment does not survive a move: one made for another folder is made again.
ifneq ($(shell test -x $(BIN)/python && cat .venv/place 2>/dev/null),$(CURDIR))
.PHONY: .venv/place
endif
.venv/place:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install python3."; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { echo "Python lacks venv: install python3-venv."; exit 1; }
	@echo "$(CURDIR)" > $@

.venv/packages: requirements/dev.txt .venv/place
	@echo "Installing Python packages …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/project: pyproject.toml .venv/packages
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-index --no-deps \
		--no-build-isolation -e .
	@touch $@

node_modules/.package-lock.json: package-lock.json requirements/node.txt | .venv/packages
	@echo "Installing the look of the pages …"
	@PATH="$(CURDIR)/$(BIN):$$PATH"; \
	node -e 'process.exit(+(process.versions.node.split(".")[0] < 18))' 2>/dev/null && npm -v >/dev/null 2>&1 \
		|| python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/node.txt; \
	npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

%.mo: %.po | .venv/packages
	@$(BIN)/pybabel -q compile -i $< -o $@ -l $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))

# Newer versions of everything, as far as pyproject.toml and package.json allow.
LOCK = $(BIN)/uv pip compile -q --upgrade --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header
lock: setup
	@$(LOCK) pyproject.toml -o requirements/base.txt
	@$(LOCK) --all-extras -c requirements/base.txt pyproject.toml -o requirements/dev.txt
	@$(LOCK) requirements/node.in -o requirements/node.txt
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm update --package-lock-only --omit-lockfile-registry-resolved --silent
