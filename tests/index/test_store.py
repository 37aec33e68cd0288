"""The store keeps what it acknowledged, numbers what changed, and refuses what it cannot do."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.article import Article, RawDocument
from index.errors import ArticleNotFound, ConfigurationError, StoreError, StoreUnusable, UrlTaken
from index.store import Changes, Outcome, Store
from tests.support.filling import stored

ROOT = Path(__file__).resolve().parents[2]
TEXT = " ".join(f"كلمة{chr(0x0627 + i % 26)}{chr(0x0628 + i // 26)}" for i in range(60))
OTHER = " ".join(f"لفظ{chr(0x0627 + i % 26)}{chr(0x0628 + i // 26)}" for i in range(60))


def item(name, body=None, **raw):
    """A record and its article; one name is one address."""
    url = f"https://news.example/{name}"
    body = f"نص المقال {name}" if body is None else body
    return RawDocument(body, url=url, **raw), Article("", f"عنوان {name}", "text", body, url=url)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.fixture
def store(url):
    store = Store.open(url, busy_seconds=5)
    yield store
    store.close()


def add(store, *items, **options):
    return store.upsert(list(items), **options)


# What becomes of a record


def test_a_new_record_is_added(store):
    raw, article = item("a", origin="x.jsonl:1")
    [outcome] = add(store, (raw, article))
    assert (outcome.status, outcome.seq) == ("added", 1)
    stored = store.get(outcome.id)
    assert (stored.title, stored.body, stored.url) == (article.title, article.body, article.url)
    assert stored.id == stored.story == outcome.id
    assert store.raw(outcome.id) == raw
    assert (store.count(), store.last_seq()) == (1, 1)


@pytest.mark.parametrize(
    ("again", "status"),
    [
        pytest.param(item("a"), "unchanged", id="the same record"),
        pytest.param(item("a", origin="other.csv:9"), "unchanged", id="the same record out of another file"),
        pytest.param(item("a/"), "updated", id="the same address spelled otherwise, another title"),
        pytest.param(item("a", "نص جديد"), "updated", id="another text"),
        pytest.param(item("a", section="رياضة"), "updated", id="the source says more"),
        pytest.param((item("a")[0], item("a", "فهم آخر")[1]), "updated", id="understood otherwise"),
        pytest.param(item("b"), "added", id="another address"),
    ],
)  # fmt: skip
def test_a_second_record(store, again, status):
    first = add(store, item("a"))[0]
    outcome = add(store, again)[0]
    assert outcome.status == status
    assert outcome.seq == (1 if status == "unchanged" else 2)
    assert (outcome.id == first.id) is (status != "added")
    assert store.last_seq() == outcome.seq


def test_records_without_an_address_are_known_by_their_words(store):
    one = RawDocument("نص"), Article("", "عنوان", "text", "نصّ")
    two = RawDocument("نص."), Article("", "عنوان", "text", "نص.")
    assert [outcome.status for outcome in add(store, one, two)] == ["added", "updated"]


def test_nothing_stored_is_lost(store):
    [first] = add(store, item("a", "أول"))
    add(store, item("a", "ثان"))
    store.replace(first.id, *item("a", "ثالث"))
    store.delete(first.id)
    assert [raw.content for raw in store.revisions(first.id)] == ["أول", "ثان", "ثالث"]


def test_a_file_with_two_versions_of_an_article_does_not_swing(store):
    one, two = item("a", "أول"), item("a", "ثان")
    assert [o.status for o in add(store, one, two, hold_superseded=True)] == ["added", "updated"]
    assert [o.status for o in add(store, one, two, hold_superseded=True)] == ["superseded", "unchanged"]
    assert store.last_seq() == 2
    assert [o.status for o in add(store, one)] == ["updated"], "asked for plainly, an old version comes back"


def test_replace_keeps_the_id_whatever_the_address(store):
    [first] = add(store, item("a"))
    outcome = store.replace(first.id, *item("b"))
    assert outcome == Outcome(first.id, "updated", 2)
    assert store.get(first.id).url == "https://news.example/b"


def test_an_article_moved_to_another_address_is_known_by_it(store):
    """What comes from there later is that article again; the address it left is free for nobody else's text."""
    [moved, other] = add(store, item("a"), item("b"))
    store.replace(moved.id, *item("c"))
    assert add(store, item("c/", "نص جديد"))[0] == Outcome(moved.id, "updated", 4)
    assert add(store, item("c/", "نص جديد"), item("c"), hold_superseded=True) == [
        Outcome(moved.id, "unchanged", 4),
        Outcome(moved.id, "superseded", 4),
    ]
    for taken in ("c", "b"):
        with pytest.raises(UrlTaken, match=moved.id if taken == "c" else other.id):
            store.replace(other.id if taken == "c" else moved.id, *item(taken))
    store.replace(moved.id, *item("d"))
    assert store.replace(other.id, *item("c")).id == other.id, "it moved on"
    store.delete(moved.id)
    assert add(store, item("d"))[0].id not in (moved.id, other.id)
    assert store.count() == 2


