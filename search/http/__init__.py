"""The web edge: the API, the pages, the feeds, and how errors look."""
