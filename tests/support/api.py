"""
Names that many tests of the API share, and reading its hits.
"""

from __future__ import annotations

SEARCH = "/api/v1/search"
ARTICLES = "/api/v1/articles"
BODY = "وصل وزير الخارجية الروسي سيرغي لافروف إلى دمشق صباح اليوم في زيارة رسمية تستمر يومين."


def ids(response) -> list[str]:
    """The ids of the hits, in order."""
    assert response.status_code == 200, response.text
    return [hit["id"] for hit in response.json["hits"]]
