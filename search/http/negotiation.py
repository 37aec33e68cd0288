"""
What type of answer a client takes: a route that has no such answer says so, before it does any work.

An ``Accept`` that is missing, empty or ``*/*`` takes anything. Problems are sent whatever was asked for, since an error
that cannot be read helps nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import request

from search.http.problems import ProblemError

View = TypeVar("View", bound=Callable[..., Any])
JSON = "application/json"


def gives(*media_types: str) -> Callable[[View], View]:
    """Refuse a request that accepts none of ``media_types``. Raises ProblemError."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            wanted = request.accept_mimetypes
            if wanted.provided and wanted.best_match(media_types) is None:
                raise ProblemError("not_acceptable", f"This address answers with {' or '.join(media_types)}.")
            return view(*args, **kwargs)

        return cast(View, guarded)

    return decorate