def test_a_moved_article_is_known_by_both_addresses(store):
    """A record from where it was before must not make what comes from the new address a second article."""
    [moved] = add(store, item("a"))
    store.replace(moved.id, *item("b"))
    for name, text in [("a", "من القديم"), ("b", "من الجديد"), ("a", "من القديم ثانية")]:
        assert add(store, item(name, text))[0].id == moved.id
    with pytest.raises(UrlTaken, match=moved.id):
        store.replace(add(store, item("c"))[0].id, *item("b"))


def test_an_article_put_back_to_its_own_address_is_no_longer_known_by_the_other(store):
    [moved] = add(store, item("a"))
    store.replace(moved.id, *item("b"))
    store.replace(moved.id, *item("a"))
    assert add(store, item("b"))[0].status == "added"


def test_an_article_without_an_address_may_be_given_one(store):
    record = RawDocument("نص"), Article("", "عنوان", "text", "نص")
    [first] = add(store, record)
    store.replace(first.id, *item("a"))
    assert add(store, item("a", "نص جديد"))[0].id == first.id
    store.replace(first.id, *record)
    assert add(store, item("a"))[0].status == "added"


def test_refresh_keeps_no_revision_and_touches_nothing_that_changed_meanwhile(store):
    [a, b] = add(store, item("a"), item("b"))
    raws = dict(store.iterate_raw())
    with store._database.writing.begin() as connection:
        connection.exec_driver_sql("UPDATE articles SET stored_at = '2020-01-01T00:00:00+00:00'")
    add(store, item("b", "نص جديد"))
    understood = [(raws[o.id], Article(o.id, "فهم جديد", "text", "نص", url=raws[o.id].url)) for o in (a, b)]
    assert [outcome.status for outcome in store.refresh(understood)] == ["updated", "superseded"]
    assert store.get(a.id).title == "فهم جديد" and store.get(b.id).body == "نص جديد"
    assert store.revisions(a.id) == []
    stored = store.stored_at([a.id, b.id, "none"])
    assert stored[a.id].year == 2020 < stored[b.id].year and len(stored) == 2
    store.delete(b.id)
    assert [outcome.status for outcome in store.refresh(understood)] == ["unchanged", "superseded"]
    assert store.count() == 1


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda store: store.get("none"), id="get"),
        pytest.param(lambda store: store.raw("none"), id="raw"),
        pytest.param(lambda store: store.delete("none"), id="delete"),
        pytest.param(lambda store: store.replace("none", *item("a")), id="replace"),
    ],
)
def test_an_article_that_is_not_there(store, ask):
    with pytest.raises(ArticleNotFound, match="none"):
        ask(store)
    assert store.last_seq() == 0


def test_get_many_keeps_the_order_asked_for(store):
    ids = [outcome.id for outcome in add(store, *(item(str(n)) for n in range(1200)))]
    asked = [*ids[::-1], "none"]
    assert list(store.get_many(asked)) == ids[::-1]
    assert store.get_many([]) == {}
    assert [id for id, _ in store.iterate_raw(batch=100)] == ids


def test_text_no_encoding_can_hold_is_kept(store):
    raw, article = RawDocument("\ud800\x00"), Article("", "\udfff", "text", "\ud800\x00")
    [outcome] = add(store, (raw, article))
    assert store.raw(outcome.id) == raw and store.get(outcome.id).body == article.body


# What an index hears


def test_changes_come_in_order_and_each_article_once(store):
    [_, b, c] = add(store, item("a"), item("b"), item("c"))
    add(store, item("a", "نص جديد"))
    store.delete(b.id)
    first = store.changes(0, 1)
    assert ([x.id for x in first.articles], first.deleted, first.last) == ([c.id], (), 3)
    rest = store.changes(first.last, 10)
    assert ([x.body for x in rest.articles], rest.deleted, rest.last) == (["نص جديد"], (b.id,), 5)
    assert store.changes(5, 10) == Changes((), (), 5)


def test_an_article_added_again_is_no_longer_deleted(store):
    [a] = add(store, item("a"))
    store.delete(a.id)
    [again] = add(store, item("a"))
    assert (again.status, again.id) == ("added", a.id)
    changes = store.changes(0, 10)
    assert ([x.id for x in changes.articles], changes.deleted) == ([a.id], ())


# Stories


def stories(store, *outcomes):
    return [store.get(outcome.id).story for outcome in outcomes]


