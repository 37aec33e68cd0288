"""
The blueprint that all routes of the API are made with: arguments read strictly, problems documented.

- a parameter with an unknown name, or with several values where one is taken, is refused
- an empty value (``page=``, ``null``, ``[]``) is the same as leaving the parameter out: forms send them
- a JSON body has the same parameters under the same names, a list where they may repeat
- of many faults the first few are told; no request can make its refusal costly
- text must be valid UTF-8; JSON must be an object, by the letter (no NaN), and no name may stand twice in one

>>> bp = Blueprint("search", __name__, url_prefix="/api/v1")
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from itertools import islice
from typing import Any, ClassVar, NoReturn, cast

import flask_smorest  # type: ignore[import-untyped]
from flask import Request
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge

from search.http.fields import nearest
from search.http.problems import ProblemError

MAX_FAULTS = 10  # told of one request: who sends thousands of wrong names needs to hear of the first
MAX_ARGUMENT_BYTES = 1 << 20  # of a body of parameters, which everybody may send
MAX_NAME = 100  # characters of a wrong name that are told
Decorator = Callable[[Any], Any]


class ArgumentParser(FlaskParser):
    """Reads the arguments of a request against a schema, or raises ProblemError."""

    DEFAULT_VALIDATION_STATUS = 400
    DEFAULT_UNKNOWN_BY_LOCATION: ClassVar[dict[str, str | None]] = {}  # type: ignore[misc]  # schemas decide: they refuse

    def load_querystring(self, req: Request, schema: Any) -> dict[str, Any]:
        """The parameters of the address, as a plain dict."""
        given = {name: req.args.getlist(name) for name in req.args}
        return _cleaned(given, _takes(schema))

    def load_json(self, req: Request, schema: Any) -> dict[str, Any]:
        """The members of the JSON body."""
        req.max_content_length = min(req.max_content_length or MAX_ARGUMENT_BYTES, MAX_ARGUMENT_BYTES)
        given = json_object(read_json(req))
        takes = _takes(schema)
        wrapped = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
        return _cleaned(wrapped, takes)

    def handle_error(self, error: Any, req: Any, schema: Any, **_: Any) -> NoReturn:
        """Turn the schema's refusal into a problem."""
        messages = islice(_flat(next(iter(error.messages.values()))), MAX_FAULTS)
        faults = [_fault(name, text, _takes(schema)) for name, text in messages]
        first = faults[0]
        more = tuple(faults) if len(faults) > 1 else ()
        raise ProblemError(first["code"], first["detail"], parameter=first["parameter"], errors=more) from error


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """A flask-smorest blueprint with our parser, our problems, and types."""

    ARGUMENTS_PARSER = ArgumentParser()

    def route(self, rule: str, **options: Any) -> Decorator:
        """Register a view, and document it."""
        return cast(Decorator, super().route(rule, **options))

    def arguments(self, schema: Any, **options: Any) -> Decorator:
        """Read the arguments of a request by ``schema`` and pass them first."""
        # An instance: from a class one would be made for every request.
        return cast(Decorator, super().arguments(schema(), **options))

    def response(self, status_code: int, schema: Any = None, **options: Any) -> Decorator:
        """Document the answer of a route."""
        return cast(Decorator, super().response(status_code, schema, **options))

    def alt_response(self, status_code: int, response: str | None = None, **options: Any) -> Decorator:
        """Document another answer of a route."""
        return cast(Decorator, super().alt_response(status_code, response, **options))

    @staticmethod
    def doc(**members: Any) -> Decorator:
        """Document what nothing else tells."""
        return cast(Decorator, flask_smorest.Blueprint.doc(**members))

    def problems(self, *statuses: int) -> Decorator:
        """Document the problem answers of a route, beside those that its arguments bring."""

        def decorate(view: Any) -> Any:
            for status in statuses:
                view = self.alt_response(status, HTTPStatus(status).name)(view)
            return view

        return decorate


def read_json(req: Request) -> Any:
    """The JSON value in the body of ``req``."""
    if not req.is_json:
        raise ProblemError("unsupported_media_type", "Send the body as application/json.")
    return parse_json(read_body(req))


