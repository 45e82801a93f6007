"""A notebook to its plan: divided, planned, and divided again if that avoids a refusal."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import pairwise

from nb2prod.analysis.again import analysed_again
from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.rewrites.argument_options import with_options_as_parameters
from nb2prod.analysis.rewrites.attached_methods import with_attached_methods
from nb2prod.analysis.rewrites.chosen_folders import with_chosen_folders
from nb2prod.analysis.rewrites.default_values import with_defaults_at_calls
from nb2prod.analysis.rewrites.distinct import distinct
from nb2prod.analysis.rewrites.early_values import with_early_values_named
from nb2prod.analysis.rewrites.lambdas import with_functions_named, without_kept_lambdas
from nb2prod.analysis.rewrites.loop_scores import with_kept_scores
from nb2prod.analysis.rewrites.namespaces import without_namespaces
from nb2prod.analysis.rewrites.needless_paths import without_search_path
from nb2prod.analysis.rewrites.parser_functions import without_parser_functions
from nb2prod.analysis.rewrites.progress_bars import without_widget_bars
from nb2prod.analysis.rewrites.queries import Query, with_query_files
from nb2prod.analysis.rewrites.settings_classes import with_settings_as_names
from nb2prod.analysis.rewrites.shown_predictions import with_shown_predictions
from nb2prod.analysis.rewrites.shown_scores import with_shown_scores
from nb2prod.analysis.rewrites.star_imports import with_names_of_stars
from nb2prod.analysis.syntax.nested_imports import without_nested_imports
from nb2prod.analysis.working_folder import without_moves
from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.notebook.model import Moved, Notebook, whole
from nb2prod.plan.build import plan
from nb2prod.plan.model import File, Pipeline
from nb2prod.plan.pipeline_code import only_printed, statements_in
from nb2prod.plan.reserved_names import without_reserved_names
from nb2prod.records import replace
from nb2prod.settings import Settings
from nb2prod.stages.divide import divide, statements_at
from nb2prod.stages.retagging import with_tried_fix
from nb2prod.trace.traced import Trace


def planned(
    notebook: Notebook, settings: Settings, trace: Trace | None = None
) -> tuple[Notebook, Pipeline]:
    """The notebook as it is divided into stages, and its plan.

    Where the plan cannot have the fields of a class of settings, the class stays code.

    Raises:
        ConversionError: the notebook cannot be converted as it stands.
    """
    notebook = with_options_as_parameters(without_parser_functions(notebook))
    named = with_settings_as_names(notebook)
    if named is not notebook:
        with suppress(ConversionError):
            return _with_paths(named, settings, trace)
    return _with_paths(notebook, settings, trace)


def _with_paths(
    notebook: Notebook, settings: Settings, trace: Trace | None
) -> tuple[Notebook, Pipeline]:
    """The same; queries get files where their paths can be parameters, and else stay; so do
    folders that the notebook chooses, where anything but a path or a printed line reads them."""
    left: frozenset[str] = frozenset()
    while True:
        made, queries = with_query_files(notebook, left)
        made, chosen = with_chosen_folders(made, left)
        tried = {*(query.path for query in queries), *(one.name for one in chosen)}
        clear = with_clear_names(made)
        try:
            divided, pipeline = _fixed(clear, settings, trace)
        except ConversionError as error:
            if not tried:
                found = (_where_it_stood(d, clear.moved) for d in error.diagnostics)
                raise ConversionError(*found) from None
            left |= tried
            continue
        outside = {file.path for stage in pipeline.stages for file in stage.outside}
        stuck = {query.path for query in queries if query.path not in outside}
        places = _places(pipeline) if chosen else set()
        stuck |= {one.name for one in chosen if one.place in places}
        notes = tuple(_where_it_stood(d, clear.moved) for d in pipeline.notes)
        made_so = divided, _with_queries(replace(pipeline, notes=notes), queries)
        if stuck <= only_printed(pipeline, {one.name for one in chosen}):
            return made_so
        left |= stuck


def _places(pipeline: Pipeline) -> set[tuple[int, str, int]]:
    """Where each statement that the scripts have stands."""
    found = statements_in(pipeline)
    return {(int(one.cell.number), one.cell.id, one.line) for one in found}


def _with_queries(pipeline: Pipeline, queries: tuple[Query, ...]) -> Pipeline:
    """The pipeline with the files that hold these queries."""
    paths = {query.path for query in queries}

    def marked(file: File) -> File:
        return replace(file, kind="query") if file.path in paths else file

    stages = (replace(one, files=tuple(map(marked, one.files))) for one in pipeline.stages)
    return replace(pipeline, stages=tuple(stages), queries=queries) if queries else pipeline


def _where_it_stood(diagnostic: Diagnostic, moved: Iterable[Moved]) -> Diagnostic:
    """The diagnostic with its place in the file: lines of methods may have moved to their class."""
    place = diagnostic.place
    for one in moved if place is not None else ():
        assert place is not None
        same = whole(one.cell) == whole(place.cell)
        same = same and (one.cell == whole(one.cell)) is (place.cell == whole(place.cell))
        if same and one.first <= place.line <= one.last:
            there = Place(one.from_cell, one.from_id, one.line + place.line - one.first)
            return replace(diagnostic, place=there)
    return diagnostic


def _fixed(
    notebook: Notebook, settings: Settings, trace: Trace | None
) -> tuple[Notebook, Pipeline]:
    """The same; where a definition stands in its way, that of a notebook which says the same.

    Raises:
        ConversionError: what the notebook itself is refused for.
    """
    refused: ConversionError | None = None
    for _ in range(_TRIES):
        try:
            return divided_and_planned(notebook, settings, trace)
        except ConversionError as error:
            refused = refused or error
            other = _otherwise(notebook, error)
            if other is notebook:
                break
            notebook = other
    assert refused is not None
    raise refused


_TRIES = 5


def _otherwise(notebook: Notebook, error: ConversionError) -> Notebook:
    """The notebook with definitions put as the scripts can have them; itself where they are."""
    places: dict[str, list[Place]] = {}
    for one in error.diagnostics:
        if one.place is not None:
            places.setdefault(one.code, []).append(one.place)
    early, unsaved = places.get("NB211", ()), places.get("NB208", ())
    given = with_defaults_at_calls(notebook) if early or unsaved else notebook
    if given is not notebook:
        return given
    return with_functions_named(with_early_values_named(notebook, early), unsaved)


def with_clear_names(notebook: Notebook) -> Notebook:
    """The notebook with one meaning for each name that stands on module level in the scripts, and
    no lookups of names by their text where that can be helped."""
    whole = with_shown_predictions(with_attached_methods(notebook))
    whole = with_kept_scores(with_shown_scores(whole))
    plain = without_search_path(without_widget_bars(whole))
    plain = with_names_of_stars(without_nested_imports(plain))
    named = without_namespaces(without_moves(plain))
    return distinct(without_reserved_names(without_kept_lambdas(named)))


def divided_and_planned(
    notebook: Notebook, settings: Settings, trace: Trace | None = None, try_fixes: bool = True
) -> tuple[Notebook, Pipeline]:
    """The notebook as it is divided into stages, and its plan.

    A refusal tells the tag that would fix it, where one is found by trying.

    Raises:
        ConversionError: the notebook cannot be converted as it stands.
    """
    analysis = analyse(notebook)
    suggested = any(cell.confidence is not None for cell in notebook.cells)
    equal: set[tuple[int, int]] = set()
    known = [analysis]
    while True:
        divided = divide(notebook, analysis, equal, settings.strict)
        try:
            known.append(analysis if divided is notebook else analysed_again(divided, known))
            return divided, plan(divided, known[-1], settings, trace)
        except ConversionError as error:
            apart = [statements_at(d.apart, analysis) for d in error.diagnostics]
            more = {pair for found in apart for pair in pairwise(found)} - equal
            if suggested and more:
                equal |= more
                continue
            if suggested or not try_fixes:
                raise
            found = with_tried_fix(
                error.diagnostics,
                notebook,
                lambda other: divided_and_planned(other, settings, trace, try_fixes=False),
            )
            raise ConversionError(*found) from None