def test_copies_share_the_story_of_the_first(store):
    near = "رويترز " + TEXT
    found = add(store, item("a", TEXT), item("b", TEXT), item("c", near), item("d", OTHER), item("e", "قصير"))
    a, _, _, d, e = found
    assert stories(store, *found) == [a.id, a.id, a.id, d.id, e.id]


def test_short_texts_are_copies_only_under_one_title(store):
    raw, article = item("a", "شاهد الفيديو")
    same = Article("", article.title, "text", article.body, url="https://other.example/a")
    a, b, c = add(store, (raw, article), item("b", "شاهد الفيديو"), (raw, same))
    assert stories(store, a, b, c) == [a.id, b.id, a.id]


def test_the_next_copy_names_the_story_when_the_first_is_deleted(store):
    a, b, c = add(store, item("a", TEXT), item("b", TEXT), item("c", TEXT))
    store.delete(a.id)
    assert stories(store, b, c) == [b.id, b.id]
    assert {article.id for article in store.changes(3, 10).articles} == {b.id, c.id}, "an index hears of it"
    [again] = add(store, item("a", TEXT))
    assert stories(store, again, b, c) == [b.id, b.id, b.id]


def test_the_next_copy_names_the_story_when_the_first_tells_another(store):
    a, b, c, d = add(store, item("a", TEXT), item("b", TEXT), item("c", TEXT), item("d", OTHER))
    add(store, item("a", "نص قصير"))
    assert stories(store, a, b, c) == [a.id, b.id, b.id]
    add(store, item("b", OTHER))
    assert stories(store, b, c, d) == [d.id, c.id, d.id]


def test_a_correction_of_the_first_keeps_the_story(store):
    a, b = add(store, item("a", TEXT), item("b", TEXT))
    add(store, item("a", TEXT + " تصحيح"))
    assert stories(store, a, b) == [a.id, a.id]
    assert store.get(b.id).story == a.id and store.changes(3, 10).articles == ()


def test_a_copy_that_leaves_takes_nobody_along(store):
    a, b, c = add(store, item("a", TEXT), item("b", TEXT), item("c", TEXT))
    add(store, item("b", OTHER))
    assert stories(store, a, b, c) == [a.id, b.id, a.id]


def test_stories_do_not_depend_on_batches(url, tmp_path):
    items = [item(str(n), (TEXT, OTHER, TEXT + " خاتمة", f"نص {n}")[n % 4]) for n in range(40)]
    found = []
    for batch in (1, 7, 40):
        store = Store.open(f"sqlite:///{tmp_path / str(batch)}")
        for at in range(0, 40, batch):
            store.upsert(items[at : at + batch])
        found.append([article.story for article in stored(store)])
        store.close()
    assert found[0] == found[1] == found[2]


# All or nothing


def test_one_bad_item_undoes_the_transaction(store):
    add(store, item("a"))
    with store._database.writing.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON articles WHEN NEW.article LIKE '%سيئ%' "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    with pytest.raises(StoreError, match="refused"):
        add(store, item("a", "نص جديد"), item("b"), item("c", "سيئ"))
    assert [article.body for article in stored(store)] == ["نص المقال a"] and store.last_seq() == 1
    assert store.revisions(store.changes(0, 1).articles[0].id) == []


def test_a_full_disk_is_said_and_nothing_is_half_written(url, tmp_path):
    store = Store.open(url)
    add(store, item("a"))
    with store._database.reading.connect() as connection:  # the size SQLite may use is a property of a connection
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk of the store is full"):
        add(store, *(item(str(n), OTHER * 50) for n in range(20)))
    assert store.count() == 1 and store.last_seq() == 1
    store.close()
    reopened = Store.open(url)
    assert add(reopened, item("b", OTHER * 50))[0].status == "added"
    reopened.close()


def test_a_file_that_may_not_grow_is_said_and_nothing_is_half_written(url):
    """The kernel's own refusal, in a process that has the limit: SQLite calls it an I/O error."""
    [kept] = add(store := Store.open(url), item("a"))
    store.close()
    code = (
        "import resource, signal, sys; from index.article import Article, RawDocument;"
        "from index.errors import StoreError; from index.store import Store; store = Store.open(sys.argv[1]);"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 17, 1 << 17))\n"
        "try: store.upsert([(RawDocument('نص'), Article('', str(n), 'text', f'{n} ' * 99999)) for n in range(9)])\n"
        "except StoreError as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code, url], cwd=ROOT, capture_output=True, text=True)
    assert "the disk of the store is full" in said.stdout, said.stderr
    store = Store.open(url)
    assert (store.count(), store.get(kept.id).title) == (1, "عنوان a")
    store.close()