def read_body(req: Request) -> bytes:
    """The whole body of ``req``. Raises RequestEntityTooLarge, ProblemError."""
    if req.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        headers = {"Accept-Encoding": "identity"}
        raise ProblemError("unsupported_media_type", "Send the body as it is, not compressed.", headers=headers)
    try:
        data: bytes = req.get_data()
    except ClientDisconnected as error:
        raise ProblemError("request_timeout", "The rest of the body did not come.") from error
    except HTTPException:
        raise
    except Exception as error:  # each server has its own; whatever it is, there is no whole body
        raise ProblemError("bad_request", "The body is not as HTTP has it; its chunks cannot be read.") from error
    if len(data) < (req.content_length or 0):
        detail = f"The body ended after {len(data)} bytes; Content-Length says {req.content_length}."
        raise ProblemError("bad_request", detail)
    # A body in chunks does not tell its length; the framework cuts it off at the limit and calls it whole.
    if req.content_length is None and len(data) == req.max_content_length and req.environ["wsgi.input"].read(1):
        raise RequestEntityTooLarge
    return data


def parse_json(data: bytes) -> Any:
    """The JSON value written in ``data``; ProblemError where there is none."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_members)
    except UnicodeDecodeError as error:
        raise ProblemError("invalid_encoding", f"Byte {error.start} of the body is not valid UTF-8.") from error
    except json.JSONDecodeError as error:
        detail = f"{error.msg} at line {error.lineno}, column {error.colno}."
        raise ProblemError("malformed_json", detail) from error
    except (ValueError, RecursionError) as error:  # NaN, a number of thousands of digits, brackets without end
        raise ProblemError("malformed_json", "The body holds a value that JSON cannot have here.") from error


def json_object(value: Any) -> Mapping[str, Any]:
    """``value`` where it is a JSON object; ProblemError where it is anything else."""
    if not isinstance(value, dict):
        raise ProblemError("malformed_json", "The body must be a JSON object: {…}.")
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ProblemError("malformed_json", f"«{_short(name)}» stands twice in one object.")
        found[name] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _takes(schema: Any) -> dict[str, bool]:
    """The names that a schema knows, and whether each takes several values."""
    return {field.data_key or name: hasattr(field, "inner") for name, field in schema.fields.items()}


def _cleaned(given: Mapping[str, list[Any]], takes: Mapping[str, bool]) -> dict[str, Any]:
    unknown = islice((name for name in given if name not in takes), MAX_FAULTS)
    found: dict[str, Any] = dict.fromkeys(unknown)  # for the schema to refuse
    for name, values in given.items():
        if name not in takes:
            continue
        kept = [value for value in values if value is not None and value != ""]
        if takes[name] and kept:
            found[name] = kept
        elif len(kept) > 1:
            raise ProblemError(
                "repeated_parameter", f"«{name}» takes one value; {len(kept)} were given.", parameter=name
            )
        elif kept:
            found[name] = kept[0]
    return found


def _flat(messages: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every message with the name of its parameter; places within a list are not named."""
    if isinstance(messages, Mapping):
        for key in sorted(messages, key=str):  # the schema finds unknown names in no order
            yield from _flat(messages[key], name or str(key))
    elif isinstance(messages, list):
        for inner in messages:
            yield from _flat(inner, name)
    else:
        yield name, str(messages)


def _fault(name: str, text: str, takes: Mapping[str, bool]) -> dict[str, str]:
    if name not in takes:
        near = nearest(name, takes)
        name = _short(name)
        known = f"known are {', '.join(sorted(takes))}." if takes else "none is taken."
        hint = f"did you mean «{near}»?" if near else known
        return _told(name, "unknown_parameter", f"«{name}» is not a parameter here; {hint}")
    if text.startswith("Missing data"):
        return _told(name, "missing_parameter", f"«{name}» is needed.")
    return _told(name, "invalid_parameter", f"«{name}»: {_sentence(text)}")


def _short(name: str) -> str:
    return name if len(name) <= MAX_NAME else name[:MAX_NAME] + "…"


def _sentence(text: str) -> str:
    """``text`` with one stop at its end."""
    return text if text.endswith(("?", ".")) else text + "."


def _told(name: str, code: str, detail: str) -> dict[str, str]:
    return {"code": code, "parameter": name, "detail": detail}
