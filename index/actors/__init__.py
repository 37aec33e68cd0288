"""Who is named in a text: the gazetteer, and the tagger that finds its names in analysed text."""
