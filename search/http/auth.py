"""
Who may write: whoever shows one of the configured keys as ``Authorization: Bearer KEY``.

- no key configured: writing over HTTP is off, and says how it is turned on
- keys are compared in constant time, all of them, so the time taken tells nothing
- the key is asked for before the body is read
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import request

from search.http.problems import ProblemError
from search.http.services import services

View = TypeVar("View", bound=Callable[..., Any])
CHALLENGE = 'Bearer realm="bahith"'


def needs_key(view: View) -> View:
    """Let ``view`` answer only a request that shows a key. Raises ProblemError."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        check(request.headers.get("Authorization"), services().settings.keys)
        return view(*args, **kwargs)

    return cast(View, guarded)


def check(authorization: str | None, keys: frozenset[str]) -> None:
    """Raise ProblemError unless the header holds one of ``keys``."""
    if not keys:
        raise ProblemError("writing_disabled", "No key is configured; the setting api_keys turns writing on.")
    scheme, _, shown = (authorization or "").strip().partition(" ")
    if scheme.lower() != "bearer" or not shown.strip():
        detail = "Send the header «Authorization: Bearer KEY»."
        raise ProblemError("unauthorized", detail, headers={"WWW-Authenticate": CHALLENGE})
    # compare_digest takes only ASCII text, so bytes; HTTP headers arrive as Latin-1.
    given = shown.strip().encode("latin-1", "replace")
    # A list, not a generator: every key is compared, whichever fits.
    if not any([hmac.compare_digest(given, key.encode("utf-8")) for key in keys]):
        headers = {"WWW-Authenticate": f'{CHALLENGE}, error="invalid_token"'}
        raise ProblemError("unauthorized", "This key is not one of the configured ones.", headers=headers)
