"""From a query to results: parser, engine, ranking, ladder, facets, highlighting, suggestions."""