def test_a_store_that_may_only_be_read_can_be_read(url, tmp_path):
    Store.open(url).close()
    store = Store.open(f"sqlite:///file:{tmp_path / 'store.sqlite3'}?mode=ro&uri=true")
    assert store.count() == 0
    with pytest.raises(StoreError, match="cannot be written"):
        add(store, item("a"))
    store.close()


def test_a_store_that_stays_locked_is_said_to_be_busy_and_can_still_be_read(url, tmp_path):
    store = Store.open(url, busy_seconds=0.1)
    add(store, item("a"))
    holder = sqlite3.connect(tmp_path / "store.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process has been writing"):
        add(store, item("b"))
    assert store.count() == 1
    holder.execute("ROLLBACK")
    holder.close()
    assert add(store, item("b"))[0].status == "added"
    store.close()


def test_a_long_reader_does_not_stop_a_writer(store):
    add(store, *(item(str(n)) for n in range(10)))
    reading = store.iterate_raw(batch=2)
    next(reading)
    with store._read() as connection:
        connection.exec_driver_sql("SELECT * FROM articles").fetchone()
        assert add(store, item("new"))[0].status == "added"
    assert len(list(reading)) == 10


@pytest.mark.parametrize(
    ("bad", "error", "says"),
    [
        pytest.param("nonsense", ConfigurationError, "DATABASE_URL", id="no URL"),
        pytest.param("sqlite://", ConfigurationError, "must be a file", id="memory"),
        pytest.param("sqlite:///:memory:", ConfigurationError, "must be a file", id="memory by name"),
        pytest.param("nosuchdb://h/x", ConfigurationError, "DATABASE_URL", id="no such database"),
        pytest.param("sqlite:////proc/none/x.db", StoreUnusable, "/proc/none", id="folder that cannot be made"),
        pytest.param("sqlite:////proc", StoreUnusable, "cannot be", id="a folder"),
    ],
)
def test_a_place_where_no_store_can_be(bad, error, says):
    with pytest.raises(error, match=says):
        Store.open(bad)


# Threads, forks, processes, kills


def test_threads_share_a_store(store):
    def work(thread):
        for n in range(20):
            outcomes.extend(add(store, item(f"{thread}-{n}")))

    outcomes = []
    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.seq for outcome in outcomes) == list(range(1, 161))


def test_a_child_after_a_fork_uses_connections_of_its_own(store):
    add(store, item("parent"))
    child = os.fork()
    if child == 0:  # no assertion may leave the child
        try:
            ok = store.count() == 1 and add(store, item("child"))[0].status == "added"
        except BaseException:
            ok = False
        os._exit(0 if ok else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert store.count() == 2 and add(store, item("after"))[0].status == "added"


WRITER = """
import sys
from index.article import Article, RawDocument
from index.store import Store

store = Store.open(sys.argv[1])
for n in range(int(sys.argv[3])):
    names = [f"{sys.argv[2]}-{n}-{i}" for i in range(5)]
    items = [(RawDocument(x), Article("", x, "text", x, url=f"http://x.example/{x}")) for x in names]
    for outcome in store.upsert(items):
        print(outcome.id, outcome.seq, flush=True)
"""


def writer(url, name, batches):
    command = [sys.executable, "-c", WRITER, url, name, str(batches)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_processes_that_start_and_write_at_once(url):
    """They make the store together, and none of them loses or repeats a number."""
    writers = [writer(url, str(n), 20) for n in range(3)]
    lines = [line.split() for process in writers for line in process.communicate(timeout=120)[0].splitlines()]
    assert [process.returncode for process in writers] == [0, 0, 0]
    store = Store.open(url)
    assert store.count() == len(lines) == 300
    assert sorted(int(seq) for _, seq in lines) == list(range(1, 301))
    store.close()


def test_what_was_acknowledged_survives_a_kill(url):
    acknowledged = []
    for round in range(3):
        process = writer(url, str(round), 100_000)
        for _ in range(40 + 7 * round):
            acknowledged.append(process.stdout.readline().split()[0])
        os.kill(process.pid, signal.SIGKILL)
        acknowledged += [line.split()[0] for line in process.stdout.read().splitlines() if " " in line]
        process.stdout.close()
        process.wait()
    store = Store.open(url)
    assert set(acknowledged) <= set(store.get_many(acknowledged))
    assert store.count() % 5 == 0, "a transaction is there as a whole"
    assert store.last_seq() == store.count() == len(store.changes(0, 10**6).articles)
    store.close()


def test_readers_see_numbers_in_order(store, url):
    """A reader that has seen change n never meets a change before n later."""
    process = writer(url, "w", 60)
    after, seen = 0, 0
    while seen < 300:
        changes = store.changes(after, 1000)
        assert changes.last - after == len(changes.articles)
        after, seen = changes.last, seen + len(changes.articles)
    process.communicate(timeout=60)
    assert store.changes(after, 10) == Changes((), (), 300)
