# Everything sets itself up: Python 3.11 or later, make, and the package registries are all that is needed.
PYTHON ?= $(firstword $(PYTHONS))
# Each supported Python that is present and runs, newest last.
CANDIDATES := python3.11 python3.12 python3.13 $(wildcard $(HOME)/.pyenv/versions/3.1[123].*/bin/python3.1[123])
PYTHONS := $(shell .ci/pythons $(CANDIDATES))
CACHE := $(CURDIR)/.cache
PYTEST := -n 2 --dist worksteal -p no:cacheprovider

# What depends on the Python runs on the newest too, and in the long tier on those between.
NEWEST := $(filter-out $(PYTHON),$(lastword $(PYTHONS)))
BETWEEN := $(filter-out $(PYTHON) $(NEWEST),$(PYTHONS))
# Outside judges, damaged specs, adopted orgs and the benchmark say the same on every Python; one is enough.
ELSEWHERE := $(foreach part,judges bench hostile adopt tables cli/test_same_bytes.py spec/test_schema_in_editors.py,--ignore=tests/$(part))

.PHONY: try test test-all lint bench generated adoption-table findings-table clean

try:  ## show the main job on an org of the project's own
	@.ci/try $(PYTHON) $(CACHE)

test: lint  ## everything but the long tier, against the built wheel; what depends on the Python again on the newest that is present
	@.ci/with-wheel $(PYTHON) $(CACHE) test pytest $(PYTEST)
	@for python in $(NEWEST); do .ci/with-wheel $$python $(CACHE) test pytest $(PYTEST) $(ELSEWHERE) || exit 1; done

test-all:  ## the long tier
	@.ci/with-wheel $(PYTHON) $(CACHE) test pytest $(PYTEST) --long -m long
	@for python in $(BETWEEN); do .ci/with-wheel $$python $(CACHE) test pytest $(PYTEST) $(ELSEWHERE) || exit 1; done

lint:  ## ruff and mypy
	@.ci/with-wheel $(PYTHON) $(CACHE) lint ruff check
	@.ci/with-wheel $(PYTHON) $(CACHE) lint ruff format --check --quiet
	@.ci/with-wheel $(PYTHON) $(CACHE) lint mypy

bench:  ## CPU and memory beside a bare YAML pass; ESTATE=DIR for an estate of your own
	@.ci/with-wheel $(PYTHON) $(CACHE) test python tests/bench/run.py $(if $(ESTATE),--estate $(ESTATE)) $(ARGS)

generated:  ## renew what is generated from the example estate and from the language
	@.ci/with-wheel $(PYTHON) $(CACHE) test env PYTHONPATH=compiler python .ci/freeze .
	@.ci/with-wheel $(PYTHON) $(CACHE) test syncwright import tests/orgs/meridian --env production
	@.ci/with-wheel $(PYTHON) $(CACHE) test syncwright import tests/orgs/meridian tests/orgs/meridian-uat --env uat
	@.ci/with-wheel $(PYTHON) $(CACHE) test syncwright build
	@.ci/with-wheel $(PYTHON) $(CACHE) test syncwright schema

adoption-table:  ## each permission set and profile at hand, adopted and built again
	@.ci/with-wheel $(PYTHON) $(CACHE) test python tests/tables/adoption_table.py

findings-table:  ## what is found in the orgs at hand, adopted as they are; SAMPLES=N shows messages
	@.ci/with-wheel $(PYTHON) $(CACHE) test python tests/tables/findings_table.py $(if $(SAMPLES),--samples $(SAMPLES))

clean:  ## remove what these commands made outside version control
	rm -rf .cache
