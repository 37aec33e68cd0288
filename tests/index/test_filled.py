"""Whether there is an article, without loading the program."""

from index.article import Article, RawDocument
from index.filled import filled
from index.store import Store


def test_filled(tmp_path):
    """No file, no table, no article: no; one article: yes."""
    url = f"sqlite:///{tmp_path / 'a b%.sqlite3'}"
    assert not filled(url)
    assert not filled("postgresql:///news")
    store = Store.open(f"sqlite:///{tmp_path / 'a b%.sqlite3'}")
    assert not filled(url)
    store.upsert([(RawDocument("نص"), Article("", "عنوان", "text", "نص"))])
    assert filled(url)
    store.close()
