"""
How gunicorn serves Bahith: `gunicorn` in this folder is enough.

- WEB_CONCURRENCY workers (2), each with THREADS threads (4); PORT (8000) on HOST (127.0.0.1), or BIND as a whole
- each worker is forked before the application is loaded, so connections, index files and the indexer are its own
- every line of the log is JSON; the application writes one a request, so gunicorn's access log is off
- the counts of all workers are shared in a folder of their own, new with each start and removed at its end
- a setting that cannot be used ends the start with one line that says which; nothing is tried again

These variables are gunicorn's own settings; those of Bahith itself are in config.py.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from config import Settings
from index.errors import ConfigurationError
from search.http.logs import logging_config

_METRICS = "PROMETHEUS_MULTIPROC_DIR"  # read by prometheus_client when it is imported, in the workers
_PREFIX = f"bahith-metrics-{os.getpid()}-"
_FAILED = 3  # the exit code that tells gunicorn not to start another worker but to end

try:
    _settings = Settings.load()
except ConfigurationError as error:
    sys.exit(f"Error: {error}")


def _number(name: str, default: int, most: int) -> int:
    """The whole number from 1 to ``most`` in a variable; ends the start where it is none."""
    text = os.environ.get(name) or str(default)
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= most:
        sys.exit(f"Error: {name}={text!r}: expected a whole number from 1 to {most}")
    return int(text)


wsgi_app = "app:create_app(serve=True)"
bind = os.environ.get("BIND") or f"{os.environ.get('HOST') or '127.0.0.1'}:{_number('PORT', 8000, 65535)}"
workers = _number("WEB_CONCURRENCY", 2, 1000)
threads = _number("THREADS", 4, 500)
worker_class = "search.http.worker.Worker"  # gthread, with our form of errors
http_parser = "python"  # the one that our worker knows
preload_app = False
timeout = 60  # longer than any search or wait may take
graceful_timeout = 30
keepalive = 5
max_requests = 0
limit_request_line = 8190  # the longest gunicorn takes; longer queries go by POST
accesslog = None
control_socket_disable = True  # nothing here is steered while it runs
logconfig_dict = logging_config(_settings.log_level)

# A reload runs this file again in the same process, and keeps the folder that its workers are using.
if not os.path.basename(os.environ.get(_METRICS, "")).startswith(_PREFIX):
    os.environ[_METRICS] = tempfile.mkdtemp(prefix=_PREFIX)


def child_exit(server: Any, worker: Any) -> None:
    """Forget the gauges of a worker that ended, however it did."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)


def post_worker_init(worker: Any) -> None:
    """Open store and index before the first request comes, and begin to index; end the service where it never can."""
    from search.http.services import LASTING

    try:
        worker.wsgi.extensions["bahith"].warm_up()
    except LASTING as error:
        try:
            Path(os.environ[_METRICS], "told").touch(exist_ok=False)
        except FileExistsError:
            # All workers find the same. The first one tells it and ends the service; gunicorn, while it stops, does not
            # expect another to say so.
            sys.exit(1)
        logging.getLogger("bahith.services").error("Bahith cannot start: %s", error)
        sys.exit(_FAILED)
    # What was read until now stays: looking through all of it for garbage again and again stops every thread, in a
    # large index for half a second.
    gc.collect()
    gc.freeze()


def worker_exit(server: Any, worker: Any) -> None:
    """Let the indexer finish its commit, and close what is open."""
    if getattr(worker, "wsgi", None) is not None:
        worker.wsgi.extensions["bahith"].close()


def on_exit(server: Any) -> None:
    """Remove the shared counts."""
    folder = os.environ.get(_METRICS, "")
    if os.path.basename(folder).startswith(_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
