"""
What can go wrong between a query and its results.

    BahithError
    └── SearchError
        ├── QueryTooComplex     too long, too many clauses, a prefix with too many expansions, too deep a page
        └── SearchTimeout       the time allowed for one search is over
"""

from index.errors import BahithError


class SearchError(BahithError):
    """The root of errors in searching."""


class QueryTooComplex(SearchError):
    """A query asks for more than one search may cost. ``parameter`` names what to change."""

    def __init__(self, message: str, parameter: str = "q") -> None:
        super().__init__(message)
        self.parameter = parameter


class SearchTimeout(SearchError):
    """The time allowed for one search is over."""
