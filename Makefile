# The reading room. `make` lists what can be made.
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
ROOM := $(BIN)/reading-room

.PHONY: accuracy bench-parse compiled help site test serve check lint format screenshots bench bench-corpus bench-import bench-search bench-large scale clean distclean lock bench-serve load fuzz faults
help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# The environment: made once, renewed when a lock file changes. Everything is installed by hash; the program itself runs
# from this folder: .venv/bin/reading-room is a few lines that start it, from wherever one stands.
$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'The reading room needs Python 3.11 or later; set PYTHON=/path/to/python3.11'; exit 3; }
	@echo 'Setting up .venv (once)'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

define COMMAND
#!/bin/sh
# The command reading-room of the clone that this environment stands in: with its parser compiled, if that is of its sources.
here=$$(cd "$$(dirname "$$0")" && pwd)
program=$${here%/*/*}
if [ -d "$$program/.compiled" ]; then
	if "$$program/tools/compiled.sh" current; then
		program=$$program/.compiled
	else
		echo 'The program was changed since its parser was compiled, and runs without: make compiled compiles it anew' >&2
	fi
fi
# The folder that one stands in is no place of the program's, nor for the processes that it starts.
PYTHONSAFEPATH=1 PYTHONPATH="$$program$${PYTHONPATH:+:$$PYTHONPATH}" exec "$$here/python" -m generator "$$@"
endef
export COMMAND

$(BIN)/reading-room: Makefile | $(VENV)/made
	@printf '%s\n' "$$COMMAND" >$@
	@chmod +x $@

$(VENV)/site: requirements.lock | $(BIN)/reading-room
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/site
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

$(VENV)/fuzz: requirements-fuzz.lock $(VENV)/dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-fuzz.lock || \
		echo 'atheris has no wheel for this Python: inputs will be made by chance'
	@touch $@

site: $(VENV)/site ## build the room from content/ into site/
	@$(ROOM) build

test: $(VENV)/dev ## run all tests; those in a browser run where Chromium is installed
	@$(BIN)/python -m pytest -q

accuracy: $(VENV)/dev ## how much of real cables is read, field by field, and what changed since the record
	@$(BIN)/python -m tests.benchmarks.accuracy

bench-parse: $(VENV)/dev ## how fast cables are read, and where the time goes
	@$(BIN)/python -m tests.benchmarks.parse_speed

compiled: $(VENV)/dev ## compile the parser, half as fast again: the room is then read by it (needs a C compiler)
	@tools/compiled.sh make $(abspath $(BIN)/python)

serve: $(VENV)/site ## look at the room in a browser on this machine while you work on it
	@$(ROOM) serve --open

check: $(VENV)/site ## read every cable and report what is wrong
	@$(ROOM) check

lint: $(VENV)/dev ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/dev ## put the code into the common form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --select I .

# N is the number of cables, FOLDER where collections and sites go (251,287 cables need some 60 GB there).
N ?= 251287
FOLDER ?= .reading-room/benchmark
bench: $(VENV)/dev ## measure rooms of 1,000 and 10,000 cables against Hugo, cp -r and Pagefind; then parsing and linking
	@missed=0; $(BIN)/python -m tests.benchmarks.room_speed --folder $(FOLDER) --record docs/benchmarks.md bench || missed=1; \
		$(MAKE) --no-print-directory --keep-going bench-parse bench-corpus || missed=1; exit $$missed

bench-large: $(VENV)/dev ## measure rooms of 10,000, 50,000 and 100,000 cables against Hugo and cp -r, without the index
	@$(BIN)/python -m tests.benchmarks.room_speed --folder $(FOLDER) --record docs/benchmarks.md bench \
		--counts 10000 50000 100000 --search-from 1000000

scale: $(VENV)/dev ## build a room of N cables with search, change it, and keep the record in docs/benchmarks.md
	@$(BIN)/python -m tests.benchmarks.room_speed --folder $(FOLDER) --record docs/benchmarks.md scale $(N)

bench-corpus: $(VENV)/dev ## measure the linking of 25,000 to 251,287 cables
	@$(BIN)/python -m tests.benchmarks.corpus_speed

bench-serve: $(VENV)/dev ## how soon the preview shows its first page of 10,000 cables, and an edit
	@$(BIN)/python -m tests.benchmarks.serve_speed

load: $(VENV)/dev ## nginx over the built site under wrk for a minute, and the preview under 50 readers with edits (needs both)
	@$(BIN)/python -m tests.benchmarks.load

INPUTS ?= 100000
fuzz: $(VENV)/fuzz ## try INPUTS inputs on everything that reads, guided by what they reach
	@$(BIN)/python -m tests.fuzz.run --inputs $(INPUTS)

KILLS ?= 200
faults: $(VENV)/dev ## kill KILLS builds at random moments, then all other faults: disks, clocks, sources that move, no network
	@$(BIN)/python -m tests.faults.kills $(KILLS)
	@$(BIN)/python -m pytest -q tests/faults

screenshots: $(VENV)/dev ## take pictures of every kind of page into screenshots/ (needs Chromium)
	@$(BIN)/python -m tests.browser.screenshots screenshots

bench-import: $(VENV)/dev ## how fast a dump is imported, and in how much memory
	@$(BIN)/python -m tests.benchmarks.import_speed

bench-search: $(VENV)/dev ## what a first search costs a reader of 10,000 cables (needs Chromium)
	@test -d .bench/search/content || $(BIN)/python -m tests.benchmarks.collection 10000 .bench/search/content
	@$(ROOM) build --no-pdf --content .bench/search/content --output .bench/search/site
	@$(BIN)/python -m tests.benchmarks.search_query .bench/search/site

clean: ## remove the built site and the build's memory
	@rm -rf site .reading-room

distclean: clean ## remove the environment and what was compiled as well
	@rm -rf $(VENV) .compiled .compiled.part .pytest_cache .mypy_cache .ruff_cache .hypothesis

lock: $(VENV)/dev ## renew the lock files from pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --allow-unsafe \
		--strip-extras --extra pdf --output-file requirements.lock pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --allow-unsafe \
		--strip-extras --extra dev --output-file requirements-dev.lock pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --allow-unsafe \
		--strip-extras --extra fuzz --constraint requirements-dev.lock --output-file requirements-fuzz.lock pyproject.toml
