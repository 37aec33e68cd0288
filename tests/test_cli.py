"""The commands, as a user gives them: in one process by Flask's runner, and for real."""

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import FlaskGroup

from config import SETTINGS, Settings
from index import cli
from index.locks import held
from index.store import Store
from index.writer import condition
from search.engine import open_engine
from search.query import SearchRequest
from tests.support.filling import stored

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds" / "articles"
TEXT = "وصل الوزير إلى المدينة رقم {} صباح اليوم وأجرى محادثات مع نظيره حول المسألة ثم غادر عائدا إلى بلاده."


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=str(tmp_path / "data"))


@pytest.fixture
def flask(settings):
    """Gives a command; its result."""
    app = Flask("commands")
    app.config["BAHITH"] = settings
    cli.register(app)
    return lambda *args: app.test_cli_runner().invoke(args=list(map(str, args)))


def flask_process(folder, *args):
    """Gives a command to a new process, in which everything is as for a user."""
    environ = {**os.environ, "BAHITH_DATA_DIR": str(folder), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "flask", "--app", str(ROOT / "app.py"), *map(str, args)]
    # A shell starts what it runs in the background deaf to Ctrl-C, and children inherit that; a user's command is not.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
    finally:
        signal.signal(signal.SIGINT, before)


def line(number, **others):
    url = f"https://n.example/{number}"
    return json.dumps({"title": f"خبر {number}", "body": TEXT.format(number), "url": url, **others}, ensure_ascii=False)


def file(tmp_path, *lines, name="news.jsonl"):
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def opened(settings):
    return Store.open(settings.resolved_database_url)


def applied(settings):
    return condition(settings.resolved_index_url).applied


# add


def test_the_seeds_are_added_once(flask, settings):
    first = flask("index", "add", SEEDS)
    assert first.exit_code == 0 and "added 5, updated 0, unchanged 0, rejected 0" in first.output
    second = flask("index", "add", SEEDS)
    assert second.exit_code == 0 and "added 0, updated 0, unchanged 5, rejected 0" in second.output
    store = opened(settings)
    assert store.count() == store.last_seq() == applied(settings) == 5
    store.close()
    assert not list(Path(settings.data_dir).glob("rejects*"))


def test_rejects_are_counted_and_written(flask, settings, tmp_path):
    path = file(tmp_path, line(1), "{not json", line(2), json.dumps({"title": "ع"}), json.dumps({"body": 5}), line(3))
    result = flask("index", "add", path)
    assert result.exit_code == 0
    assert "added 3, updated 0, unchanged 0, rejected 3" in result.output
    assert re.search(r"bad_json: 1", result.output) and re.search(r"no_text: 1", result.output)
    written = Path(re.search(r"refused records: (.*)", result.output)[1])
    assert written.parent == Path(settings.data_dir).resolve()
    rows = [json.loads(row) for row in written.read_text(encoding="utf-8").splitlines()]
    assert [row["origin"].rsplit(":", 1)[1] for row in rows] == ["2", "4", "5"]
    assert all(row["reason"] and row["message"] for row in rows)


def test_rejects_go_where_they_are_told(flask, tmp_path):
    wanted = tmp_path / "elsewhere" / "refused.jsonl"
    result = flask("index", "add", file(tmp_path, line(1), "{"), "--rejects", wanted)
    assert str(wanted) in result.output and wanted.exists()


def test_every_kind_of_source_at_once(flask, settings, tmp_path):
    folder = tmp_path / "mixed"
    (folder / "deep").mkdir(parents=True)
    file(folder, line(1), line(2))
    (folder / "deep" / "a.txt").write_bytes(TEXT.format("ثلاثة").encode("utf-16"))
    (folder / "b.csv").write_text(f'title,body\nعنوان,"{TEXT.format("أربعة")}"\n', encoding="utf-8")
    (folder / "page.html").write_text(f"<p>{TEXT.format('خمسة')}</p>", encoding="utf-8")
    (folder / "more.jsonl.gz").write_bytes(gzip.compress(line(6).encode()))
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("in.txt", TEXT.format("سبعة"))
    result = flask("index", "add", folder)
    assert result.exit_code == 0 and "added 7" in result.output, result.output
    assert "unchanged 7" in flask("index", "add", folder).output


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        pytest.param(None, "No such file", id="a path that is not there"),
        pytest.param(["{", "nonsense"], "JSON", id="only bad lines"),
        pytest.param([json.dumps({"title": "ع", "body": " "})], "no text", id="no text in any"),
        pytest.param([""], "no article", id="an empty file"),
    ],
)
def test_it_fails_when_nothing_can_be_read_and_says_why(flask, tmp_path, lines, says):
    path = tmp_path / "none.jsonl" if lines is None else file(tmp_path, *lines)
    result = flask("index", "add", path)
    assert result.exit_code == 1 and says in result.output, result.output


