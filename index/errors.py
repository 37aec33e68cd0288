"""
What can go wrong between a source and an index.

    BahithError
    ├── ConfigurationError      a setting has a value that cannot be used
    ├── IntakeError             a source or a record cannot become an article
    │   ├── UnreadableSource    a file, folder, feed or archive cannot be read at all
    │   └── RejectedRecord      one record of a readable source is refused, with a stable reason
    ├── GazetteerError          a row of the actors file is wrong; says which line
    ├── StoreError              the store cannot do what was asked
    │   ├── StoreUnusable       its place or file cannot be a store, and waiting will not change that
    │   │   └── StoreVersionError   the store was written by a newer version of the program
    │   ├── ArticleNotFound     no article has this id
    │   └── UrlTaken            another article has this URL
    └── IndexUnavailable        the index cannot be opened, or is being built
        └── IndexDamaged        what is read of it is not what was written
"""


class BahithError(Exception):
    """The root of every error this project raises on purpose."""


class ConfigurationError(BahithError):
    """A setting has a value that cannot be used."""


class IntakeError(BahithError):
    """A source or a record cannot become an article."""


class UnreadableSource(IntakeError):
    """A file, folder, feed or archive cannot be read at all."""


class RejectedRecord(IntakeError):
    """One record of a readable source is refused.

    ``reason`` is a stable word for counting (``no_text``, ``bad_json``, ``bad_date`` …); the message says
    what to do about it.
    """

    def __init__(self, reason: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.field = field


class GazetteerError(BahithError):
    """A row of the actors file is wrong, or with line 0 the file as a whole."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}, line {line}: {message}" if line else f"{path} {message}")
        self.path = path
        self.line = line


class StoreError(BahithError):
    """The store cannot do what was asked."""


class StoreUnusable(StoreError):
    """The place or the file named cannot be a store, and waiting will not change that."""


class StoreVersionError(StoreUnusable):
    """The store was written by a newer version of the program."""


class ArticleNotFound(StoreError):
    """No article has this id."""


class UrlTaken(StoreError):
    """Another article has this URL."""


class IndexUnavailable(BahithError):
    """The index cannot be opened, or is being built."""


class IndexDamaged(IndexUnavailable):
    """What is read of the index is not what was written."""
