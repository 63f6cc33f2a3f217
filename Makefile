# The reading room. `make` lists what can be made.
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
ROOM := $(BIN)/reading-room

.PHONY: help site serve check clean test lint format words reference docs screenshots lock distclean bench bench-large scale bench-parse bench-corpus bench-data bench-import bench-search bench-serve bench-pages bench-withheld load accuracy fuzz faults leaks mutants linear
help: ## list what can be made
	@awk -F ':.*## ' '/^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' \
		$(MAKEFILE_LIST)

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
# The command reading-room of the clone that this environment belongs to.
here=$$(cd "$$(dirname "$$0")" && pwd)
program=$${here%/*/*}
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

##@ A room

site: $(VENV)/site ## build the room from content/ into site/
	@$(ROOM) build

serve: $(VENV)/site ## look at the room in a browser on this machine while you work on it
	@$(ROOM) serve --open

check: $(VENV)/site ## read every cable and report what is wrong
	@$(ROOM) check

clean: ## remove the built site and the cache of its builds
	@rm -rf site .reading-room

##@ Work on the program

test: $(VENV)/dev ## run all tests; those in a browser run where Chromium is installed
	@$(BIN)/python -m pytest -q

lint: $(VENV)/dev node_modules/made ## style and types, of Python and of the scripts of the pages (needs node and npm)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@npm run --silent lint

format: $(VENV)/dev node_modules/made ## put the code into the common form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --select I .
	@npm run --silent format

# The tools that check the scripts of the pages, by hash from package-lock.json. Neither the room nor its tests need them.
node_modules/made: package-lock.json package.json
	@command -v npm >/dev/null || { echo 'Checking the scripts of the pages needs node 20 and npm'; exit 3; }
	@npm ci --silent --no-audit --no-fund
	@touch $@

words: $(VENV)/dev ## write the list of all messages of the interface, generator/language/en.toml
	@$(BIN)/python -m tests.language.messages

reference: $(VENV)/dev ## write the generated pages of the documentation: commands, settings, templates
	@$(BIN)/python -m tests.documentation.reference

docs: $(VENV)/dev ## build the documentation as a site, with the program itself, and check its links
	@$(BIN)/python -m tests.documentation.site .reading-room/docs

screenshots: $(VENV)/dev ## take pictures of every kind of page into screenshots/ (needs Chromium)
	@$(BIN)/python -m tests.browser.screenshots screenshots

lock: $(VENV)/dev ## renew the lock files from pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --allow-unsafe \
		--strip-extras --extra pdf --output-file requirements.lock pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --allow-unsafe \
		--strip-extras --extra dev --output-file requirements-dev.lock pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --allow-unsafe \
		--strip-extras --extra fuzz --constraint requirements-dev.lock --output-file requirements-fuzz.lock pyproject.toml

distclean: clean ## remove the environment as well
	@rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

##@ Measure speed

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

bench-parse: $(VENV)/dev ## how fast cables are read, and where the time goes
	@$(BIN)/python -m tests.benchmarks.parse_speed

bench-corpus: $(VENV)/dev ## measure the linking of 25,000 to 251,287 cables
	@$(BIN)/python -m tests.benchmarks.corpus_speed

bench-data: $(VENV)/dev ## how fast the data edition of 10,000 and of 251,287 cables is written, and in how much memory
	@$(BIN)/python -m tests.benchmarks.data_speed --folder $(FOLDER) --record docs/benchmarks.md

bench-import: $(VENV)/dev ## how fast a dump is imported, and in how much memory
	@$(BIN)/python -m tests.benchmarks.import_speed

bench-search: $(VENV)/dev ## what a question costs a reader of 1,000 and of 10,000 cables, or of N (needs Chromium)
	@for n in $(if $(filter command line,$(origin N)),$(N),1000 10000); do \
		test -d .bench/search-$$n/content || $(BIN)/python -m tests.benchmarks.collection $$n .bench/search-$$n/content; \
		$(ROOM) build --no-pdf --content .bench/search-$$n/content --output .bench/search-$$n/site; \
		$(BIN)/python -m tests.benchmarks.search_query .bench/search-$$n/site || exit 1; done

bench-serve: $(VENV)/dev ## how soon the preview shows its first page of 10,000 cables, and an edit
	@$(BIN)/python -m tests.benchmarks.serve_speed

bench-pages: $(VENV)/dev ## when pages are seen on a slow telephone, and how much moves: the heaviest of 530 cables (needs Chromium)
	@test -d .bench/pages/content || $(BIN)/python -m tests.benchmarks.collection 530 .bench/pages/content
	@$(ROOM) build --no-pdf --content .bench/pages/content --output .bench/pages/site
	@$(BIN)/python -m tests.benchmarks.page_vitals .bench/pages/site --record docs/benchmarks.md

bench-withheld: $(VENV)/dev ## what rules of withholding cost a build of 2,000 cables
	@$(BIN)/python -m tests.benchmarks.withholding_speed

load: $(VENV)/dev ## nginx over the built site under wrk for a minute, and the preview under 50 readers with edits (needs both)
	@$(BIN)/python -m tests.benchmarks.load

##@ Measure what is right

accuracy: $(VENV)/dev ## how much of real cables is read, field by field, and what changed since the record
	@$(BIN)/python -m tests.benchmarks.accuracy

INPUTS ?= 100000
fuzz: $(VENV)/fuzz ## try INPUTS inputs on everything that reads, guided by what they reach
	@$(BIN)/python -m tests.fuzz.run --inputs $(INPUTS)

KILLS ?= 200
faults: $(VENV)/dev ## kill KILLS builds at random moments, then all other faults: disks, clocks, sources that move, no network
	@$(BIN)/python -m tests.faults.kills $(KILLS)
	@$(BIN)/python -m pytest -q tests/faults

N_LEAKS = $(if $(filter command line,$(origin N)),$(N),2000)
leaks: $(VENV)/dev ## withhold N random phrases in many forms, and search every byte of what is built
	@$(BIN)/python -m tests.leaks.run $(N_LEAKS) --printed

N_MUTANTS = $(if $(filter command line,$(origin N)),$(N),300)
mutants: $(VENV)/dev ## change the program in N places, one at a time, and list the changes that its nearest tests let pass
	@$(BIN)/python -m tests.mutants.run $(N_MUTANTS)

linear: $(VENV)/dev ## read every word that the readers know beside every sign, and see that time grows as the input does
	@$(BIN)/python -m tests.linear.shapes