def test_one_good_path_is_enough(flask, tmp_path):
    result = flask("index", "add", tmp_path / "none.txt", file(tmp_path, line(1)))
    assert result.exit_code == 0 and "added 1" in result.output and "unreadable: 1" in result.output


def test_a_bad_actors_file_is_told_with_its_line(tmp_path):
    actors = tmp_path / "actors.csv"
    header = (ROOT / "seeds" / "actors.csv").read_text(encoding="utf-8").splitlines()[0]
    actors.write_text(f"{header}\nbad row\n", encoding="utf-8")
    app = Flask("commands")
    app.config["BAHITH"] = Settings(data_dir=str(tmp_path / "data"), gazetteer=str(actors))
    cli.register(app)
    result = app.test_cli_runner().invoke(args=["index", "add", str(file(tmp_path, line(1)))])
    assert result.exit_code == 1 and "line 2" in result.output


def test_no_argument_is_a_usage_error(flask):
    assert flask("index", "add").exit_code == 2


def test_progress_goes_to_standard_error_only_when_asked_for_or_on_a_terminal(flask, tmp_path):
    path = file(tmp_path, line(1))
    assert flask("index", "add", path).stderr == ""
    shown = flask("index", "add", path, "--progress")
    assert "reading" in shown.stderr and "reading" not in shown.stdout


# the other commands


def test_rebuild_makes_the_same_index(flask, settings, tmp_path):
    flask("index", "add", file(tmp_path, line(1), line(2)))
    result = flask("index", "rebuild")
    assert (result.exit_code, result.stdout) == (0, "2 articles indexed\n")
    assert applied(settings) == 2


def test_reprocess_changes_nothing_when_nothing_changed(flask, tmp_path):
    flask("index", "add", file(tmp_path, line(1), line(2)))
    result = flask("index", "reprocess")
    assert result.exit_code == 0 and "added 0, updated 0, unchanged 2, rejected 0" in result.output


def test_delete(flask, settings, tmp_path):
    flask("index", "add", file(tmp_path, line(1), line(2)))
    store = opened(settings)
    [first, second] = [article.id for article in stored(store)]
    assert flask("index", "delete", first).exit_code == 0
    assert [article.id for article in stored(store)] == [second] and applied(settings) == 3
    store.close()
    again = flask("index", "delete", first)
    assert again.exit_code == 1 and first in again.output


def test_stats(flask, tmp_path):
    flask("index", "add", file(tmp_path, line(1), line(2), line(3, body=TEXT.format(2))))
    rows = dict(re.findall(r"^(.+?)\s+([\d,]+)$", flask("index", "stats").output, re.M))
    assert rows["articles"] == "3" and rows["waiting"] == "0" and rows["indexed up to"] == "3"


def test_analyze_shows_every_layer(flask):
    rows = [row.split("\t") for row in flask("index", "analyze", "وللسوريّينَ في Moscow").output.splitlines()]
    assert rows[0][:4] == ["text", "word", "stem", "root"]
    assert [row[:2] for row in rows[1:]] == [["وللسوريّينَ", "وللسوريين"], ["في", "في"], ["Moscow", "moscow"]]


def test_settings_shows_every_setting_but_no_secret(tmp_path):
    app = Flask("commands")
    app.config["BAHITH"] = Settings(data_dir=str(tmp_path), api_keys="s3cret", database_url="postgresql://u:pw@h/d")
    cli.register(app)
    output = app.test_cli_runner().invoke(args=["settings"]).output
    assert all(setting.variable in output for setting in SETTINGS)
    assert "s3cret" not in output and "pw@" not in output


@pytest.mark.parametrize("command", ["add", "rebuild", "reprocess", "delete", "stats", "analyze"])
def test_every_command_has_help(flask, command):
    result = flask("index", command, "--help")
    assert result.exit_code == 0 and len(result.output.splitlines()) > 4


@pytest.mark.parametrize("command", [["stats"], ["rebuild"], ["add", str(SEEDS)]])
def test_a_store_that_cannot_be_opened_is_one_sentence(settings, flask, command):
    Path(settings.data_dir).mkdir()
    (Path(settings.data_dir) / "bahith.sqlite3").write_text("no database" * 200, encoding="utf-8")
    result = flask("index", *command)
    assert result.exit_code == 1 and "not an SQLite database" in result.output and "Traceback" not in result.output


