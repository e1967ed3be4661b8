# One command for each chore, the same on a laptop and in CI. All it takes is make and Python 3.11 or newer.

RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(RECENT)' 2>/dev/null && echo $$python && break; done)
PORT ?= 8000
RUN := .venv/bin/python

# pip reads the second name for what it needs to build a package since 25.3, the first one before that.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Packages are installed as they come; Python compiles the modules that are used, and must be allowed to keep them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help site demo test test-all lint scripts format reference translations pictures quality search-quality bench constraints lock clean browser headless nginx faketime

help:
	@echo "make site          build the site of this folder into site/"
	@echo "make demo          show the example region at http://127.0.0.1:$(PORT)/, again at each save"
	@echo "make test          style, types and the tests that run each time"
	@echo "make test-all      the same, and then all other tests: every combination, every payload"
	@echo "make lint          style and types alone"
	@echo "make scripts       the tests of the pages' scripts alone, without a browser"
	@echo "make format        put the code in its style"
	@echo "make reference     rewrite the generated parts of docs/"
	@echo "make translations  bring the catalogues up to date with the code and the templates"
	@echo "make pictures      take the pictures of docs/ again"
	@echo "make quality       measure the pages, and write the figures into docs/quality.md"
	@echo "make search-quality  measure the search, and write the figures into docs/search.md"
	@echo "make bench         measure builds beside other generators, and write the figures into docs/performance.md"
	@echo "make constraints   pin the newest versions of all that we use"
	@echo "make lock          pin what a region installs, with hashes, at the versions of constraints.txt"
	@echo "make clean         delete everything that these commands have made"

site: .venv/site
	@$(RUN) build.py
	@echo "The site is in site/. To look at it: $(RUN) -m http.server --bind 127.0.0.1 --directory site $(PORT)"

demo: .venv/site
	@$(RUN) cli.py serve --root examples/fjordregionen --port $(PORT)

# Tests write tens of thousands of small files: in memory where there is plenty of room, as on most Linux machines.
# They start some of them too, which not every such folder lets one do.
ROOMY := $(shell [ "$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $$4 }')" -gt 4000000 ] 2>/dev/null && \
	file=$$(mktemp -p /dev/shm) && chmod +x "$$file" && "$$file" 2>/dev/null && echo /dev/shm; rm -f "$$file")
PYTEST = TMPDIR="$(or $(TMPDIR),$(ROOMY),/tmp)" $(RUN) -m pytest -n auto --dist loadscope --no-loadscope-reorder

# What runs each time, with every assertion that guards users; docs/testing.md lists what only `test-all` runs.
test: lint scripts headless node_modules/.test
	@echo "Tests"
	@$(PYTEST)

test-all: test
	@echo "All other tests"
	@$(PYTEST) -m exhaustive

lint: .venv/test node_modules/.test
	@echo "Style"
	@$(RUN) -m ruff check --quiet
	@$(RUN) -m ruff format --check --quiet
	@npx --no-install eslint .
	@npx --no-install stylelint "templates/assets/**/*.css" "veiviser/**/*.css"
	@echo "Types"
	@$(RUN) -m mypy --no-error-summary

