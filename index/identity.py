"""
What makes two records the same article: a canonical URL, or else the words of title and body.

- a URL with a path or a query names an article; a bare home page does not, nor anything but http and https
- scheme and host in lower case, IDN as ASCII, default ports, user names and fragments dropped
- parameters that only count clicks (utm_*, fbclid …) are dropped, the others kept, in sorted order
- dot segments resolved, trailing slash dropped, percent-encoding in one form (Arabic written out or not)
- without such a URL, what counts is the text with spaces, harakat and tatweel aside

>>> canonical_url("HTTPS://News.Example:443/a/../خبر/?utm_source=x&id=7#top")
'https://news.example/%D8%AE%D8%A8%D8%B1?id=7'
"""

from __future__ import annotations

import base64
import hashlib
import re
import string
import unicodedata
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

ID_CHARS = 16  # 80 bits: one chance in a billion of any collision among 50 million articles
DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "at_campaign", "at_medium")
# fmt: off
TRACKING = frozenset((
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
    "igsh", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "ocid", "cmpid", "ref_src", "ref_url", "ftag", "spm",
    "s_cid", "wt_mc", "xtor", "ns_campaign", "ns_mchannel", "ns_source", "guccounter", "srsltid", "_hsenc", "_hsmi",
))
# fmt: on
_SAFE = "-._~!$&'()*+,;=:@/"  # what RFC 3986 lets stand in a path
_BARE = frozenset((string.ascii_letters + string.digits + "-._~").encode())
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_UNSEEN = re.compile(r"[\W_\u0640]+")


def canonical_url(url: str | None) -> str | None:
    """The one form of all spellings of an article's address; None where ``url`` does not name an article."""
    try:
        parts = urlsplit((url or "").strip())
        port = parts.port
    except ValueError:  # a port that is no number, a broken IPv6 host
        return None
    scheme = parts.scheme.lower()
    host = _host(parts.hostname)
    if scheme not in DEFAULT_PORTS or not host:
        return None
    path = _path(parts.path)
    query = _query(parts.query)
    if path == "/" and not query:
        return None
    where = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    return f"{scheme}://{where}{path}{query}"


def article_id(url: str | None, title: str, body: str) -> str:
    """A short URL-safe id: the same for the same canonical URL or, without one, for the same title and body."""
    canonical = canonical_url(url)
    key = f"url {canonical}" if canonical else f"text {bare(title)}\n{bare(body)}"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:ID_CHARS].decode("ascii").lower()


def is_web_address(url: str) -> bool:
    """Whether ``url`` is a whole http(s) address that a browser can follow."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme.lower() in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a broken IPv6 host
        return False
    return whole and not any(char.isspace() or unicodedata.category(char) == "Cc" for char in url)


def only_tracks(name: str) -> bool:
    """True for a parameter that only counts clicks: without it an address leads to the same page."""
    return name.lower() in TRACKING or name.lower().startswith(TRACKING_PREFIXES)


def bare(text: str) -> str:
    """The letters and digits of ``text``, word by word, without harakat, tatweel, punctuation or case."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
    return _UNSEEN.sub(" ", letters.replace("\u0640", "")).strip().lower()


def _host(name: str | None) -> str:
    host = (name or "").lower().rstrip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(_escaped(step))
    return "/" + "/".join(steps)


def _escaped(step: str) -> str:
    """``step`` with every byte that may stand bare written bare, every other as %XX; what is escaped stays a step."""
    kept = []
    at = 0
    for run in _ESCAPES.finditer(step):
        kept.append(_quote(step[at : run.start()]))
        data = bytes.fromhex(run.group().replace("%", ""))
        kept.append("".join(chr(b) if b in _BARE else f"%{b:02X}" for b in data))
        at = run.end()
    kept.append(_quote(step[at:]))
    return "".join(kept)


def _quote(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe=_SAFE)


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, encoding="utf-8", errors="surrogateescape")
    kept = sorted((name, value) for name, value in pairs if not only_tracks(name))
    return "?" + urlencode(kept, encoding="utf-8", errors="surrogateescape") if kept else ""