def test_a_lock_that_cannot_be_had_is_one_sentence(settings, flask, tmp_path, monkeypatch):
    flask("index", "add", file(tmp_path, line(1)))
    live = next((Path(settings.data_dir) / "index").glob("g-*"))
    monkeypatch.setattr("index.whoosh_writer.LOCK_SECONDS", 0.1)
    with held(live / "MAIN_WRITELOCK", wait=True):
        result = flask("index", "add", file(tmp_path, line(2)))
    assert result.exit_code == 1 and "another process is writing" in result.output
    lock = Path(settings.data_dir) / "indexer.lock"
    lock.unlink()
    lock.mkdir()
    result = flask("index", "rebuild")
    assert result.exit_code == 1 and f"{lock}: Is a directory" in result.output and "Traceback" not in result.output


def die(_):
    os._exit(1)


def test_an_analyst_that_is_killed_is_one_sentence(flask, tmp_path, monkeypatch):
    flask("index", "add", file(tmp_path, line(1), line(2)))
    monkeypatch.setattr("index.applying.MANY", 1)
    monkeypatch.setattr("index.applying.records_of", die)
    result = flask("index", "rebuild")
    assert result.exit_code == 1 and "was killed" in result.output and "Traceback" not in result.output


def test_stats_of_nothing_make_no_index(settings, flask):
    assert "indexed up to" in flask("index", "stats").output
    assert not (Path(settings.data_dir) / "index").exists()


# processes


def test_a_user_adds_a_file_twice(tmp_path):
    path = file(tmp_path, *(line(number) for number in range(150)), "{")
    for expected in ("added 150, updated 0, unchanged 0, rejected 1", "added 0, updated 0, unchanged 150, rejected 1"):
        process = flask_process(tmp_path / "data", "index", "add", path, "--jobs", "2")
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0 and expected in out, err
        assert err == ""


def test_two_users_add_at_once(tmp_path):
    first = file(tmp_path, *(line(number) for number in range(300)), name="a.jsonl")
    second = file(tmp_path, *(line(number) for number in range(200, 500)), name="b.jsonl")
    processes = [flask_process(tmp_path / "data", "index", "add", path, "--jobs", "1") for path in (first, second)]
    outputs = [process.communicate(timeout=300) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    settings = Settings(data_dir=str(tmp_path / "data"))
    store = opened(settings)
    assert store.count() == store.last_seq() == applied(settings) == 500
    store.close()


def test_an_interrupted_command_keeps_what_it_stored_and_can_be_given_again(tmp_path):
    path = file(tmp_path, *(line(number) for number in range(3000)))
    settings = Settings(data_dir=str(tmp_path / "data"))
    process = flask_process(tmp_path / "data", "index", "add", path, "--jobs", "2")
    until = time.monotonic() + 120
    stored = 0
    while not stored and time.monotonic() < until:
        time.sleep(0.2)
        if Path(settings.data_dir, "bahith.sqlite3").exists():
            store = opened(settings)
            stored = store.count()
            store.close()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130 and "interrupted" in err
    store = opened(settings)
    assert stored <= store.count() < 3000
    store.close()


def test_if_empty_leaves_a_store_with_articles_alone(flask, tmp_path):
    """The first start fills an empty store; later starts add nothing, whatever the folder holds by then."""
    assert "added 1" in flask("index", "add", "--if-empty", file(tmp_path, line(1), name="a.jsonl")).output
    second = flask("index", "add", "--if-empty", file(tmp_path, line(2), name="b.jsonl"))
    assert (second.exit_code, second.output) == (0, "")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        pytest.param("BAHITH_NONSENSE", "1", id="no such setting"),
        pytest.param("BAHITH_EXPORT_LIMIT", "many", id="no number"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(variable: str, value: str) -> None:
    """Before a command does anything, and without a stack trace."""
    result = CliRunner().invoke(FlaskGroup(), ["--app", "app", "settings"], env={variable: value})
    assert result.exit_code == 1
    [line] = [line for line in result.output.splitlines() if line]
    assert line.startswith(f"Error: {variable}")


def test_what_is_added_to_a_restored_store_can_be_found(flask, settings, tmp_path):
    """Also when more is added than the backup lacks: the index must not take the new changes for those it has."""
    assert flask("index", "add", file(tmp_path, line(1))).exit_code == 0
    database, backup = Path(settings.data_dir) / "bahith.sqlite3", tmp_path / "backup"
    backup.write_bytes(database.read_bytes())
    assert flask("index", "add", file(tmp_path, line(2), line(3))).exit_code == 0
    database.write_bytes(backup.read_bytes())
    assert flask("index", "add", file(tmp_path, *map(line, range(4, 8)))).exit_code == 0
    with closing(opened(settings)) as store:
        kept = {article.id for article in stored(store)}
    hits = open_engine(settings.resolved_index_url).search(SearchRequest(limit=10)).hits
    assert {hit.id for hit in hits} == kept and len(kept) == 5
