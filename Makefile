# Everything sets itself up: Python 3.11 or later, make, and the package registries are all that is needed.
PYTHON ?= $(firstword $(PYTHONS))
# Each supported Python that is present and runs, newest last.
CANDIDATES := python3.11 python3.12 python3.13 $(wildcard $(HOME)/.pyenv/versions/3.1[123].*/bin/python3.1[123])
PYTHONS := $(shell .ci/pythons $(CANDIDATES))
CACHE := $(CURDIR)/.cache
PYTEST := -n 2 --dist worksteal -p no:cacheprovider

# What depends on the Python is for the newest one, too: `make newest`.
NEWEST := $(filter-out $(PYTHON),$(lastword $(PYTHONS)))
# Outside judges, other engines, proofs over many records, damaged specs, adopted orgs, pages of rules and the benchmark say the same on every Python.
ELSEWHERE := $(foreach part,judges agreement mutation sql impact bench site hostile hostile_answers faults adopt tables house rules rename cache cli/test_live_story.py plan/test_markdown.py plan/test_human.py platforms/account_engagement/test_sharing_agreement.py expression/test_algebra.py expression/test_hostile.py platforms/marketo/test_smart_list.py cli/test_same_bytes.py spec/test_schema_in_editors.py,--ignore=tests/$(part))

.PHONY: try test test-environment test-all newest mutation lint bench generated adoption-table findings-table clean

try:  ## show the main job on an org of the project's own
	@.ci/try $(PYTHON) $(CACHE)

test:  ## everything but the long tier, against the built wheel
	@$(MAKE) --no-print-directory -j2 lint test-environment
	@.ci/with-wheel $(PYTHON) $(CACHE) test pytest $(PYTEST)

test-environment:  # while mypy, which has one thread, reads
	@.ci/chromium
	@.ci/with-wheel $(PYTHON) $(CACHE) test true

test-all:  ## the long tier, with faults at full size and a Spark and a Java of its own, and some of the mutants
	@.ci/with-wheel $(PYTHON) $(CACHE) long python tests/mutation/run.py --every 6
	@.ci/with-wheel $(PYTHON) $(CACHE) long pytest $(PYTEST) --long -m long

newest:  ## what may differ there, on the newest Python that is present
	@$(if $(NEWEST),.ci/with-wheel $(NEWEST) $(CACHE) test pytest $(PYTEST) $(ELSEWHERE),echo "there is no other Python")

mutation:  ## the modules that write filters with one thing wrong, many times: whether a test notices; ARGS=NAME for one of them
	@.ci/with-wheel $(PYTHON) $(CACHE) long python tests/mutation/run.py $(ARGS)

lint:  ## ruff and mypy
	@.ci/with-wheel $(PYTHON) $(CACHE) lint sh -c 'ruff check && ruff format --check --quiet && mypy'

bench:  ## CPU and memory beside a bare YAML pass; ESTATE=DIR for an estate of your own
	@.ci/with-wheel $(PYTHON) $(CACHE) test python tests/bench/run.py $(if $(ESTATE),--estate $(ESTATE)) $(ARGS)

generated:  ## renew what is generated from the example estate and from the language
	@.ci/with-wheel $(PYTHON) $(CACHE) test env PYTHONPATH=compiler python .ci/freeze .
	@.ci/with-wheel $(PYTHON) $(CACHE) test env PYTHONPATH=compiler python .ci/reference .
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
