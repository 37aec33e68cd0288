"""
A first look at a running service: is it ready, does it find, does it say when it does not, does it refuse bad input.

    python3 .ci/smoke.py http://127.0.0.1:8000

``smoke-key`` must be among the keys that may write.
"""

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BASE = sys.argv[1]
WAIT_SECONDS = 120


def get(path: str, **query: str) -> tuple[int, bytes]:
    """Status and body of one GET."""
    url = BASE + path + ("?" + urllib.parse.urlencode(query) if query else "")
    return send(urllib.request.Request(url))


def send(request: urllib.request.Request) -> tuple[int, bytes]:
    """Status and body of one request, error statuses included."""
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def wait_until_ready() -> None:
    """Return when /readyz answers 200; fail after WAIT_SECONDS."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        try:
            if get("/readyz")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.5)
    sys.exit(f"not ready after {WAIT_SECONDS} s")


def check(what: str, holds: bool, seen: object = "") -> None:
    """Say what was checked, and stop at the first that does not hold."""
    print(("ok    " if holds else "WRONG ") + what, seen if not holds else "")
    if not holds:
        sys.exit(1)


wait_until_ready()
status, body = get("/api/v1/search", q="لافروف في موسكو")
found = json.loads(body)
check("a query finds the sample articles", status == 200 and found["total"] >= 4, body[:300])
check("hits are highlighted", "<mark>" in found["hits"][0]["highlights"][0]["html"], found["hits"][0])
status, body = get("/api/v1/search", q="زقزوقية")
check("a word nobody wrote finds nothing", status == 200 and json.loads(body)["total"] == 0, body[:300])
status, body = get("/api/v1/search", page="x")
problem = json.loads(body)
check("bad input names its parameter", status in (400, 422) and problem["parameter"] == "page", body[:300])
status, body = get("/", q="لافروف")
check("the page shows results", status == 200 and "<mark>" in body.decode(), body[:300])
article = json.dumps({"title": "خبر للتجربة", "body": "وصل الوفد إلى مدينة افتراضية اسمها زنبقستان."}).encode()
request = urllib.request.Request(
    BASE + "/api/v1/articles?wait=1",
    data=article,
    headers={"Authorization": "Bearer smoke-key", "Content-Type": "application/json"},
)
status, body = send(request)
check("an article is taken in", status in (200, 201), body[:300])
status, body = get("/api/v1/search", q="زنبقستان")
check("and found at once", json.loads(body)["total"] == 1, body[:300])
