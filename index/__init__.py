"""From a source to an index: readers, extraction, zones, dates, actors, duplicates, store, writer."""
