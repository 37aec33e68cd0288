"""Who is named in a text: gazetteer.py holds the known actors, tagger.py finds them."""
