"""
The commands: `flask index add | rebuild | reprocess | stats | analyze | delete` and `flask settings`.

- results go to standard output, progress and complaints to standard error
- a command ends with 0 when it did what was asked; `add` also when some records were refused, which it tells
- what a command adds or deletes can be found when it returns
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from tqdm import tqdm

from config import SETTINGS, Settings
from index import applying, readers
from index.analysis.analyzer import analyze
from index.errors import BahithError, UnreadableSource
from index.intake import Intake, Report, documents
from index.pipeline import Pipeline
from index.processes import processors
from index.rejects import RejectsFile, default_path
from index.store import Store
from index.writer import condition

SECRET = frozenset({"api_keys", "database_url"})  # may hold passwords: `flask settings` only says whether they are set
MAX_JOBS = 8

index = AppGroup("index", help="Fill, look after and look into the store and the index.")
_progress = click.option("--progress/--no-progress", default=None, help="Show a progress bar. [default: on a terminal]")
_jobs = click.option(
    "--jobs", type=click.IntRange(0, 64), default=0, help="Processes that read articles; 0: one a processor."
)


def register(app: Flask) -> None:
    """Give ``app`` the commands."""
    app.cli.add_command(index)
    app.cli.add_command(show_settings)


@index.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("--rejects", type=click.Path(dir_okay=False), help="File for refused records. [default: in DATA_DIR]")
@_jobs
@_progress
@click.option("--if-empty", is_flag=True, help="Do nothing where the store already holds articles.")
def add(paths: tuple[str, ...], rejects: str | None, jobs: int, progress: bool | None, if_empty: bool) -> None:
    """Add the articles in files, folders and archives.

    Reads .txt, .html, .jsonl, .json, .csv, RSS and Atom (.xml), each also as .gz, .zip of these, and folders of all.
    An article with the address of a stored one updates it; the same again changes nothing.
    """
    settings = _settings()
    path = Path(rejects) if rejects else default_path(settings.data_dir)
    with _complaints(), _store(settings) as store, RejectsFile(path) as refused:
        if if_empty and store.count():
            return
        applying.follow_restore(store, settings)
        intake = _intake(settings, store, refused, jobs)
        records = documents(paths, intake.reject, settings.max_article_chars)
        with _bar("reading", progress, _estimate(paths) if _shown(progress) else None) as bar:
            _until_interrupted(partial(intake.add, records, bar.update), intake.report)
        _tell(intake.report, refused)
        if not intake.report.read:
            raise click.ClickException(refused.why or "no article was found in " + ", ".join(paths))
        _index(store, settings, progress)


@index.command("reprocess")
@_jobs
@_progress
def reprocess(jobs: int, progress: bool | None) -> None:
    """Understand all stored records again, after a change of the actors file or a new version of the program."""
    settings = _settings()
    with _complaints(), _store(settings) as store, RejectsFile(default_path(settings.data_dir)) as refused:
        applying.follow_restore(store, settings)
        intake = _intake(settings, store, refused, jobs)
        with _bar("understanding", progress, store.count()) as bar:
            _until_interrupted(partial(intake.reprocess, bar.update), intake.report)
        _tell(intake.report, refused)
        _index(store, settings, progress)


@index.command("rebuild")
@_progress
def rebuild(progress: bool | None) -> None:
    """Make the index anew from the store, beside the one in use, and switch to it."""
    settings = _settings()
    with _complaints(), _store(settings) as store, _counted("indexing", progress) as told:
        done = applying.rebuild(store, settings, told)
    click.echo(f"{done} articles indexed")


@index.command("delete")
@click.argument("id")
def delete(id: str) -> None:
    """Delete one article; its versions stay in the store's history."""
    settings = _settings()
    with _complaints(), _store(settings) as store:
        applying.follow_restore(store, settings)
        store.delete(id)
        _index(store, settings, progress=False)
    click.echo(f"deleted {id}")


@index.command("stats")
def stats() -> None:
    """Show what the store and the index hold."""
    settings = _settings()
    with _complaints(), _store(settings) as store:
        held = {**store.statistics(), "indexed_up_to": condition(settings.resolved_index_url).applied}
    held["waiting"] = held["last_seq"] - held["indexed_up_to"]
    for name, value in held.items():
        click.echo(f"{name.replace('_', ' '):<16}{value:>12,}")


@index.command("analyze")
@click.argument("text")
def analyze_text(text: str) -> None:
    """Show the words of TEXT as the index knows them."""
    rows = [("text", "word", "stem", "root", "stop")]
    rows += [(t.text, t.word, t.stem, t.root or "-", "stop" if t.is_stop else "") for t in analyze(text)]
    for row in rows:
        click.echo("\t".join(row).rstrip())


@click.command("settings")
@with_appcontext
def show_settings() -> None:
    """Show every setting, the variable that sets it, and its value here."""
    settings = _settings()
    for setting in SETTINGS:
        value = getattr(settings, setting.name)
        shown = ("set" if value else "not set") if setting.name in SECRET else repr(value)
        click.echo(f"{setting.variable:<28} {shown}\n{'':<28} {setting.help}")


def _settings() -> Settings:
    settings: Settings = current_app.config["BAHITH"]
    return settings


@contextmanager
def _complaints() -> Iterator[None]:
    """Errors a user can do something about, as a sentence instead of a stack trace."""
    try:
        yield
    except BahithError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:  # a folder of somebody else, a full disk
        place = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(f"{place}{error.strerror or error}") from error


@contextmanager
def _store(settings: Settings) -> Iterator[Store]:
    with closing(Store.open(settings.resolved_database_url)) as store:
        yield store


def _intake(settings: Settings, store: Store, refused: RejectsFile, jobs: int) -> Intake:
    applying.load_tables()
    make = partial(Pipeline.open, settings.gazetteer, settings.max_article_chars)
    return Intake(store, make, refused.write, jobs or min(processors(), MAX_JOBS))


def _until_interrupted(work: Callable[[], Report], report: Report) -> None:
    try:
        work()
    except KeyboardInterrupt:
        # Every batch told is stored, and what was left out comes when the command is given again.
        click.echo(f"interrupted; {report.read} records are stored", err=True)
        sys.exit(130)


def _index(store: Store, settings: Settings, progress: bool | None) -> None:
    with _counted("indexing", progress) as told:
        applying.catch_up(store, settings, told)


def _tell(report: Report, refused: RejectsFile) -> None:
    click.echo(f"added {report.added}, updated {report.updated}, unchanged {report.unchanged}", nl=False)
    click.echo(f", rejected {report.rejected.total()}")
    for reason, count in report.rejected.most_common():
        click.echo(f"  {reason}: {count}")
    if refused.used:
        click.echo(f"refused records: {refused.path}")


def _shown(progress: bool | None) -> bool:
    return sys.stderr.isatty() if progress is None else progress


def _estimate(paths: tuple[str, ...]) -> int | None:
    try:
        counts = [readers.count(path) for path in paths]
    except UnreadableSource:
        return None
    return None if None in counts else sum(count or 0 for count in counts)


def _bar(what: str, progress: bool | None, total: int | None) -> Any:
    return tqdm(desc=what, total=total, unit=" articles", file=sys.stderr, disable=not _shown(progress))


@contextmanager
def _counted(what: str, progress: bool | None) -> Iterator[applying.Progress]:
    """A bar for work that tells how much is done and of how much."""
    with _bar(what, progress, None) as bar:

        def told(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield told
