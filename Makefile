# `make help` lists the tasks. They use the environment in .venv if it is there, else the one that is active.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
PATTERN ?=
SECONDS ?= 300
NOTEBOOKS ?= sample_notebooks
BEFORE ?= HEAD

.PHONY: help setup lock test quick lint golden cases hunt soak bench docs gallery coverage diff-corpus release

help:  ## list the tasks
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup:  ## make .venv with the development dependencies, in the versions of requirements-dev.lock
	python3 -m venv --upgrade-deps .venv
	.venv/bin/pip install -q -c requirements-dev.lock -e '.[dev]'

lock:  ## write requirements-dev.lock anew, with the newest versions; needs uv
	uv pip compile pyproject.toml --extra dev --universal --upgrade --no-header --no-annotate -q -o requirements-dev.lock

test:  ## all checks and all tests, 12 minutes on two cores
	ruff check .
	ruff format --check .
	pytest -n auto --dist worksteal

quick:  ## the tests that run no notebook
	pytest -n auto -m "not slow"

lint:  ## ruff, mypy, vulture
	ruff check .
	ruff format --check .
	mypy
	vulture

golden:  ## write the packages of the samples anew; review the diff
	python -m tests.support.golden --refresh

cases:  ## write the plans of the cases anew, or of those that match PATTERN
	python -m tests.support.cases --refresh $(PATTERN)

hunt:  ## random programs, notebook against scripts, for SECONDS
	python -m tests.support.hunt --seconds $(SECONDS) --start $$(date +%s)

soak:  ## damaged notebooks: each is converted or refused by a code
	python -m tests.support.soak --files 20000

bench:  ## time of convert at 500 and 10,000 cells
	python benchmarks/convert.py --tool nb2prod --cells 500 10000 --repeat 1

docs:  ## write the pages that are made from the code, and build the site
	python -m tests.support.docs --refresh
	python -m tests.support.picture
	python -m tests.support.gallery
	python -m zensical build --strict

gallery:  ## convert the notebooks of docs/gallery: packages and report pages, for the site
	python -m tests.support.gallery

coverage:  ## lines that the quick tests reach; fails below the floor in pyproject.toml
	coverage erase
	pytest -n auto -m "not slow" --cov
	coverage report --skip-covered

diff-corpus:  ## packages of NOTEBOOKS at revision BEFORE and now, as a diff
	python -m tests.support.diff_corpus $(NOTEBOOKS) $(BEFORE)

release: lint  ## wheel and source archive, in dist; publishing is the workflow release.yml
	rm -rf dist
	python -m pip wheel -q --no-deps -w dist .
	python -m zipfile -l $$(ls dist/*.whl) | grep templates/storage.py.jinja