# The report is long, so it is shown when something fails.
scripts: .venv/test node_modules/.test
	@echo "Scripts"
	@$(RUN) -m tests.scripts.region node_modules/.cache/scripts
	@report=$$(node --test --test-reporter=spec tests/scripts/*.test.js) || { echo "$$report"; exit 1; }

format: .venv/test
	@$(RUN) -m ruff check --quiet --fix
	@$(RUN) -m ruff format --quiet

reference: .venv/test
	@$(RUN) -m tools.reference
	@$(RUN) -m tools.tiers

translations: .venv/test
	@$(RUN) -m tools.translations

pictures: .venv/test browser
	@$(RUN) -m tools.screenshots
	@$(RUN) -m tools.pictures

quality: .venv/test browser node_modules/.quality
	@$(RUN) -m tools.quality

search-quality: .venv/test browser node_modules/.quality
	@$(RUN) -m tools.search_quality

# Beside other generators, which PEERS_HOME has: docs/performance.md says how they get there. SIZES are offers, ROUNDS one
# number or one for each size, STAGES the offers of the regions that are measured by stage.
PEERS ?= ../shared/bench/peers
SIZES ?= 200,2000,10000
ROUNDS ?= 5
STAGES ?= 1000,2000,10000
DATE ?= $(shell LC_ALL=C date '+%-d %B %Y')
bench: .venv/test
	@work=$$(mktemp -d -p "$(or $(TMPDIR),$(ROOMY),/tmp)") && trap 'rm -rf "$$work"' EXIT && \
	$(RUN) -m benchmarks.performance "$(PEERS)" --sizes "$(SIZES)" --rounds "$(ROUNDS)" --stages "$(STAGES)" \
		--date "$(DATE)" --work "$$work"

constraints:
	@new=$$(mktemp -d) && trap 'rm -rf "$$new"' EXIT && $(PYTHON) -m venv "$$new" && \
	env -u PIP_CONSTRAINT -u PIP_BUILD_CONSTRAINT "$$new/bin/python" -m pip install --quiet '.[test]' editables && \
	{ grep '^#' constraints.txt; "$$new/bin/python" -m pip freeze --exclude veiviser --exclude setuptools; } > "$$new/all" && \
	cp "$$new/all" constraints.txt
	@$(MAKE) --no-print-directory lock

# What a new region installs: all that the program needs and what builds it, for every platform that has wheels of it.
LOCK := veiviser/editing/skeleton/requirements.txt
lock:
	@new=$$(mktemp -d) && trap 'rm -rf "$$new"' EXIT && $(PYTHON) -m venv "$$new" && \
	"$$new/bin/python" -m pip install --quiet uv && grep -v '^#' constraints.txt > "$$new/versions" && echo hatchling > "$$new/builds" && \
	"$$new/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --constraint "$$new/versions" --output-file "$$new/lock" pyproject.toml "$$new/builds" && \
	{ sed '/^$$/q' $(LOCK); cat "$$new/lock"; } > "$$new/all" && cp "$$new/all" $(LOCK)

clean:
	@rm -rf .venv node_modules site examples/*/site .*.staging examples/*/.*.staging dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The two stamps say what .venv holds: what a build needs, or what the tests need besides.

.venv/site: pyproject.toml constraints.txt
	@$(call install,.)
	@touch $@

.venv/test: pyproject.toml constraints.txt
	@$(call install,.[test])
	@touch .venv/site $@

define install
if ! $(RUN) -m pip --version >/dev/null 2>&1; then \
	test -n "$(PYTHON)" && $(PYTHON) -c '$(RECENT)' || \
		{ echo "Python 3.11 or newer was not found; say where it is: make PYTHON=…" >&2; exit 1; }; \
	echo "Making .venv with $$($(PYTHON) --version)"; \
	$(PYTHON) -m venv --clear .venv || exit 1; \
fi; \
echo "Installing what pyproject.toml asks for"; \
$(RUN) -m pip install --quiet --no-compile --editable '$(1)'
endef

# The two stamps say what node_modules holds: axe and html-validate, which the tests need, or Lighthouse and MiniSearch
# besides. Nothing of what is installed runs a script or fetches a browser of its own when it is.

node_modules/.test: package.json package-lock.json
	@$(call packages,--omit=optional)
	@touch $@

node_modules/.quality: package.json package-lock.json
	@$(call packages,)
	@touch node_modules/.test $@

define packages
( $(call debian,npm,nodejs npm) ) && echo "Installing what package.json asks for" && npm ci $(1) --loglevel=error >/dev/null
endef

# The tests of what visitors see run in Debian's Chromium without its windows, which are half of the work of a page; the
# measures and the pictures are made in the whole one.
headless:
	@$(call debian,chromium-headless-shell,chromium-headless-shell fonts-liberation)

browser:
	@$(call debian,chromium,chromium fonts-liberation)

# On Debian a web server begins to serve when it is installed: for machines that are thrown away. Without it, the tests of
# the settings for nginx are left out.
nginx:
	@$(call debian,nginx,nginx)

# For .ci/ahead, which moves the clock.
faketime:
	@$(call debian,faketime,faketime)

# A program, and the packages that bring it where it is missing.
define debian
if command -v $(1) >/dev/null; then exit 0; fi; \
as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
if ! command -v apt-get >/dev/null || ! $$as_root true 2>/dev/null; then \
	echo "The tests need “$(1)”. On Debian: sudo apt-get install $(2)" >&2; exit 1; \
fi; \
echo "Installing $(1)"; \
$$as_root apt-get update -qq && $$as_root env DEBIAN_FRONTEND=noninteractive \
	apt-get install -qq --yes --no-install-recommends $(2) >/dev/null
endef
